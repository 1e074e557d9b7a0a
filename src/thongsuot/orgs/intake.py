"""How the rows of an import become units, people and seats, inside the one transaction of `import_organisation`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from thongsuot.orgs.models import Organisation, OrganisationLink, Post, Seat
from thongsuot.orgs.rows import PersonRow, UnitRow
from thongsuot.orgs.rules.importing import overlap
from thongsuot.people.models import Person

BATCH = 500


@dataclass(slots=True)
class Tally:
    """How many rows of one kind were made and how many were changed."""

    made: int = 0
    changed: int = 0


@dataclass(slots=True)
class Taken:
    """What an import did so far.

    `touched` are the units whose seats, level or place changed, and those above an old place: their denominators move.
    """

    units: Tally = field(default_factory=Tally)
    people: Tally = field(default_factory=Tally)
    seats: Tally = field(default_factory=Tally)
    touched: set[int] = field(default_factory=set)


def take_units(rows: Sequence[UnitRow], taken: Taken) -> dict[str, Organisation]:
    """Make or change the units of the file and give every unit by its code.

    Ids come with the first write and a path is made of ids, so parents and paths follow in a second one.
    """
    units = {unit.code: unit for unit in Organisation.objects.select_for_update()}
    new, changed = [], []
    for row in rows:
        unit = units.setdefault(row.code, Organisation(code=row.code))
        values = {name: getattr(row, name) for name in ("name", "kind", "level", "valid_from", "valid_to")}
        if _assign(unit, values) and unit.pk:
            changed.append(unit)
        if not unit.pk:
            new.append(unit)
    Organisation.objects.bulk_create(new, BATCH)
    Organisation.objects.bulk_update(changed, ["name", "kind", "level", "valid_from", "valid_to"], BATCH)
    places_before = {unit.pk: unit.path for unit in units.values()}
    moved = _place(rows, units)
    taken.units = Tally(len(new), len({unit.pk for unit in [*changed, *moved]} - {unit.pk for unit in new}))
    taken.touched |= {unit.pk for unit in [*changed, *moved]}
    taken.touched |= {int(part) for unit in moved for part in places_before[unit.pk].split("/") if part}
    return units


def _place(rows: Sequence[UnitRow], units: Mapping[str, Organisation]) -> list[Organisation]:
    """Put units under their parents, rewrite the paths that follow from it, and link what moved anew."""
    above = {unit.pk: unit.parent_id for unit in units.values()}
    above |= {units[row.code].pk: units[row.parent_code].pk if row.parent_code else None for row in rows}
    linked = [unit.pk for unit in units.values() if unit.path]
    moved = []
    for unit in units.values():
        if _assign(unit, {"parent_id": above[unit.pk], "path": _path(unit.pk, above)}):
            moved.append(unit)
    Organisation.objects.bulk_update(moved, ["parent", "path"], BATCH)
    stale = sorted({unit.pk for unit in moved} & set(linked))
    for at in range(0, len(stale), BATCH):
        OrganisationLink.objects.filter(descendant__in=stale[at : at + BATCH]).delete()
    OrganisationLink.objects.bulk_create((link for unit in moved for link in _links(unit)), BATCH)
    return moved


def _path(unit_id: int, above: Mapping[int, int | None]) -> str:
    path = [unit_id]
    while (parent := above[path[-1]]) is not None:
        path.append(parent)
    return "/".join(str(each) for each in reversed(path))


def _links(unit: Organisation) -> Iterable[OrganisationLink]:
    ids = [int(part) for part in unit.path.split("/")]
    for depth, ancestor in enumerate(reversed(ids)):
        yield OrganisationLink(ancestor_id=ancestor, descendant_id=unit.pk, depth=depth)


def take_people(rows: Sequence[PersonRow], taken: Taken, *, by: int | None, now: datetime) -> dict[str, Person]:
    """Make or change the accounts of the file; a new one has no password, since hashing costs 0.2 s each."""
    people = Person.objects.in_bulk({row.username for row in rows}, field_name="username")
    new: dict[str, Person] = {}
    changed: dict[str, Person] = {}
    for row in rows:
        person = people.get(row.username)
        if person is None:
            person = new[row.username] = people[row.username] = Person(
                username=row.username, password=make_password(None), joined_at=now, joined_by=by
            )
        values = {"full_name": row.full_name, "phone": row.phone or person.phone}
        if _assign(person, values) and person.pk:
            changed[row.username] = person
    Person.objects.bulk_create(new.values(), BATCH)
    Person.objects.bulk_update(changed.values(), ["full_name", "phone"], BATCH)
    taken.people = Tally(len(new), len(changed))
    return people


def take_seats(
    rows: Sequence[PersonRow], units: Mapping[str, Organisation], people: Mapping[str, Person], taken: Taken
) -> None:
    """Make the seats of the file; a line that meets a seat of the same person, unit and post changes that one."""
    posts = _posts(rows)
    held = _held([person.pk for person in people.values()])
    new, changed = [], []
    for row in rows:
        ids = (people[row.username].pk, units[row.unit_code].pk, posts[row.post].pk)
        seat = _meeting(held.get(ids, ()), row)
        values: dict[str, Any] = {"valid_from": row.valid_from, "valid_to": row.valid_to}
        if row.role or seat is None:
            values["role"] = row.role or Seat.Role.MEMBER
        if seat is None:
            new.append(Seat(person_id=ids[0], organisation_id=ids[1], post_id=ids[2], **values))
        elif _assign(seat, values):
            changed.append(seat)
    Seat.objects.bulk_create(new, BATCH)
    Seat.objects.bulk_update(changed, ["valid_from", "valid_to", "role"], BATCH)
    taken.seats = Tally(len(new), len(changed))
    taken.touched |= {seat.organisation_id for seat in [*new, *changed]}


def _posts(rows: Sequence[PersonRow]) -> dict[str, Post]:
    posts = {post.name: post for post in Post.objects.all()}
    kinds: dict[str, str] = {}
    for row in rows:
        kinds[row.post] = kinds.get(row.post) or row.post_kind
    new = [Post(name=name, kind=kind or Post.Kind.MEMBER) for name, kind in kinds.items() if name not in posts]
    Post.objects.bulk_create(new, BATCH)
    return posts | {post.name: post for post in new}


def _held(person_ids: Sequence[int]) -> dict[tuple[int, int, int], list[Seat]]:
    held: dict[tuple[int, int, int], list[Seat]] = {}
    for at in range(0, len(person_ids), BATCH):
        for seat in Seat.objects.filter(person_id__in=person_ids[at : at + BATCH]):
            held.setdefault((seat.person_id, seat.organisation_id, seat.post_id), []).append(seat)
    return held


def _meeting(seats: Iterable[Seat], row: PersonRow) -> Seat | None:
    """Find the seat a line speaks of: the one that began the same day, else one that shares a day with it."""
    seats = sorted(seats, key=lambda seat: (seat.valid_from != row.valid_from, seat.valid_from))
    return next((seat for seat in seats if overlap(seat, row)), None)


def _assign(thing: Model, values: Mapping[str, Any]) -> bool:
    """Set what differs and tell whether anything did."""
    differing = {name: value for name, value in values.items() if getattr(thing, name) != value}
    for name, value in differing.items():
        setattr(thing, name, value)
    return bool(differing)
