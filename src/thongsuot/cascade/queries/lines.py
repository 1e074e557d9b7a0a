"""A drive in one line: how far the reader's unit and those below have come, and who is past their own level's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When

from thongsuot.cascade.audience import LEVELS, deadlines_from, rule_from
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.counting import READING
from thongsuot.cascade.queries.lateness import Tally, levels_past, overdue, tallies
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Line:
    """One drive with the reader's unit: who finished the text fewest have read, of those obliged there and below.

    `due_on` is the day that counts now: the earliest with people past it (`overdue` says how many in all), else the
    next one, else the last.
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


def measured(drives: Sequence[Dissemination], seat: Seat, today: date) -> list[Line]:
    """Measure drives for the seat's unit and those below, as each drive counts them; two queries."""
    unit, own = seat.organisation_id, _own(drives, seat)
    found = tallies([drive.ref for drive in drives if drive.pk in own], [unit])
    lines = []
    for drive in drives:
        days = _days(drive, seat)
        if days and drive.pk in own:
            duty, texts = own[drive.pk]
            lines.append(_line(drive, duty, _Counted(texts, found[drive.ref]), days, today))
        else:
            lines.append(Line(drive, None, 0, 0, 0))
    return lines


def _own(drives: Sequence[Dissemination], seat: Seat) -> dict[int, tuple[UnitDuty, list[str]]]:
    """Read the unit's duty in each drive, with the texts (hashes) that the drive asks for; one query for both."""
    of_text = "dissemination__texts__"
    plain = When(**{f"{of_text}counts_as": ""}, then=f"{of_text}expression__sha256")
    rows = UnitDuty.objects.filter(dissemination__in=drives, organisation=seat.organisation_id)
    found: dict[int, tuple[UnitDuty, list[str]]] = {}
    each: Any
    for each in rows.annotate(item=Case(plain, default=f"{of_text}counts_as")):
        found.setdefault(each.dissemination_id, (each, []))[1].append(each.item)
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a line is made of: the texts (hashes) that the drive asks for, and the counters of the unit."""

    texts: list[str]
    tally: Tally

    def overdue(self, duty: UnitDuty, past: Sequence[str]) -> int:
        return max((overdue(duty, text, self.tally, past) for text in self.texts), default=0)

    def fewest(self, duty: UnitDuty) -> tuple[int, int]:
        """Give who read the text that most still owe, and whom it obliges."""
        pairs = [(duty.owed(text, READING), self.tally.done(duty.organisation_id, text)) for text in self.texts]
        obliged, read = max(pairs, key=lambda pair: (pair[0] - pair[1], pair[0]), default=(0, 0))
        return read, obliged


def _days(drive: Dissemination, seat: Seat) -> dict[str, date]:
    """List the levels that a drive reaches at and below the seat's own, each with its day."""
    held, levels = deadlines_from(drive.deadlines), rule_from(drive.audience).levels
    lower = LEVELS[LEVELS.index(seat.organisation.level) :]
    return {level: held[level] for level in levels if level in lower and level in held}


def _line(drive: Dissemination, duty: UnitDuty, counted: _Counted, days: dict[str, date], today: date) -> Line:
    past = [level for level in levels_past(drive, today) if level in days]
    late = {days[level]: counted.overdue(duty, past[: place + 1]) for place, level in enumerate(past)}
    upcoming = next((day for day in days.values() if day >= today), max(days.values()))
    done, obliged = counted.fewest(duty)
    return Line(
        dissemination=drive,
        due_on=next((day for day, people in late.items() if people), upcoming),
        done=done,
        obliged=obliged,
        overdue=counted.overdue(duty, past),
    )
