"""What one seat has to do today: at most seven lines across the rooms, the late ones first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.cascade.duties import Duty
from thongsuot.cascade.models import Dissemination, Finding, Notice
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.cascade.queries.pages import Line as Drive
from thongsuot.cascade.queries.pages import dissemination_list
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat

MOST = 7
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: what, where it comes from, until when, and the one thing to press."""

    title: str
    source: str
    due_on: date | None
    href: str
    action: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The page: its lines, how many more there are, and the next day something is due when nothing is left."""

    day: date
    lines: tuple[Line, ...]
    more: int
    next_due_on: date | None

    @property
    def late(self) -> int:
        """How many of all lines shown are overdue."""
        return sum(1 for line in self.lines if line.is_late)


def today(seat: Seat, now: datetime) -> Today:
    """Gather what this seat owes: its own reading, its unit's coverage, its office's drafts; at most twelve queries."""
    day = day_of(now)
    duties = duties_of(seat, now)
    lines = [*_own_lines(duties, day), *_unit_lines(seat, now, day), *_office_lines(seat)]
    lines.sort(key=lambda line: (not line.is_late, line.due_on or date.max, line.title))
    upcoming = [duty.due_on for duty in duties if _asks(duty) and duty.due_on >= day]
    return Today(day, tuple(lines[:MOST]), max(0, len(lines) - MOST), min(upcoming, default=None))


def _asks(duty: Duty) -> bool:
    return duty.dissemination.closed_at is None and duty.state.answer == ""


def _own_lines(duties: list[Duty], day: date) -> list[Line]:
    return [
        Line(
            title=_("Đọc và xác nhận %(text)s") % {"text": duty.expression.work},
            source=duty.dissemination.title,
            due_on=duty.due_on,
            href=reverse("read_text", args=[duty.dissemination.pk, duty.expression.sha256]),
            action=_("Đọc tiếp") if duty.state.opened_at else _("Mở đọc"),
            is_late=duty.due_on < day,
        )
        for duty in duties
        if _asks(duty)
    ]


def _unit_lines(seat: Seat, now: datetime, day: date) -> list[Line]:
    """Tell clerk, head and office how many below have not answered, once the day is near or past."""
    if seat.role == Seat.Role.MEMBER:
        return []
    return [_unit_line(drive) for drive in dissemination_list(seat, now).lines if _is_near(drive, day)]


def _is_near(drive: Drive, day: date) -> bool:
    if drive.due_on is None or drive.dissemination.closed_at is not None or drive.done >= drive.obliged:
        return False
    return drive.due_on <= day + SOON


def _unit_line(drive: Drive) -> Line:
    missing = drive.obliged - drive.done
    return Line(
        title=_("Nhắc %(missing)d người chưa xác nhận") % {"missing": missing},
        source=drive.dissemination.title,
        due_on=drive.due_on,
        href=reverse("coverage", args=[drive.dissemination.pk]),
        action=_("Xem ai chưa"),
        is_late=drive.is_late,
    )


def _office_lines(seat: Seat) -> list[Line]:
    """Tell the office which notices wait for a look and which drafts wait to be published."""
    if seat.role != Seat.Role.OFFICE:
        return []
    waiting = Notice.objects.visible_to(seat).filter(findings__decision=Finding.Decision.OPEN, disseminations=None)
    drafts = Dissemination.objects.visible_to(seat).filter(published_at=None)
    return [
        Line(
            _("Duyệt bản tin hội nghị"),
            notice.title,
            None,
            reverse("review_notice", args=[notice.pk]),
            _("Duyệt"),
            False,
        )
        for notice in waiting.defer("text").distinct()[:MOST]
    ] + [
        Line(
            _("Ban hành đợt đang soạn"),
            drive.title,
            None,
            reverse("dissemination", args=[drive.pk]),
            _("Soạn tiếp"),
            False,
        )
        for drive in drafts[:MOST]
    ]
