"""A drive in one line: how far the reader's unit has come with it, and which day counts now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Q

from thongsuot.cascade.audience import deadlines_from
from thongsuot.cascade.folds import ACKNOWLEDGED, READ
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Line:
    """One drive with the reader's unit: who finished the text fewest have read, of those obliged there and below.

    `due_on` is the day that counts now: the passed one while somebody is past it (`overdue` says how many), else the
    next. Units two steps down are late only once the last day is over; the coverage page tells them apart before that.
    """

    dissemination: Dissemination
    due_on: date | None
    done: int
    obliged: int
    overdue: int

    @property
    def is_late(self) -> bool:
        return self.overdue > 0

    @property
    def missing(self) -> int:
        return max(0, self.obliged - self.done)

    @property
    def state(self) -> str:
        """The mark of the design language: none for a draft, then planned, held, reported or late."""
        if self.dissemination.published_at is None:
            return "none"
        if self.obliged and self.done >= self.obliged:
            return "reported"
        return "late" if self.is_late else "held" if self.done else "planned"


def measured(drives: list[Dissemination], seat: Seat, today: date) -> list[Line]:
    """Measure drives for the seat's unit: its own duties with those one step down, and their counters; two queries."""
    here = Q(organisation_id=seat.organisation_id) | Q(organisation__parent_id=seat.organisation_id)
    own: dict[int, UnitDuty] = {}
    below: dict[int, list[int]] = {}
    for duty in UnitDuty.objects.filter(here, dissemination__in=drives):
        if duty.organisation_id == seat.organisation_id:
            own[duty.dissemination_id] = duty
        else:
            below.setdefault(duty.dissemination_id, []).append(duty.organisation_id)
    units = {seat.organisation_id}.union(*below.values())
    counts = _read_counts([drive.ref for drive in drives], units)
    return [_line(drive, own.get(drive.pk), below.get(drive.pk, []), counts, today) for drive in drives]


Counts: TypeAlias = dict[tuple[str, int, str], int]


def _read_counts(scopes: list[str], units: set[int]) -> Counts:
    """Count who acknowledged: (drive, unit, expression hash) → seats."""
    rows = UnitCount.objects.filter(scope__in=scopes, unit__in=units, step=READ, status=ACKNOWLEDGED)
    found = rows.values_list("scope", "unit", "item", "number")
    return {(scope, unit, item): number for scope, unit, item, number in found}


def _line(drive: Dissemination, duty: UnitDuty | None, below: list[int], counts: Counts, today: date) -> Line:
    if duty is None:
        return Line(drive, None, 0, 0, 0)
    texts = [text.expression.sha256 for text in drive.texts.all()]
    whole = {text: counts.get((drive.ref, duty.organisation_id, text), 0) for text in texts}
    own = [whole[text] - sum(counts.get((drive.ref, unit, text), 0) for unit in below) for text in texts]
    done = min(whole.values(), default=0)
    days = sorted({duty.due_on, *(day for day in deadlines_from(drive.deadlines).values() if day > duty.due_on)})
    overdue = 0 if drive.closed_at else _overdue(duty, done, min(own, default=0), days[-1], today)
    return Line(drive, _day_that_counts(days, overdue, today), done, duty.obliged_below, overdue)


def _overdue(duty: UnitDuty, done: int, own_done: int, last_day: date, today: date) -> int:
    """Count who is past the day: everybody missing once the last day is over, before that the unit's own seats."""
    if last_day < today:
        return max(0, duty.obliged_below - done)
    return max(0, duty.obliged - own_done) if duty.due_on < today else 0


def _day_that_counts(days: list[date], overdue: int, today: date) -> date:
    upcoming = [day for day in days if day >= today]
    if overdue and upcoming:
        return days[0]
    return upcoming[0] if upcoming else days[-1]
