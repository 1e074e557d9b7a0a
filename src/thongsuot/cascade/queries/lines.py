"""A drive in one line: how far the reader's unit and those below have come, and who is past their own level's day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add, sub
from typing import TypeAlias

from django.db.models import Count, Min, OuterRef, Q, Subquery, Sum

from thongsuot.cascade.audience import LEVELS
from thongsuot.cascade.folds import ACKNOWLEDGED, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty, UnitDutyQuerySet
from thongsuot.cascade.queries.counting import READING
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Seat

NOBODY = (0,) * len(LEVELS)
UNITS_ASKED = 10_000  # ids in one question; SQLite takes 32,766 parameters and an id may stand in three places

Units: TypeAlias = Sequence[tuple[int, str, str | None]]  # (unit, its level, the level of the unit above it)
Sums: TypeAlias = tuple[int, ...]  # of a whole unit; then of what hangs below its first, second … level
Done: TypeAlias = dict[tuple[str, str, str], Sums]  # (drive, text, step) → who acknowledged
Texts: TypeAlias = Mapping[str, Sums]


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit and those below owe to one drive: how many texts; per level, highest first, its seats and its day.

    `shifts` says for a text and a level how many seats more (or fewer) owe it than the level has.
    """

    texts: int
    levels: list[tuple[str, int, date]]
    shifts: Counter[tuple[str, str]]

    def passed(self, today: date) -> int:
        """Count the levels, from the top, whose day is over; days never run backwards (rules.check_deadlines)."""
        return sum(1 for _level, _obliged, due_on in self.levels if due_on < today)

    def named(self, read: Iterable[str]) -> list[str]:
        """Name the texts whose numbers differ from nothing, and by "" one of those that nobody has read yet."""
        known = {*read, *(text for text, _level in self.shifts)}
        return [*sorted(known), *([""] if len(known) < self.texts else [])]

    def obliged(self, text: str, place: int) -> int:
        """Count who of the levels down to `place` owes a text."""
        return sum(obliged + self.shifts[text, level] for level, obliged, _due_on in self.levels[: place + 1])

    def overdue(self, done: Texts, waiting: Texts, place: int) -> int:
        """Count who down to the level at `place` owes the text that most owe, without a later day of their own."""
        below = None if place + 1 == len(self.levels) else LEVELS.index(self.levels[place][0]) + 1
        missing = (
            self.obliged(text, place)
            - _down_to(below, done.get(text, NOBODY))
            - _down_to(below, waiting.get(text, NOBODY))
            for text in self.named([*done, *waiting])
        )
        return max(0, max(missing, default=0))


def _down_to(below: int | None, sums: Sums) -> int:
    """Take from the whole what hangs below a level, if anything does."""
    return sums[0] - (sums[below] if below else 0)


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
    """Measure drives for the seat's unit and those below, as each drive counts them; three queries for 10,000 units."""
    below = f"/{seat.organisation_id}/"
    duties = UnitDuty.objects.filter(dissemination__in=drives, steps__contains=below)
    owed = _owed(duties)
    mixed = [pk for pk, each in owed.items() if each.passed(today) not in (0, len(each.levels))]
    trees = _trees(duties, seat.organisation_id, mixed)
    done = _done([drive for drive in drives if drive.pk in owed], seat.organisation_id, trees)
    return [_line(drive, owed.get(drive.pk), _read_and_waiting(drive, done, trees), today) for drive in drives]


def _owed(duties: UnitDutyQuerySet) -> dict[int, Owed]:
    texts = StudyText.objects.filter(dissemination=OuterRef("dissemination_id")).order_by().values("dissemination")
    counted = duties.annotate(texts=Subquery(texts.annotate(number=Count("pk")).values("number")))
    alike = counted.values("dissemination_id", "texts", "organisation__level", "shifts").order_by()
    rows = alike.annotate(units=Count("pk"), seats=Sum("obliged"), due_on=Min("due_on"))
    owed: dict[int, Owed] = {}
    sums: dict[tuple[int, str], tuple[int, date]] = {}
    for row in rows:
        drive, level = row["dissemination_id"], row["organisation__level"]
        each = owed.setdefault(drive, Owed(row["texts"] or 0, [], Counter()))
        seats, due_on = sums.get((drive, level), (0, row["due_on"]))
        sums[drive, level] = seats + row["seats"], min(due_on, row["due_on"])
        each.shifts.update({(text, level): row["units"] * steps[READING] for text, steps in row["shifts"].items()})
    for (drive, level), (seats, due_on) in sorted(sums.items(), key=lambda pair: LEVELS.index(pair[0][1])):
        owed[drive].levels.append((level, seats, due_on))
    return owed


