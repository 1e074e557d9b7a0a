"""Who counts where in a published drive: the one rule behind both sides of every fraction, at every level.

A unit counts where it stood when the drive reached it. A seat counts in its unit while somebody holds it and the rule
reaches it; one that fell away still counts, on both sides, for what was done in it; and nobody counts a second time for
a text that they acknowledged in another seat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol, TypeAlias

from django.db.models import Count, Q

from thongsuot.cascade.audience import KINDS, LEVELS, AudienceRule, deadlines_from, rule_from
from thongsuot.cascade.folds import ACKNOWLEDGED, OPENED, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.audience import reached_units, roll_up
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState, UnitCount
from thongsuot.orgs.models import Organisation, Seat, SeatQuerySet, on_day

ONE_DAY = timedelta(days=1)
SEATS_ASKED = 5000  # SQLite takes 32,766 parameters in one question
DONE = {(OPENED, OPENED): 0, (READ, ACKNOWLEDGED): 1}  # step and status → its place among the two steps
OPENING, READING = 0, 1

Shift: TypeAlias = Counter[tuple[int, str, int]]  # (unit, text, step) → seats more, or fewer where negative
Stored: TypeAlias = dict[str, list[int]]  # the same of one unit: text → [opening, reading]
Bound: TypeAlias = Counter[tuple[int, str, str]]  # (unit, level, text) → seats more, or fewer, bound by the level's day


class HeldOnce(NamedTuple):
    """One seat, whose it is and in which unit."""

    seat: int
    person: int
    unit: int


class Mark(NamedTuple):
    """One step that was done in a seat, and the path of its unit as the ledger counted it."""

    text: str
    step: int
    path: str


class Told(Protocol):
    """What the ledger was told of a drive: now, or until some moment."""

    def marks(self, texts: list[str], seats: list[int]) -> dict[int, list[Mark]]:
        """Give what was done in these seats."""

    def kept(self) -> Bound:
        """Take off who kept a day of their own: who does so from now on is added again."""


@dataclass(frozen=True, slots=True)
class ToldNow:
    """What the ledger's states and counters say now."""

    drive: Dissemination

    def marks(self, texts: list[str], seats: list[int]) -> dict[int, list[Mark]]:
        """Read what was done in these seats, from the ledger's states."""
        found: dict[int, list[Mark]] = {}
        for at in range(0, len(seats), SEATS_ASKED):
            some = SeatState.objects.in_scope(self.drive.ref).of_seats(seats[at : at + SEATS_ASKED])
            rows = some.filter(item__in=texts).values_list("seat", "item", "step", "status", "unit")
            for seat, text, step, status, path in rows:
                if (step, status) in DONE:
                    found.setdefault(seat, []).append(Mark(text, DONE[step, status], path))
        return found

    def kept(self) -> Bound:
        """Read the counters of those who kept a day of their own."""
        kept = UnitCount.objects.filter(scope=self.drive.ref, step=OWN_DAY, status=ACKNOWLEDGED, number__gt=0)
        rows = kept.values_list("unit", "tier", "item", "number")
        return Bound({(unit, level, text): -number for unit, level, text, number in rows})


def duties_on(drive: Dissemination, day: date) -> list[UnitDuty]:
    """Build the duty of every unit that the drive reaches on `day` or has reached before; nothing is saved.

    Known units keep their place and their days; the numbers are those of `day`.
    """
    rule, known = rule_from(drive.audience), {duty.organisation_id: duty for duty in drive.duties.all()}
    placed = {**known, **{duty.organisation_id: duty for duty in _new(drive, rule, known, day)}}
    return numbered(drive, placed, day, ToldNow(drive))


def numbered(drive: Dissemination, placed: Mapping[int, UnitDuty], day: date, told: Told) -> list[UnitDuty]:
    """Give these duties (by unit) the numbers of a day, from the seats held on it and what was `told` until then."""
    paths = {unit: duty.path for unit, duty in placed.items()}
    seats = _SeatsOf(drive, rule_from(drive.audience), day, _moved_out(drive))
    held = seats.reached().values_list("organisation_id").annotate(seats=Count("pk")).order_by()
    own = {unit: number for unit, number in held if unit in placed}
    below = roll_up(own, paths)
    exceptions = _exceptions(seats, placed, told) if drive.published_at else Exceptions({}, {}, Bound())
    levels = _by_level(own, placed, exceptions.bound)
    return [
        UnitDuty(
            pk=duty.pk,
            dissemination_id=duty.dissemination_id,
            organisation_id=unit,
            above_id=duty.above_id,
            steps=duty.steps,
            since=duty.since,
            due_on=duty.due_on,
            obliged=own.get(unit, 0),
            obliged_below=below[unit],
            shifts=exceptions.own.get(unit, {}),
            shifts_below=exceptions.below.get(unit, {}),
            level=duty.level,
            levels_below=levels.get(unit, {}),
        )
        for unit, duty in placed.items()
    ]


