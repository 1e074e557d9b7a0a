"""What a unit was called and where it stood: stage by stage, and on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.orgs import tree
from thongsuot.orgs.models import FormerPlace, Organisation, Seat, on_day
from thongsuot.people.models import Person


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of a unit's life under one name in one place; `valid_to` is None while it lasts."""

    name: str
    kind: str
    above: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A unit's stages, newest first, and the chain of names from the top down on the day asked for."""

    unit: Organisation
    stages: Sequence[Stage]
    day: date | None
    chain: Sequence[str]


def history_page(code: str, *, day: date | None, by: Seat | Person) -> HistoryPage:
    """Build the page; `day` None asks for no day, an empty chain says that the unit did not stand then."""
    unit = Organisation.objects.in_hand_of(by).select_related("parent", "succeeded_by").get(code=code)
    return HistoryPage(unit, _stages(unit), day, names_on(unit, day) if day else ())


def _stages(unit: Organisation) -> list[Stage]:
    past = [
        Stage(each.name, each.get_kind_display(), _name(each.parent), each.valid_from, each.valid_to)
        for each in unit.places.select_related("parent").order_by("valid_from")
    ]
    now = Stage(unit.name, unit.get_kind_display(), _name(unit.parent), tree.stands_since(unit), unit.valid_to)
    return [now, *reversed(past)]


def _name(unit: Organisation | None) -> str:
    return unit.name if unit else ""


def names_on(unit: Organisation, day: date) -> list[str]:
    """Name the unit and everything above it as they were on that day, top first; empty where it did not stand."""
    names: list[str] = []
    at: Organisation | None = unit
    while at is not None and at.valid_from <= day and day <= (at.valid_to or day):
        place = FormerPlace.objects.filter(on_day(day), organisation=at).select_related("parent").first() or at
        names.append(place.name)
        at = place.parent
    return names[::-1]
