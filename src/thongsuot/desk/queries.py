"""What one seat has to do today: at most seven lines across the rooms, the late ones first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thongsuot.cascade.duties import Duty
from thongsuot.cascade.models import Dissemination, Finding, Notice, Proposal
from thongsuot.cascade.queries.approval import standing_of
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.cascade.queries.lines import Line as Drive
from thongsuot.cascade.queries.pages import late_first
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Power, Seat

MOST = 7
SOON = timedelta(days=7)
DONE_SHOWN = 3
SATURDAY = 5


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
class WeekDay:
    """One day of this week: how many lines are due on it, and whether it is a weekend."""

    on: date
    due: int

    @property
    def is_off(self) -> bool:
        return self.on.weekday() >= SATURDAY


@dataclass(frozen=True, slots=True)
class Today:
    """The page: its first lines, how many there are and how many of them late, the week, what was just done."""

    day: date
    lines: tuple[Line, ...]
    count: int
    late: int
    week: tuple[WeekDay, ...]
    done: tuple[Duty, ...]
    next_due_on: date | None

    @property
    def more(self) -> int:
        """How many lines the page leaves to the list of drives."""
        return self.count - len(self.lines)


def today(seat: Seat, now: datetime) -> Today:
    """Gather what this seat owes: its own reading, its unit's coverage, its office's drafts; at most nine queries."""
    day = day_of(now)
    duties = duties_of(seat, now)
    drives = _drives(seat, now)
    lines = [*_own_lines(duties, day), *_unit_lines(drives, day), *_office_lines(seat, drives), *_head_lines(seat)]
    lines.sort(key=lambda line: (not line.is_late, line.due_on or date.max, line.title))
    return Today(
        day=day,
        lines=tuple(lines[:MOST]),
        count=len(lines),
        late=sum(1 for line in lines if line.is_late),
        week=_week(lines, day),
        done=_just_done(duties, now),
        next_due_on=min((drive.due_on for drive in drives if _is_owed(drive) and drive.due_on), default=None),
    )


def _drives(seat: Seat, now: datetime) -> tuple[Drive, ...]:
    """List the drives that clerk, head and office answer for; a member answers for their own reading only."""
    if not seat.may(Power.RELAY):
        return ()
    return late_first(list(Dissemination.objects.visible_to(seat)), seat, day_of(now))


def _week(lines: list[Line], day: date) -> tuple[WeekDay, ...]:
    monday = day - timedelta(days=day.weekday())
    due = Counter(line.due_on for line in lines)
    return tuple(WeekDay(on, due[on]) for on in (monday + timedelta(days=step) for step in range(7)))


def _just_done(duties: list[Duty], now: datetime) -> tuple[Duty, ...]:
    """Give the last few texts this seat acknowledged within the week, newest first."""
    recent = [(duty.state.answered_at, duty) for duty in duties if duty.is_done and duty.state.answered_at]
    fresh = sorted((pair for pair in recent if pair[0] > now - SOON), key=lambda pair: pair[0], reverse=True)
    return tuple(duty for _at, duty in fresh[:DONE_SHOWN])


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


def _unit_lines(drives: tuple[Drive, ...], day: date) -> list[Line]:
    """Tell how many below have not answered, once the day is near or past."""
    return [_unit_line(drive) for drive in drives if _is_owed(drive) and drive.due_on and drive.due_on <= day + SOON]


def _is_owed(drive: Drive) -> bool:
    return drive.due_on is not None and drive.dissemination.closed_at is None and drive.done < drive.obliged


def _unit_line(drive: Drive) -> Line:
    words = _("Nhắc %(people)s người đã quá hạn") if drive.is_late else _("Nhắc %(people)s người chưa xác nhận")
    return Line(
        title=words % {"people": number_format(drive.overdue or drive.missing, force_grouping=True)},
        source=drive.dissemination.title,
        due_on=drive.due_on,
        href=reverse("coverage", args=[drive.dissemination.pk]),
        action=_("Xem ai chưa"),
        is_late=drive.is_late,
    )


def _office_lines(seat: Seat, drives: tuple[Drive, ...]) -> list[Line]:
    """Tell the office which notices wait for a look and which drafts wait to be published."""
    if seat.role != Seat.Role.OFFICE:
        return []
    waiting = Notice.objects.visible_to(seat).filter(findings__decision=Finding.Decision.OPEN, disseminations=None)
    notices = list(waiting.defer("text").distinct()[:MOST])
    drafts = [drive.dissemination for drive in drives if drive.dissemination.published_at is None]
    standing = standing_of(draft.pk for draft in drafts) if drafts else {}
    mine = [(draft, standing[draft.pk]) for draft in drafts if standing[draft.pk] not in WITH_OTHERS]
    return [_notice_line(notice) for notice in notices] + [_draft_line(*each) for each in mine]


WITH_OTHERS = ("ordered", Proposal.Decision.WAITING)  # drafts that the office has nothing to do about now


def _head_lines(seat: Seat) -> list[Line]:
    """Tell the head, or who approves in their place, which drafts wait for a yes."""
    if not seat.may(Power.APPROVAL):
        return []
    rows = Proposal.objects.visible_to(seat).waiting().select_related("dissemination")[:MOST]
    words = _("Duyệt đợt quán triệt trước khi ban hành")
    return [
        Line(
            words, row.dissemination.title, None, reverse("dissemination", args=[row.dissemination_id]), _("Xem"), False
        )
        for row in rows
    ]


def _notice_line(notice: Notice) -> Line:
    href = reverse("review_notice", args=[notice.pk])
    return Line(_("Duyệt bản tin hội nghị"), notice.title, None, href, _("Duyệt"), False)


def _draft_line(draft: Dissemination, decision: str) -> Line:
    href = reverse("dissemination", args=[draft.pk])
    if decision == Proposal.Decision.APPROVED:
        return Line(_("Ban hành đợt đã duyệt"), draft.title, None, href, _("Mở"), False)
    if decision == Proposal.Decision.RETURNED:
        return Line(_("Sửa đợt được trả lại"), draft.title, None, href, _("Sửa"), False)
    return Line(_("Ban hành đợt đang soạn"), draft.title, None, href, _("Soạn tiếp"), False)
