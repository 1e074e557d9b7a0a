"""A drive in one line: how far the reader's unit and those below have come, and who is past their own level's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import TypeAlias

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum

from thongsuot.cascade.audience import LEVELS
from thongsuot.cascade.folds import ACKNOWLEDGED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Organisation, Seat

UNITS_ASKED = 10_000  # ids in one question; SQLite takes 32,766 parameters and an id may stand in three places

Units: TypeAlias = Sequence[tuple[int, str, str | None]]  # (unit, its level, its parent's level)
Done: TypeAlias = dict[tuple[str, str], tuple[int, ...]]  # (drive, text) → who acknowledged: all; then below each level


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit and those below owe to one drive: how many texts; per level, highest first, seats and its day."""

    texts: int
    levels: list[tuple[str, int, date]]

    def passed(self, today: date) -> int:
        """Count the levels, from the top, whose day is over; days never run backwards (rules.check_deadlines)."""
        return sum(1 for _level, _obliged, due_on in self.levels if due_on < today)

    def overdue(self, done: Sequence[tuple[int, ...]], place: int) -> int:
        """Count who of the levels down to `place` still owes the text that most of them owe."""
        level = self.levels[place][0]
        due = sum(obliged for _level, obliged, _due_on in self.levels[: place + 1])
        is_last = place + 1 == len(self.levels)
        own = (numbers[0] - (0 if is_last else numbers[LEVELS.index(level) + 1]) for numbers in done)
        return max(0, due - min(own, default=due))


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
    """Measure drives for the seat's unit and those below; three queries up to 10,000 units."""
    owed = _owed(drives, seat)
    is_mixed = any(each.passed(today) not in (0, len(each.levels)) for each in owed.values())
    units: Units = list(_below(seat)) if is_mixed else []
    done = _done([drive.ref for drive in drives if drive.pk in owed], seat.organisation_id, units)
    return [_line(drive, owed.get(drive.pk), done, today) for drive in drives]


def _owed(drives: Sequence[Dissemination], seat: Seat) -> dict[int, Owed]:
    texts = StudyText.objects.filter(dissemination=OuterRef("dissemination_id")).order_by().values("dissemination")
    below = UnitDuty.objects.filter(dissemination__in=drives, organisation__upward__ancestor_id=seat.organisation_id)
    counted = below.annotate(texts=Subquery(texts.annotate(number=Count("pk")).values("number")))
    rows = counted.values_list("dissemination_id", "texts", "organisation__level").order_by()
    owed: dict[int, Owed] = {}
    found = rows.annotate(Sum("obliged"), Min("due_on"))
    for drive_id, number, level, obliged, due_on in sorted(found, key=lambda row: LEVELS.index(row[2])):
        owed.setdefault(drive_id, Owed(number or 0, [])).levels.append((level, obliged, due_on))
    return owed


def _below(seat: Seat) -> QuerySet[Organisation, tuple[int, str, str | None]]:
    below = Organisation.objects.below(seat.organisation_id).exclude(pk=seat.organisation_id)
    return below.order_by().values_list("pk", "level", "parent__level")


def _done(scopes: list[str], unit_id: int, units: Units) -> Done:
    """Sum up who acknowledged: in the whole unit, and in the units hanging below its first, second … level.

    Counters hold a unit with everything below it; so what a level's own seats did is the difference of two sums.
    """
    done: Done = {}
    for at in range(0, max(1, len(units)), UNITS_ASKED):
        part, whole = units[at : at + UNITS_ASKED], [] if at else [unit_id]
        more = _summed(scopes, [whole, *(_hanging_below(part, place) for place in range(1, len(LEVELS)))])
        for key, numbers in more.items():
            done[key] = tuple(map(add, done.get(key, (0,) * len(LEVELS)), numbers))
    return done


def _summed(scopes: list[str], groups: Sequence[Sequence[int]]) -> Done:
    """Sum up who acknowledged, by drive and text: one number for each group of units."""
    wanted = {unit for group in groups for unit in group}
    counts = UnitCount.objects.filter(scope__in=scopes, step=READ, status=ACKNOWLEDGED, unit__in=wanted)
    sums = {f"group_{place}": Sum("number", filter=Q(unit__in=group)) for place, group in enumerate(groups)}
    rows = counts.values_list("scope", "item").annotate(**sums).order_by()
    return {(scope, item): tuple(number or 0 for number in numbers) for scope, item, *numbers in rows}


def _hanging_below(units: Units, place: int) -> list[int]:
    upper = LEVELS[:place]
    return [unit for unit, level, above in units if level not in upper and above in upper]


def _line(drive: Dissemination, owed: Owed | None, done: Done, today: date) -> Line:
    if owed is None:
        return Line(drive, None, 0, 0, 0)
    found = [numbers for (scope, _text), numbers in done.items() if scope == drive.ref]
    found += [(0,) * len(LEVELS)] * (owed.texts - len(found))
    late = [] if drive.closed_at else [owed.overdue(found, place) for place in range(owed.passed(today))]
    days = [due_on for _level, _obliged, due_on in owed.levels]
    upcoming = [day for day in days if day >= today] or days[-1:]
    return Line(
        dissemination=drive,
        due_on=next((day for day, people in zip(days, late, strict=False) if people), upcoming[0]),
        done=min((numbers[0] for numbers in found), default=0),
        obliged=sum(obliged for _level, obliged, _due_on in owed.levels),
        overdue=late[-1] if late else 0,
    )
