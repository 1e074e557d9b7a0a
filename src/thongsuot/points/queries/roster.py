"""Who is expected at a point, and who may be its clerk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thongsuot.conferences.queries.delegates import delegates
from thongsuot.orgs.models import OrganisationLink, Seat, SeatQuerySet
from thongsuot.points.models import ConnectingPoint


def clerks(units: Iterable[int], day: date) -> SeatQuerySet:
    """Keep the seats that may be clerk of a point: of the units that are called (their ids), and of those below."""
    below = OrganisationLink.objects.filter(ancestor__in=list(units)).values("descendant")
    return Seat.objects.filter(organisation__in=below).held_on(day)


def expected_at(point: ConnectingPoint, day: date) -> SeatQuerySet:
    """Keep the delegates whom a point expects: those of its units, or all where it names none."""
    called = delegates(point.conference, day)
    units = [each.pk for each in point.units.all()]
    return called.filter(organisation__in=units) if units else called


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a batch speaks of: the seats its device knew, and the persons whose codes it could not tell."""

    seats: set[int]
    persons: set[int]


def called_of(point: ConnectingPoint, day: date, whom: Whom) -> list[tuple[int, int, str]]:
    """Give who of a batch is called on a day: seat, person, path of the unit; who holds two seats is met by the first.

    Everybody else who is called is left where they are: thousands at a large conference, for a batch of forty.
    """
    named = Q(pk__in=whom.seats) | Q(person__in=whom.persons)
    rows = delegates(point.conference, day).filter(named).order_by("pk")
    return list(rows.values_list("pk", "person_id", "organisation__path"))
