"""What stands before an import, what is wrong with a list that was handed in, and what it would change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db.models import Count, Max, Q, QuerySet

from thongsuot.orgs import lists
from thongsuot.orgs.models import FormerPlace, Organisation, Post, Seat
from thongsuot.orgs.plan import ImportPlan, plan
from thongsuot.orgs.rows import CellError, OrganisationRows
from thongsuot.orgs.rules.importing import faults, in_order
from thongsuot.orgs.standing import SeatKey, Standing, StandingPerson, StandingSeat, StandingUnit
from thongsuot.orgs.tree import ONE_DAY
from thongsuot.orgs.watch import Watch, unwatched
from thongsuot.people.models import Person

BATCH = 500
POSTS_OFFERED = 1_000
WHOLE_FROM = 5_000  # a list this long is met faster by reading everybody than by asking for each


@dataclass(frozen=True, slots=True)
class Review:
    """One list against the organisation as it is: either cells to mend, or what it would change."""

    rows: OrganisationRows
    errors: list[CellError]
    plan: ImportPlan


def review(file: IO[bytes], *, today: date, watch: Watch = unwatched) -> Review:
    """Read a list and find everything wrong with it, cell by cell, or else what it changes; Refusal when it is none."""
    reading = lists.read(file, watch)
    rows, before = reading.rows, standing(reading.rows)
    watch("checking", 0, 1)
    found = in_order([*reading.errors, *faults(rows, before, today)])
    return Review(rows, reading.as_handed_in(found), ImportPlan() if found else plan(rows, before, today, watch))


def standing(rows: OrganisationRows) -> Standing:
    """Load what an import needs to know: all units and posts, and the people and seats that the list can touch."""
    units = standing_units()
    ending = [units[row.code].pk for row in rows.units if row.valid_to and row.code in units]
    names = {row.username for row in rows.people}
    seats = _seats(names, ending)
    names |= {username for username, _unit, _post in seats}
    return Standing(
        units=units, posts=dict(Post.objects.values_list("name", "kind")), people=_people(names), seats=seats
    )


def standing_units() -> dict[str, StandingUnit]:
    """Load every unit by its code, with the day from which its name and place hold."""
    last = dict(FormerPlace.objects.order_by().values_list("organisation").annotate(Max("valid_to")))
    rows = Organisation.objects.order_by("pk").values_list(
        "pk", "code", "level", "kind", "parent__code", "name", "valid_from", "valid_to", "succeeded_by__code"
    )
    return {
        code: StandingUnit(
            *(level, kind, parent or "", name, begins, ends),
            since=last[pk] + ONE_DAY if pk in last else begins,
            heir=heir or "",
            pk=pk,
        )
        for pk, code, level, kind, parent, name, begins, ends, heir in rows
    }


def _people(names: Collection[str]) -> dict[str, StandingPerson]:
    values = Person.objects.values_list("username", "pk", "full_name", "phone")
    found = _those(values, names, lambda some: Q(username__in=some))
    return {name: StandingPerson(pk, full, phone) for name, pk, full, phone in found if name in names}


def _seats(names: Collection[str], ending: Collection[int]) -> dict[SeatKey, tuple[StandingSeat, ...]]:
    values = Seat.objects.order_by("pk").values_list(
        *("person__username", "organisation__code", "post__name", "organisation_id"),
        *("pk", "role", "valid_from", "valid_to"),
    )
    of_units = set(ending)
    seats: dict[SeatKey, dict[int, StandingSeat]] = {}
    found = [*_those(values, names, lambda some: Q(person__username__in=some))]
    found += _those(values, ending, lambda some: Q(organisation__in=some))
    for name, unit, post, unit_id, pk, role, begins, ends in found:
        if name in names or unit_id in of_units:
            seats.setdefault((name, unit, post), {})[pk] = StandingSeat(pk, role, begins, ends)
    return {key: tuple(some.values()) for key, some in seats.items()}


def _those(
    values: QuerySet[Any, Any], wanted: Collection[Any], asking: Callable[[Sequence[Any]], Q]
) -> Iterator[tuple[Any, ...]]:
    """Fetch the rows asked for, some at a time, or all of them where that is less work."""
    if len(wanted) > WHOLE_FROM:
        yield from values.iterator(chunk_size=BATCH * 4)
        return
    ordered = list(wanted)
    for at in range(0, len(ordered), BATCH):
        yield from values.filter(asking(ordered[at : at + BATCH]))


def posts_in_use() -> list[str]:
    """Name the posts that somebody holds or held, the most common first."""
    held = Post.objects.annotate(held=Count("seats")).order_by("-held", "name")
    return list(held.values_list("name", flat=True)[:POSTS_OFFERED])
