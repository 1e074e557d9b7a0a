"""What a list would change, worked out before anything is written: pure, on loaded values."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow
from thongsuot.orgs.rules.dated import changed_on
from thongsuot.orgs.rules.periods import overlap
from thongsuot.orgs.standing import Standing, StandingPerson, StandingSeat, StandingUnit
from thongsuot.orgs.watch import Watch, unwatched, watched

ONE_DAY = timedelta(days=1)
FOUNDED, RENAMED, MOVED, ENDED, CORRECTED = "founded", "renamed", "moved", "ended", "corrected"
JOINED, AMENDED = "joined", "amended"
SEATED, SWAPPED, SECOND, REVISED, REOPENED, STOPPED, LEFT = (
    "seated", "swapped", "second", "revised", "reopened", "stopped", "left",
)  # fmt: skip
KINDS = (
    FOUNDED, RENAMED, MOVED, ENDED, CORRECTED, JOINED, AMENDED, SEATED, SWAPPED, SECOND, REVISED, REOPENED, STOPPED,
    LEFT,
)  # fmt: skip
DEFAULT_ROLE, DEFAULT_POST = "member", "member"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit that would be made or changed: what it is now (None: it is not there yet), what it would be, how."""

    code: str
    kinds: tuple[str, ...]
    was: StandingUnit | None
    now: StandingUnit
    on: date


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One account that would be made or changed."""

    username: str
    kind: str
    was: StandingPerson | None
    full_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class SeatChange:
    """One seat that would be made, changed or ended."""

    username: str
    full_name: str
    unit_code: str
    post: str
    kind: str
    was: StandingSeat | None
    role: str
    valid_from: date
    valid_to: date | None

    def called(self, kind: str) -> SeatChange:
        """Give the same change under the name of another kind."""
        return replace(self, kind=kind)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything one list would change; `new_posts` are names with their kinds, `names` those of all units by code."""

    units: tuple[UnitChange, ...] = ()
    people: tuple[PersonChange, ...] = ()
    seats: tuple[SeatChange, ...] = ()
    new_posts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Count the changes by kind, in the order in which people read them; kinds without a change are left out."""
        found = Counter(kind for change in self.units for kind in change.kinds)
        found.update(change.kind for change in self.people)
        found.update(change.kind for change in self.seats)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def digest(self) -> str:
        """Commit to all of it, so that what is done can be held against what was shown."""
        seal = hashlib.sha256()
        for change in (*self.units, *self.people, *self.seats, *sorted(self.new_posts.items())):
            seal.update(repr(change).encode() + b"\x1e")
        return seal.hexdigest()


def plan(rows: OrganisationRows, standing: Standing, today: date, watch: Watch = unwatched) -> ImportPlan:
    """Work out what a sound list changes; whoever and whatever is not in it stays as it is."""
    units = tuple(_units(rows.units, standing, today))
    ending = {change.code: change.now.valid_to for change in units if change.now.valid_to and ENDED in change.kinds}
    ends = {code: unit.valid_to for code, unit in standing.units.items() if unit.valid_to} | ending
    people = tuple(_people(rows.people, standing))
    seats = _seats(watched(rows.people, watch, "planning", len(rows.people)), standing, ends)
    seats += _ended_with_unit(seats, standing, ending)
    names = {code: unit.name for code, unit in standing.units.items()} | {row.code: row.name for row in rows.units}
    told = tuple(_told_apart(seats, standing, today))
    return ImportPlan(units, people, told, _new_posts(rows.people, standing), names)


def _units(rows: Sequence[UnitRow], standing: Standing, today: date) -> Iterator[UnitChange]:
    in_file = {row.code for row in rows}
    for row in rows:
        was = standing.units.get(row.code)
        now = StandingUnit(
            row.level, row.kind, row.parent_code, row.name, row.valid_from, row.valid_to, heir=row.successor_code
        )
        if was is None:
            yield UnitChange(row.code, (FOUNDED, ENDED) if row.valid_to else (FOUNDED,), None, now, row.valid_from)
            continue
        if not row.successor_code:
            now = now.with_heir(was.heir)
        kinds = tuple(_kinds(was, now))
        if kinds:
            yield UnitChange(row.code, kinds, was, now, changed_on(row, was, today))
        if ENDED in kinds and row.successor_code and row.valid_to:
            yield from _handed_over(row, row.valid_to + ONE_DAY, standing, in_file)


def _handed_over(row: UnitRow, on: date, standing: Standing, in_file: set[str]) -> Iterator[UnitChange]:
    """The units below one that ends go to its successor, unless the list itself says where they go."""
    for code, unit in standing.units.items():
        if unit.parent_code == row.code and code not in in_file and unit.stands_on(on):
            yield UnitChange(code, (MOVED,), unit, unit.below(row.successor_code), on)


def _kinds(was: StandingUnit, now: StandingUnit) -> Iterator[str]:
    if (was.name, was.kind, was.level) != (now.name, now.kind, now.level):
        yield RENAMED
    if was.parent_code != now.parent_code:
        yield MOVED
    if was.valid_to != now.valid_to:
        yield ENDED
    if was.valid_from != now.valid_from or (was.valid_to and was.heir != now.heir):
        yield CORRECTED


def _people(rows: Sequence[PersonRow], standing: Standing) -> Iterator[PersonChange]:
    """One person may stand in several lines: the name is the same in all, and a telephone in any of them counts."""
    phones: dict[str, str] = {}
    first: dict[str, PersonRow] = {}
    for row in rows:
        first.setdefault(row.username, row)
        phones[row.username] = row.phone or phones.get(row.username, "")
    for username, row in first.items():
        was = standing.people.get(username)
        phone = phones[username] or (was.phone if was else "")
        if was is None:
            yield PersonChange(username, JOINED, None, row.full_name, phone)
        elif (was.full_name, was.phone) != (row.full_name, phone):
            yield PersonChange(username, AMENDED, was, row.full_name, phone)


def _seats(rows: Iterable[PersonRow], standing: Standing, ends: Mapping[str, date]) -> list[SeatChange]:
    changes = []
    for row in rows:
        seat = meeting(standing.seats.get((row.username, row.unit_code, row.post), ()), row)
        role = row.role or (seat.role if seat else DEFAULT_ROLE)
        end = min((day for day in (row.valid_to, ends.get(row.unit_code)) if day), default=None)
        if seat is None or (seat.valid_from, seat.valid_to, seat.role) != (row.valid_from, end, role):
            kind = _kind_of(seat, end)
            who = (row.username, row.full_name, row.unit_code, row.post)
            changes.append(SeatChange(*who, kind, seat, role, row.valid_from, end))
    return changes


def _kind_of(seat: StandingSeat | None, end: date | None) -> str:
    if seat is None:
        return SEATED
    if seat.valid_to == end:
        return REVISED
    return STOPPED if end and (seat.valid_to is None or end < seat.valid_to) else REOPENED


def meeting(seats: Iterable[StandingSeat], row: PersonRow) -> StandingSeat | None:
    """Find the seat a line speaks of: the one that began the same day, else one that shares a day with it."""
    ordered = sorted(seats, key=lambda seat: (seat.valid_from != row.valid_from, seat.valid_from))
    return next((seat for seat in ordered if overlap(seat, row)), None)


def _ended_with_unit(changes: Sequence[SeatChange], standing: Standing, ending: Mapping[str, date]) -> list[SeatChange]:
    """Whoever still sits in a unit that ends sits there no longer than it stands, named in the list or not."""
    spoken_of = {change.was.pk for change in changes if change.was}
    ended = []
    for (username, code, post), seats in standing.seats.items() if ending else ():
        end = ending.get(code, date.min)
        for seat in seats:
            if seat.pk not in spoken_of and seat.valid_from <= end and (seat.valid_to is None or seat.valid_to > end):
                name = standing.people[username].full_name
                ended.append(SeatChange(username, name, code, post, STOPPED, seat, seat.role, seat.valid_from, end))
    return ended


def _told_apart(changes: Sequence[SeatChange], standing: Standing, today: date) -> Iterator[SeatChange]:
    """Say of each new seat whether it replaces one or comes on top, and of each ended one whether it was the last."""
    by_person: dict[str, list[SeatChange]] = {}
    for change in changes:
        by_person.setdefault(change.username, []).append(change)
    open_seats: dict[str, set[int]] = {}
    for (username, _code, _post), seats in standing.seats.items():
        held = {seat.pk for seat in seats if seat.valid_to is None or seat.valid_to >= today}
        open_seats.setdefault(username, set()).update(held)
    for change in changes:
        theirs = by_person[change.username]
        kept = open_seats.get(change.username, set()) - {one.was.pk for one in theirs if one.was}
        yield _named(change, theirs, has_other=bool(kept))


def _named(change: SeatChange, theirs: Sequence[SeatChange], *, has_other: bool) -> SeatChange:
    kinds = {one.kind for one in theirs}
    stays = has_other or bool(kinds - {STOPPED})
    if change.kind == SEATED and STOPPED in kinds:
        return change.called(SWAPPED)
    if change.kind == SEATED and (has_other or kinds & {REVISED, REOPENED}):
        return change.called(SECOND)
    if change.kind == STOPPED and not stays:
        return change.called(LEFT)
    return change


def _new_posts(rows: Sequence[PersonRow], standing: Standing) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for row in rows:
        if row.post not in standing.posts:
            kinds[row.post] = kinds.get(row.post) or row.post_kind
    return {name: kind or DEFAULT_POST for name, kind in kinds.items()}
