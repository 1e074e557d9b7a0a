"""How the units of a plan come in, inside the one short transaction of `import_organisation`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from thongsuot.orgs import staging
from thongsuot.orgs.models import FormerPlace, Organisation, OrganisationLink
from thongsuot.orgs.plan import ENDED, MOVED, RENAMED, ImportPlan, UnitChange
from thongsuot.orgs.standing import StandingUnit
from thongsuot.orgs.tree import ONE_DAY

BATCH = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: its id, its path of ids, the id above it."""

    pk: int
    path: str
    parent: int | None


@dataclass(slots=True)
class Tree:
    """The units after an import, by code, with where each stood before; `touched` are ids whose numbers may move."""

    places: dict[str, Place]
    touched: set[int] = field(default_factory=set)


def take_units(plan: ImportPlan, before: Mapping[str, StandingUnit]) -> Tree:
    """Make or change the units of a plan, keep what they were called, and hang and link them where they now stand.

    Ids come with the first write and a path is made of ids, so places follow in a second one.
    """
    if not plan.units:
        return Tree({code: Place(unit.pk, "", None) for code, unit in before.items()})
    _remember(plan.units)
    new = _found(plan.units)
    ids = {code: unit.pk for code, unit in before.items()} | new
    after = {**before, **{change.code: change.now for change in plan.units}}
    old_paths = dict(Organisation.objects.order_by().values_list("pk", "path"))
    tree = Tree(_places(ids, after))
    moved = {place.pk: place for place in tree.places.values() if old_paths[place.pk] != place.path}
    _write(plan, tree, ids, moved)
    _link(moved, old={pk for pk in moved if old_paths[pk]})
    tree.touched |= {ids[change.code] for change in plan.units} | set(moved)
    tree.touched |= {
        int(step) for pk in moved for step in (*old_paths[pk].split("/"), *moved[pk].path.split("/")) if step
    }
    return tree


def _remember(changes: Iterable[UnitChange]) -> None:
    """Keep what held until the day before a change; a change on the very day it began only corrects it."""
    past = [(change, change.was) for change in changes if {RENAMED, MOVED} & set(change.kinds) and change.was]
    ids = {unit.code: unit.pk for unit in Organisation.objects.only("pk", "code")} if past else {}
    FormerPlace.objects.bulk_create(
        (
            FormerPlace(
                organisation_id=was.pk,
                name=was.name,
                kind=was.kind,
                level=was.level,
                parent_id=ids.get(was.parent_code),
                valid_from=was.since,
                valid_to=change.on - ONE_DAY,
            )
            for change, was in past
            if change.on > was.since
        ),
        BATCH,
    )


def _found(changes: Iterable[UnitChange]) -> dict[str, int]:
    new = [
        Organisation(
            code=change.code,
            name=change.now.name,
            kind=change.now.kind,
            level=change.now.level,
            valid_from=change.now.valid_from,
            valid_to=change.now.valid_to,
        )
        for change in changes
        if change.was is None
    ]
    return {unit.code: unit.pk for unit in Organisation.objects.bulk_create(new, BATCH)}


def _places(ids: Mapping[str, int], after: Mapping[str, StandingUnit]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for code in after:
        chain = []
        at = code
        while at and at not in places:
            chain.append(at)
            at = after[at].parent_code
        for each in reversed(chain):
            above = places.get(after[each].parent_code)
            path = f"{above.path}/{ids[each]}" if above else str(ids[each])
            places[each] = Place(ids[each], path, above.pk if above else None)
    return places


def _write(plan: ImportPlan, tree: Tree, ids: Mapping[str, int], moved: Mapping[int, Place]) -> None:
    """Write all that changed in two statements, however many units: what they are, and where they stand."""
    staging.fill("staged_place", ((place.pk, place.path, place.parent) for place in moved.values()))
    staging.run(
        "UPDATE orgs_organisation SET path = s.path, parent_id = s.parent FROM staged_place s"
        " WHERE orgs_organisation.id = s.pk"
    )
    changed = ((ids[change.code], *_values(change.now, ids)) for change in plan.units)
    staging.fill("staged_unit", changed)
    staging.run(
        "UPDATE orgs_organisation SET name = s.name, kind = s.kind, level = s.level, valid_from = s.valid_from,"
        " valid_to = s.valid_to, succeeded_by_id = s.heir FROM staged_unit s WHERE orgs_organisation.id = s.pk"
    )


def _values(unit: StandingUnit, ids: Mapping[str, int]) -> tuple[str | int | None, ...]:
    return (unit.name, unit.kind, unit.level, _day(unit.valid_from), _day(unit.valid_to), ids.get(unit.heir))


def _link(moved: Mapping[int, Place], *, old: set[int]) -> None:
    if old:
        staging.run("DELETE FROM orgs_organisationlink WHERE descendant_id IN (SELECT pk FROM staged_place)")
    staging.fill("staged_link", (link for place in moved.values() for link in _links(place)))
    columns = {"ancestor_id": "ancestor", "descendant_id": "descendant", "depth": "depth"}
    staging.insert_from(OrganisationLink, columns, {}, "staged_link")


def _links(place: Place) -> Iterator[tuple[int, int, int]]:
    for depth, ancestor in enumerate(reversed(place.path.split("/"))):
        yield int(ancestor), place.pk, depth


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def is_ended(change: UnitChange) -> bool:
    """Tell whether a unit that was there ends by this change."""
    return change.was is not None and ENDED in change.kinds
