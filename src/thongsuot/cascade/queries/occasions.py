"""Which days of a drive belong into the calendar of a seat: its own, and those it answers for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.cascade.audience import LEVELS, deadlines_from, rule_from
from thongsuot.cascade.models import Dissemination, StudyText
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.orgs.models import Level, Seat


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day: a key that stays when the day is moved, and what stands in the calendar."""

    key: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class Occasions:
    """The days of one published drive for one seat; `changes` grows with each change in its course."""

    dissemination: Dissemination
    days: tuple[Occasion, ...]
    texts: tuple[str, ...]
    changes: int
    changed_at: datetime


def occasions_of(dissemination_id: int, seat: Seat, now: datetime) -> Occasions:
    """Gather the days of a published drive. Raises ObjectDoesNotExist where the seat may not see it."""
    drive = Dissemination.objects.published().visible_to(seat).select_related("last_change").get(pk=dissemination_id)
    last = drive.last_change
    return Occasions(
        dissemination=drive,
        days=(*_own(drive, seat, now), *_below(drive, seat)),
        texts=tuple(str(text.work) for text in StudyText.objects.filter(dissemination=drive).named()),
        changes=drive.changes.count(),
        changed_at=last.changed_at if last else drive.published_at or drive.drafted_at,
    )


def _own(drive: Dissemination, seat: Seat, now: datetime) -> Iterator[Occasion]:
    """Give the seat's own day, where it owes anything."""
    for duty in duties_of(seat, now, drive.pk)[:1]:
        title = _("Hạn đọc và xác nhận: %(title)s") % {"title": drive.title}
        yield Occasion(f"seat-{seat.pk}", duty.due_on, title)


def _below(drive: Dissemination, seat: Seat) -> Iterator[Occasion]:
    """Give the days of the levels at and below one's own to who answers for a unit."""
    if not seat.is_keeper:
        return
    days, levels = deadlines_from(drive.deadlines), rule_from(drive.audience).levels
    for level in LEVELS[LEVELS.index(seat.organisation.level) :]:
        if level in levels and level in days:
            words = {"level": Level(level).label, "title": drive.title}
            yield Occasion(f"level-{level}", days[level], _("Hạn %(level)s: %(title)s") % words)