def _new(drive: Dissemination, rule: AudienceRule, known: Mapping[int, UnitDuty], day: date) -> list[UnitDuty]:
    """Place the units that the drive reaches for the first time, and those above them up to the publisher.

    A unit below one that has moved since stands where the drive counts that one.
    """
    reached = [unit for unit in reached_units(rule, drive.organisation_id, day) if unit.pk not in known]
    if known:
        heirs = Organisation.objects.standing_on(day).below(drive.organisation_id).only("pk", "path", "level")
        reached += [heir for heir in heirs.filter(succeeds__in=list(_ended(known, day))) if heir.pk not in known]
    paths = {unit: duty.path for unit, duty in known.items()}
    made: dict[int, UnitDuty] = {}
    for unit in reached:
        above: int | None = None
        for step in _from_root(unit.path, drive.organisation_id):
            if step not in paths:
                paths[step] = f"{paths[above]}/{step}" if above else drive.organisation.path
                made[step] = UnitDuty(dissemination=drive, organisation_id=step, above_id=above, since=day)
                made[step].steps = f"/{paths[step]}/"
            above = step
    return _dated(list(made.values()), drive, {unit.pk: unit.level for unit in reached}, day)


def _ended(known: Mapping[int, UnitDuty], day: date) -> Iterable[int]:
    gone = Organisation.objects.filter(valid_to__lt=day, succeeded_by__isnull=False).values_list("pk", flat=True)
    return (unit for unit in gone if unit in known)


def _dated(duties: list[UnitDuty], drive: Dissemination, levels: dict[int, str], day: date) -> list[UnitDuty]:
    """Give each its day: that of its level, as many days later as the drive reached it later."""
    deadlines, rule = deadlines_from(drive.deadlines), rule_from(drive.audience)
    days = {level: deadlines[level] for level in rule.levels if level in deadlines}
    ids = [duty.organisation_id for duty in duties if duty.organisation_id not in levels]
    for at in range(0, len(ids), SEATS_ASKED):
        some = Organisation.objects.filter(pk__in=ids[at : at + SEATS_ASKED])
        levels |= dict(some.values_list("pk", "level").order_by())
    late = day - day_of(drive.published_at) if drive.published_at else timedelta(0)
    for duty in duties:
        duty.level = levels[duty.organisation_id]
        duty.due_on = level_day(duty.level, days) + late
    return duties


def level_day(level: str, days: Mapping[str, date]) -> date:
    """Give a reached level its day; a level that only answers for those below it takes the first day below."""
    below = [days[each] for each in LEVELS[LEVELS.index(level) :] if each in days]
    return below[0] if below else max(days.values())


def _from_root(path: str, root_id: int) -> list[int]:
    steps = [int(step) for step in path.split("/")]
    return steps[steps.index(root_id) :] if root_id in steps else []


def _moved_out(drive: Dissemination) -> tuple[int, ...]:
    if drive.published_at is None:
        return ()
    outside = drive.duties.exclude(organisation__upward__ancestor_id=drive.organisation_id)
    return tuple(sorted(outside.values_list("organisation_id", flat=True)))


