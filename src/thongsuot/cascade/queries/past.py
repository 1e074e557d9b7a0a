"""What coverage said at the end of a day: folded again from the ledger's entries until then, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Q

from thongsuot.cascade.folds import ACKNOWLEDGED, MARKS, OWN_DAY, seat_marks
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.cells import UnitRow
from thongsuot.cascade.queries.counting import DONE, Bound, Mark, numbered
from thongsuot.cascade.queries.lateness import Tally
from thongsuot.cascade.queries.rows import Asked, above_of, counting, late_first, looked_at, own_of, row_of, texts_of
from thongsuot.kernel.clock import day_of, end_of
from thongsuot.ledger.entries import parse_entry
from thongsuot.ledger.models import Entry
from thongsuot.ledger.states import CountKey, State, StateKey, advance, counted
from thongsuot.ledger.states import Tally as Pair
from thongsuot.orgs.models import Organisation, Seat


@dataclass(frozen=True, slots=True)
class ToldThen:
    """What the ledger was told of one drive until a moment: its states, its counters, and how many entries they are."""

    states: dict[StateKey, State] = field(default_factory=dict)
    counts: dict[CountKey, Pair] = field(default_factory=dict)
    entries: int = 0

    def marks(self, texts: list[str], seats: list[int]) -> dict[int, list[Mark]]:
        """Give what was done in these seats."""
        wanted, asked = set(seats), set(texts)
        found: dict[int, list[Mark]] = {}
        for (_scope, text, step, seat), state in self.states.items():
            if seat in wanted and text in asked and (step, state.status) in DONE:
                found.setdefault(seat, []).append(Mark(text, DONE[step, state.status], state.unit))
        return found

    def kept(self) -> Bound:
        """Count who had kept a day of their own."""
        kept = Bound()
        for (_scope, unit, text, step, status, level), (number, _late) in self.counts.items():
            if (step, status) == (OWN_DAY, ACKNOWLEDGED):
                kept[unit, level, text] -= number
        return kept

    def tally(self) -> Tally:
        """Give the counters as rows take them."""
        tally = Tally()
        for (_scope, unit, text, step, status, level), (number, late) in self.counts.items():
            tally.take((unit, text, step, status), level, number, late)
        return tally


def told_until(drive: Dissemination, moment: datetime) -> ToldThen:
    """Fold the entries of a drive again, from their bytes, until a moment."""
    entries = Entry.objects.filter(Q(at__lt=moment), subject=drive.ref, event__in=sorted(MARKS)).order_by("seq")
    states: dict[StateKey, State] = {}
    rows = list(entries.values_list("seq", "body"))
    for seq, body in rows:
        states.update(advance(states, [(seq, mark) for mark in seat_marks(parse_entry(bytes(body)))]))
    return ToldThen(states, counted(states), len(rows))


@dataclass(frozen=True, slots=True)
class PastCoverage:
    """A unit and those one step below it as they stood at the end of `day`, from so many `entries`.

    `total` is None where nothing was asked for, or a day before the drive or after today.
    """

    dissemination: Dissemination
    unit: Organisation
    above: tuple[Organisation, ...]
    day: date | None
    entries: int = 0
    texts: tuple[StudyText, ...] = ()
    total: UnitRow | None = None
    own: UnitRow | None = None
    rows: tuple[UnitRow, ...] = ()

    @property
    def began(self) -> date | None:
        """The first day that can be asked for."""
        return day_of(self.dissemination.published_at) if self.dissemination.published_at else None


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A unit by its code, empty for the reader's own, and a day."""

    day: date | None
    unit_code: str = ""


def past_coverage(dissemination_id: int, seat: Seat, now: datetime, asked: AskedDay) -> PastCoverage:
    """Build what coverage said at the end of a day, or, on this one, what it says now.

    Raises ObjectDoesNotExist for a unit that is not at or below the seat's own.
    """
    drive = Dissemination.objects.published().visible_to(seat).select_related("organisation").get(pk=dissemination_id)
    top, below = looked_at(drive, seat, Asked(asked.unit_code), day_of(now))
    page = PastCoverage(drive, top.organisation, above_of(top, seat), asked.day)
    if asked.day is None or not (page.began or date.max) <= asked.day <= day_of(now):
        return page
    texts, told = texts_of(drive), told_until(drive, min(now, end_of(asked.day)))
    counted = counting(drive, texts, told.tally(), asked.day)
    total, *rows = (row_of(duty, counted) for duty in _then(drive, [top, *below], asked.day, told))
    ordered = tuple(sorted(rows, key=late_first))
    own = own_of(total, ordered)
    return replace(page, entries=told.entries, texts=texts, total=total, own=own, rows=ordered)


def _then(drive: Dissemination, shown: Sequence[UnitDuty], day: date, told: ToldThen) -> list[UnitDuty]:
    """Give the duties shown the numbers of that day; units that the drive reached later are left out."""
    placed = {duty.organisation_id: duty for duty in drive.duties.all() if duty.since <= day}
    numbers = {duty.organisation_id: duty for duty in numbered(drive, placed, day, told)}
    kept = [duty for duty in shown if duty.organisation_id in numbers]
    for duty in kept:
        duty.take_numbers(numbers[duty.organisation_id])
    return kept