@dataclass(frozen=True, slots=True)
class Tree:
    """The units below the reader's as one drive counts them, and who of them had a later day at the last count."""

    units: list[tuple[int, str, str | None]]
    waiting: dict[str, Sums]


def _trees(duties: UnitDutyQuerySet, unit_id: int, mixed: Sequence[int]) -> dict[int, Tree]:
    """Give the units of the drives (ids) in which some levels are past their day; of the others the unit alone."""
    trees: dict[int, Tree] = {}
    rows = duties.filter(Q(dissemination__in=mixed) | Q(organisation=unit_id)).order_by("organisation_id")
    fields = ("dissemination_id", "waiting_below", "organisation_id", "organisation__level", "above__level")
    for drive, waiting, *row in rows.values_list(*fields):
        unit: tuple[int, str, str | None] = tuple(row)
        tree = trees.setdefault(drive, Tree([], {}))
        is_own = unit[0] == unit_id
        if not is_own:
            tree.units.append(unit)
        places = [is_own, *(bool(_hanging_below([unit], place)) and not is_own for place in range(1, len(LEVELS)))]
        for text, seats in waiting.items():
            before = tree.waiting.get(text, NOBODY)
            tree.waiting[text] = tuple(sum_ + seats * at for sum_, at in zip(before, places, strict=True))
    return trees


def _read_and_waiting(drive: Dissemination, done: Done, trees: Mapping[int, Tree]) -> tuple[Texts, Texts]:
    """Give for each text of a drive who read it, and who has not but has a later day of their own."""
    of_drive = {(text, step): sums for (scope, text, step), sums in done.items() if scope == drive.ref}
    waiting = {
        text: tuple(map(sub, sums, of_drive.get((text, OWN_DAY), NOBODY)))
        for text, sums in (trees[drive.pk].waiting.items() if drive.pk in trees else ())
    }
    return {text: sums for (text, step), sums in of_drive.items() if step == READ}, waiting


def _done(drives: Sequence[Dissemination], unit_id: int, trees: Mapping[int, Tree]) -> Done:
    """Sum up who acknowledged: in the whole unit, and in the units hanging below its first, second … level.

    Drives that count the same units are asked about together; most do.
    """
    alike: dict[tuple[tuple[int, str, str | None], ...], list[str]] = {}
    for drive in drives:
        alike.setdefault(tuple(trees[drive.pk].units) if drive.pk in trees else (), []).append(drive.ref)
    done: Done = {}
    for units, scopes in alike.items():
        done |= _done_alike(scopes, unit_id, units)
    return done


def _done_alike(scopes: list[str], unit_id: int, units: Units) -> Done:
    """Sum up the same for drives that count the same units.

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
    """Sum up who acknowledged, by drive, text and step: one number for each group of units."""
    wanted = {unit for group in groups for unit in group}
    counts = UnitCount.objects.filter(scope__in=scopes, step__in=(READ, OWN_DAY), status=ACKNOWLEDGED, unit__in=wanted)
    sums = {f"group_{place}": Sum("number", filter=Q(unit__in=group)) for place, group in enumerate(groups)}
    rows = counts.values_list("scope", "item", "step").annotate(**sums).order_by()
    return {(scope, item, step): tuple(number or 0 for number in numbers) for scope, item, step, *numbers in rows}


def _hanging_below(units: Units, place: int) -> list[int]:
    upper = LEVELS[:place]
    return [unit for unit, level, above in units if level not in upper and above in upper]


def _line(drive: Dissemination, owed: Owed | None, told: tuple[Texts, Texts], today: date) -> Line:
    if owed is None:
        return Line(drive, None, 0, 0, 0)
    last = len(owed.levels) - 1
    found, waiting = told
    late = [] if drive.closed_at else [owed.overdue(found, waiting, place) for place in range(owed.passed(today))]
    days = [due_on for _level, _obliged, due_on in owed.levels]
    upcoming = [day for day in days if day >= today] or days[-1:]
    pairs = [(owed.obliged(text, last), found.get(text, NOBODY)[0]) for text in owed.named(found)]
    obliged, read = max(pairs, key=lambda pair: (pair[0] - pair[1], pair[0]), default=(0, 0))
    return Line(
        dissemination=drive,
        due_on=next((day for day, people in zip(days, late, strict=False) if people), upcoming[0]),
        done=read,
        obliged=obliged,
        overdue=late[-1] if late else 0,
    )
