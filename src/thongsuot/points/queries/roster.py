"""Who is expected at a point, and who may be its clerk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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
