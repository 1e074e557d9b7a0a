"""A drive in one line: how far the reader's unit and those below have come, and who is past their own level's day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from thongsuot.cascade.audience import LEVELS, deadlines_from, rule_from
from thongsuot.cascade.folds import ACKNOWLEDGED, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.counting import READING
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Seat

UNITS_ASKED = 10_000  # ids in one question; SQLite takes 32,766 parameters and an id may stand in three places
PLACES = len(LEVELS)
NOBODY = (0,) * PLACES

Sums: TypeAlias = tuple[int, ...]  # of a whole unit; then of what hangs below its first, second … level
Done: TypeAlias = dict[tuple[str, str, str], Sums]  # (drive, text, step) → who acknowledged


class Row(NamedTuple):
    """One unit as a drive counts it: itself, the level of the unit above, and what it owes with everything below."""

    drive: int
    texts: int
    unit: int
    level: str
    above: str | None
    obliged: int
    shifts: dict[str, list[int]]
    waiting: dict[str, int]

    def hangs_below(self, place: int) -> bool:
        """Tell whether it is the first unit of its branch that is lower than the first `place` levels."""
        return self.level not in LEVELS[:place] and self.above in LEVELS[:place]


@dataclass(slots=True)
class Owed:
    """What a unit and those below owe to one drive: how many texts, by when each level, and the sums of the rows.

    At each place: of the whole, then of what hangs below the first, second … level. The units that hang there are in
    `hanging`; `waiting` counts who has a later day of their own, plus who kept one.
    """

    days: list[tuple[str, date]]
    texts: int = 0
    obliged: list[int] = field(default_factory=lambda: [0] * PLACES)
    shifts: Counter[tuple[str, int]] = field(default_factory=Counter)
    waiting: Counter[tuple[str, int]] = field(default_factory=Counter)
    hanging: tuple[list[int], ...] = field(default_factory=lambda: tuple([] for _place in range(PLACES)))

    def take(self, row: Row, place: int) -> None:
        """Add one unit's row at a place."""
        self.obliged[place] += row.obliged
        self.shifts.update({(text, place): steps[READING] for text, steps in row.shifts.items()})
        self.waiting.update({(text, place): seats for text, seats in row.waiting.items()})
        self.hanging[place].append(row.unit)

    def named(self, read: Iterable[str]) -> list[str]:
        """Name the texts whose numbers differ from nothing, and by "" one of those that nobody has read yet."""
        known = {*read, *(text for text, _place in self.shifts), *(text for text, _place in self.waiting)}
        return [*sorted(known), *([""] if len(known) < self.texts else [])]

    def owed(self, text: str, below: int | None) -> int:
        """Count who owes a text, without those who hang below a level where one is given."""
        whole, less = self.obliged[0] + self.shifts[text, 0], 0
        if below:
            less = self.obliged[below] + self.shifts[text, below]
        return whole - less

    def overdue(self, done: Done, ref: str, place: int) -> int:
        """Count who down to the level at `place` owes the text that most owe, without a later day of their own."""
        below = None if place + 1 == len(self.days) else LEVELS.index(self.days[place][0]) + 1
        missing = []
        for text in self.named(text for scope, text, _step in done if scope == ref):
            kept = _down_to(below, done.get((ref, text, OWN_DAY), NOBODY))
            waiting = self.waiting[text, 0] - (self.waiting[text, below] if below else 0) - kept
            missing.append(self.owed(text, below) - _down_to(below, done.get((ref, text, READ), NOBODY)) - waiting)
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
    """Measure drives for the seat's unit and those below, as each drive counts them; two queries for 10,000 units."""
    days = {drive.pk: _days(drive, seat) for drive in drives}
    mixed = [drive.pk for drive in drives if not drive.closed_at and _is_mixed(days[drive.pk], today)]
    owed: dict[int, Owed] = {}
    for row in _rows(drives, seat.organisation_id, mixed):
        each = owed.setdefault(row.drive, Owed(days[row.drive]))
        if row.unit == seat.organisation_id:
            each.texts = row.texts
            each.take(row, 0)
        else:
            for place in (place for place in range(1, PLACES) if row.hangs_below(place)):
                each.take(row, place)
    done = _done([drive for drive in drives if drive.pk in owed], owed)
    return [_line(drive, owed.get(drive.pk), done, today) for drive in drives]


def _days(drive: Dissemination, seat: Seat) -> list[tuple[str, date]]:
    """List the levels that a drive reaches at and below the seat's own, each with its day."""
    held, levels = deadlines_from(drive.deadlines), rule_from(drive.audience).levels
    lower = LEVELS[LEVELS.index(seat.organisation.level) :]
    return [(level, held[level]) for level in levels if level in lower and level in held]