@dataclass(frozen=True, slots=True)
class _SeatsOf:
    """The seats that a drive ever touches, and which of them it reaches on the day."""

    drive: Dissemination
    rule: AudienceRule
    day: date
    moved_out: tuple[int, ...]  # the units (ids) that the drive reached and that hang elsewhere today: a few, if any

    def ever(self) -> SeatQuerySet:
        """Keep the seats of a kind that the rule names somewhere, in all units below or reached before."""
        kinds = sorted({kind for kinds in self.rule.kinds_by_level.values() for kind in kinds})
        below = Organisation.objects.below(self.drive.organisation_id)
        inside = Q(organisation__in=below.values("pk"))
        wanted = inside | Q(organisation__in=self.moved_out) if self.moved_out else inside
        of_kind = Q(post__kind__in=kinds) if len(kinds) < len(KINDS) else Q()
        named = of_kind | Q(pk__in=sorted(self.rule.added)) if of_kind and self.rule.added else of_kind
        return Seat.objects.filter(wanted).filter(named)

    def _is_reached(self) -> Q:
        return on_day(self.day) & on_day(self.day, "organisation__") & self.rule.seats_q()

    def reached(self) -> SeatQuerySet:
        """Keep the seats that owe the drive something on the day."""
        return self.ever().filter(self._is_reached())

    def texts(self) -> list[str]:
        """List the hashes of what the drive asks to study."""
        return [text.item for text in self.drive.texts.named()]

    def with_a_later_day(self, placed: Mapping[int, UnitDuty]) -> list[HeldOnce]:
        """List the seats whose own day is to come and later than that of their level."""
        longest = max((duty.due_on - duty.since for duty in placed.values()), default=timedelta(0))
        first = min((duty.since for duty in placed.values()), default=self.day)
        came_later = [unit for unit, duty in placed.items() if duty.since > first]
        began = Q(valid_from__gt=max(first, self.day - longest - ONE_DAY)) | Q(organisation__in=came_later)
        rows = self.reached().filter(began).values_list("pk", "person_id", "organisation_id", "valid_from")
        return [HeldOnce(*row) for *row, start in rows if row[2] in placed and placed[row[2]].due_of(start) >= self.day]

    def fallen_away(self) -> list[HeldOnce]:
        """List the others: ended, not begun, of a unit that ended, or out of the rule."""
        rows = self.ever().exclude(self._is_reached()).values_list("pk", "person_id", "organisation_id")
        return [HeldOnce(*row) for row in rows]

    def of_many(self) -> list[HeldOnce]:
        """List the seats of people who have or had more than one."""
        ever = self.ever()
        people = ever.values("person_id").annotate(seats=Count("pk")).filter(seats__gt=1).order_by()
        rows = ever.filter(person_id__in=people.values("person_id"))
        return [HeldOnce(*row) for row in rows.values_list("pk", "person_id", "organisation_id")]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What plain counting misses, by unit: shifts alone and with all below, and by level who is bound by its day."""

    own: Mapping[int, Stored]
    below: Mapping[int, Stored]
    bound: Bound


def _exceptions(seats: _SeatsOf, placed: Mapping[int, UnitDuty], told: Told) -> Exceptions:
    """Look at the few seats that differ: fallen away, of people with several, and with a later day before them."""
    away = {one.seat: one for one in seats.fallen_away() if one.unit in placed}
    many = {one.seat: one for one in seats.of_many() if one.unit in placed}
    later = {one.seat: one for one in seats.with_a_later_day(placed)}
    everybody = {**away, **many, **later}
    texts = seats.texts()
    marks = told.marks(texts, sorted(everybody))
    read_by: dict[int, set[str]] = {}
    for seat, found in marks.items():
        read_by.setdefault(everybody[seat].person, set()).update(mark.text for mark in found if mark.step == READING)
    own, below, bound = Shift(), Shift(), told.kept()
    for mark, number in [*_done_before(away, marks), *_done_elsewhere(many, away, marks, read_by, placed)]:
        steps = [int(step) for step in mark.path.split("/")]
        own[steps[-1], mark.text, mark.step] += number
        above = [step for step in steps if step in placed]
        below.update({(step, mark.text, mark.step): number for step in above})
        if mark.step == READING and steps[-1] in placed:
            bound.update({(step, placed[steps[-1]].level, mark.text): number for step in above})
    for one in later.values():
        waits = (text for text in texts if text not in read_by.get(one.person, ()))
        bound.subtract((step, placed[one.unit].level, text) for text in waits for step in _steps(placed[one.unit]))
    return Exceptions(_stored(own), _stored(below), bound)


def _done_before(away: Mapping[int, HeldOnce], marks: Mapping[int, list[Mark]]) -> Iterator[tuple[Mark, int]]:
    """Count what was done in seats that fell away, where it was done."""
    return ((mark, +1) for seat in away for mark in marks.get(seat, ()))


def _done_elsewhere(
    many: Mapping[int, HeldOnce],
    away: Mapping[int, HeldOnce],
    marks: Mapping[int, list[Mark]],
    read_by: Mapping[int, set[str]],
    placed: Mapping[int, UnitDuty],
) -> Iterator[tuple[Mark, int]]:
    """Leave out what a seat does not owe because its person acknowledged the text in another one."""
    for one in (one for seat, one in many.items() if seat not in away):
        done = {(mark.text, mark.step) for mark in marks.get(one.seat, ())}
        for text in (text for text in read_by.get(one.person, ()) if (text, READING) not in done):
            for step in (step for step in (OPENING, READING) if (text, step) not in done):
                yield Mark(text, step, placed[one.unit].path), -1


def _steps(duty: UnitDuty) -> list[int]:
    return [int(step) for step in duty.path.split("/")]


def _by_level(own: Mapping[int, int], placed: Mapping[int, UnitDuty], bound: Bound) -> dict[int, dict[str, Any]]:
    """Sort who is bound by the day of each level, for every unit with everything below it: as it is kept."""
    found: Bound = Bound(bound)
    for unit, seats in own.items():
        level = placed[unit].level
        for step in _steps(placed[unit]):
            found[step, level, ""] += seats
    kept: dict[int, dict[str, Any]] = {}
    for (unit, level, text), seats in sorted(found.items()):
        if seats:
            kept.setdefault(unit, {}).setdefault(level, {})[text] = seats
    return kept


def _stored(shifts: Shift) -> dict[int, Stored]:
    """Sort shifts by unit, as they are kept; nothing where nothing is shifted."""
    stored: dict[int, Stored] = {}
    for (unit, text, step), seats in sorted(shifts.items()):
        if seats:
            stored.setdefault(unit, {}).setdefault(text, [0, 0])[step] = seats
    return stored
