"""What a unit's page shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils.formats import number_format
from django.utils.translation import ngettext_lazy

from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Organisation, OrganisationQuerySet, Post, Seat, SeatQuerySet
from thongsuot.people.models import Person

ORDER_OF_POSTS = {kind: place for place, kind in enumerate(Post.Kind.values)}


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit right below another, with the counts of everything under it."""

    unit: Organisation
    units: int
    seats: int


COUNTED = {
    Organisation.Kind.PARTY_COMMITTEE: ngettext_lazy("%(count)s cấp ủy", "%(count)s cấp ủy", "number"),
    Organisation.Kind.AGENCY: ngettext_lazy("%(count)s cơ quan, sở, ngành", "%(count)s cơ quan, sở, ngành", "number"),
    Organisation.Kind.WARD: ngettext_lazy("%(count)s phường", "%(count)s phường", "number"),
    Organisation.Kind.COMMUNE: ngettext_lazy("%(count)s xã", "%(count)s xã", "number"),
    Organisation.Kind.SPECIAL_ZONE: ngettext_lazy("%(count)s đặc khu", "%(count)s đặc khu", "number"),
    Organisation.Kind.CELL: ngettext_lazy("%(count)s chi bộ", "%(count)s chi bộ", "number"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one kind right below another: wards, communes, cells; `counted` says how many: "93 phường"."""

    label: str
    counted: str
    branches: Sequence[Branch]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What one seat may see of one unit: counts always, names only where `visible_to` gives them."""

    unit: Organisation
    above: Sequence[Organisation]
    groups: Sequence[Group]
    units: int
    seats: int
    seats_below: int
    holders: Sequence[Seat]
    is_headless: bool
    hands_out_codes: bool
    may_change: bool
    may_delegate: bool

    @property
    def all_seats(self) -> int:
        """How many seats are held here and below."""
        return self.seats + self.seats_below

    @property
    def hidden(self) -> int:
        """How many hold seats here whose names this seat does not see."""
        return self.seats - len(self.holders)


def unit_page(code: str | None, *, by: Seat | Person, today: date) -> UnitPage:
    """Build the page of one unit at or below the seat's own (None: its own); DoesNotExist for every other.

    An administrator without a seat begins at the top and sees counts alone.
    """
    visible = Organisation.objects.in_hand_of(by)
    unit = visible.select_related("succeeded_by").get(**{"code": code} if code else _own(by))
    held = Seat.objects.filter(organisation=unit).held_on(today)
    names = Seat.objects.visible_to(by) if isinstance(by, Seat) else Seat.objects.none()
    groups = _groups(unit, today)
    branches = [branch for group in groups for branch in group.branches]
    return UnitPage(
        unit=unit,
        above=_above(unit, visible),
        groups=groups,
        units=sum(branch.units + 1 for branch in branches),
        seats=held.count(),
        seats_below=sum(branch.seats for branch in branches),
        holders=list(by_post(names.filter(organisation=unit).held_on(today))),
        is_headless=not held.filter(post__kind=Post.Kind.LEADER).exists(),
        hands_out_codes=isinstance(by, Seat) and refusal_of(permissions.check_hand_out_codes, by, unit) is None,
        may_change=refusal_of(permissions.check_change_below, by) is None,
        may_delegate=isinstance(by, Seat) and refusal_of(permissions.check_delegates, by, unit) is None,
    )


def _own(by: Seat | Person) -> dict[str, Any]:
    return {"pk": by.organisation_id} if isinstance(by, Seat) else {"parent": None}


def _above(unit: Organisation, visible: OrganisationQuerySet) -> list[Organisation]:
    """Give the visible units above this one, top first."""
    ids = [int(step) for step in unit.path.split("/")][:-1]
    found = visible.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def by_post(seats: SeatQuerySet) -> SeatQuerySet:
    """Order seats as a list of a unit is read: head first, then by post and name."""
    whens = [When(post__kind=kind, then=Value(place)) for kind, place in ORDER_OF_POSTS.items()]
    by_kind = Case(*whens, output_field=IntegerField())
    return seats.select_related("person", "post").order_by(by_kind, "post_id", "person__full_name")


def _groups(unit: Organisation, today: date) -> list[Group]:
    """Count everything below each child in two grouped reads, and add up by path: no join over all pairs."""
    children = Organisation.objects.filter(parent=unit).standing_on(today)
    order = {kind: place for place, kind in enumerate(Organisation.Kind.values)}
    ranked = sorted(children, key=lambda child: (order[child.kind], natural(child.name)))
    below = Organisation.objects.below(unit.pk).standing_on(today)
    units, seats = Counter[int](), Counter[int]()
    depth = unit.path.count("/") + 1
    of_unit = dict(_seats_below(unit, today).values_list("organisation_id").annotate(Count("pk")))
    for pk, path in below.exclude(pk=unit.pk).values_list("pk", "path"):
        child = int(path.split("/")[depth])
        units[child] += pk != child
        seats[child] += of_unit.get(pk, 0)
    return [
        _group(kind, [Branch(each, units[each.pk], seats[each.pk]) for each in same])
        for kind, same in groupby(ranked, key=lambda child: child.kind)
    ]


def _group(kind: str, branches: list[Branch]) -> Group:
    shown = {"number": len(branches), "count": number_format(len(branches), force_grouping=True)}
    return Group(str(Organisation.Kind(kind).label), COUNTED[Organisation.Kind(kind)] % shown, branches)


def _seats_below(unit: Organisation, today: date) -> SeatQuerySet:
    held = Seat.objects.held_on(today)
    return held if unit.parent_id is None else held.filter(organisation__upward__ancestor=unit)


@lru_cache(maxsize=8192)  # a list of a city's units sorts the same names at every look
def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Order "Khu phố 2" before "Khu phố 10"."""
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part)) if part.isdigit() else (1, part.casefold()) for part in parts if part)