def _is_mixed(days: Sequence[tuple[str, date]], today: date) -> bool:
    """Tell whether some of the days are over and some are not."""
    return 0 < sum(1 for _level, day in days if day < today) < len(days)


def _rows(drives: Sequence[Dissemination], unit_id: int, mixed: Sequence[int]) -> Iterable[Row]:
    """Read the unit's own row of each drive, and of some drives (ids) the rows of all units below it."""
    below = Q(dissemination__in=mixed, steps__contains=f"/{unit_id}/") if mixed else Q(pk__in=[])
    wanted = Q(dissemination__in=[drive.pk for drive in drives], organisation=unit_id) | below
    texts = StudyText.objects.filter(dissemination=OuterRef("dissemination_id")).order_by().values("dissemination")
    rows = (
        UnitDuty.objects.filter(wanted)
        .order_by("organisation_id")
        .annotate(texts=Subquery(texts.annotate(number=Count("pk")).values("number")))
    )
    of_unit = ("organisation_id", "organisation__level", "above__level")
    numbers = ("obliged_below", "shifts_below", "waiting_below")
    fields: Iterable[tuple[Any, ...]] = rows.values_list("dissemination_id", "texts", *of_unit, *numbers)
    return (Row(*row) for row in fields)


def _done(drives: Sequence[Dissemination], owed: dict[int, Owed]) -> Done:
    """Sum up who acknowledged: in the whole unit, and in the units hanging below its first, second … level.

    Drives that count the same units are asked about together; most do. What a drive does not ask for any more is left.
    """
    groups_of = {drive.ref: tuple(tuple(units) for units in owed[drive.pk].hanging) for drive in drives}
    trees = {groups for groups in groups_of.values() if any(groups[1:])} or set(groups_of.values())
    done: Done = {}
    for at, groups in enumerate(sorted(trees)):
        scopes = [ref for ref, own in groups_of.items() if own == groups or (at == 0 and own not in trees)]
        done |= _done_alike(scopes, groups)
    gone = {(drive.ref, item) for drive in drives for item in drive.superseded}
    return {key: sums for key, sums in done.items() if key[:2] not in gone}


def _done_alike(scopes: list[str], groups: Sequence[Sequence[int]]) -> Done:
    """Sum up the same for drives that count the same units.

    Counters hold a unit with everything below it; so what a level's own seats did is the difference of two sums.
    """
    done: Done = {}
    for at in range(0, max(1, *map(len, groups)), UNITS_ASKED):
        for key, numbers in _summed(scopes, [group[at : at + UNITS_ASKED] for group in groups]).items():
            done[key] = tuple(map(add, done.get(key, NOBODY), numbers))
    return done


def _summed(scopes: list[str], groups: Sequence[Sequence[int]]) -> Done:
    """Sum up who acknowledged, by drive, text and step: one number for each group of units."""
    wanted = {unit for group in groups for unit in group}
    steps = (READ, OWN_DAY)
    counts = UnitCount.objects.filter(scope__in=scopes, step__in=steps, status=ACKNOWLEDGED, unit__in=wanted)
    sums = {f"group_{place}": Sum("number", filter=Q(unit__in=group)) for place, group in enumerate(groups)}
    rows = counts.values_list("scope", "item", "step").annotate(**sums).order_by()
    return {(scope, item, step): tuple(number or 0 for number in numbers) for scope, item, step, *numbers in rows}


def _line(drive: Dissemination, owed: Owed | None, done: Done, today: date) -> Line:
    if owed is None or not owed.days:
        return Line(drive, None, 0, 0, 0)
    passed = 0 if drive.closed_at else sum(1 for _level, day in owed.days if day < today)
    late = [owed.overdue(done, drive.ref, place) for place in range(passed)]
    days = [day for _level, day in owed.days]
    upcoming = [day for day in days if day >= today] or days[-1:]
    texts = owed.named(text for scope, text, _step in done if scope == drive.ref)
    pairs = [(owed.owed(text, None), done.get((drive.ref, text, READ), NOBODY)[0]) for text in texts]
    obliged, read = max(pairs, key=lambda pair: (pair[0] - pair[1], pair[0]), default=(0, 0))
    return Line(
        dissemination=drive,
        due_on=next((day for day, people in zip(days, late, strict=False) if people), upcoming[0]),
        done=read,
        obliged=obliged,
        overdue=late[-1] if late else 0,
    )
