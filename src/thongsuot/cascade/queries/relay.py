"""How a drive was passed on: the words on the way down to a unit, and the unit's own part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from thongsuot.cascade.models import Dissemination, Relay, UnitDuty
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class Passing:
    """The relays from the publisher down to the seat's unit, and what its keeper may do now."""

    above: tuple[Relay, ...]
    own: Relay | None
    may_pass_on: bool
    may_report: bool


def passing(drive: Dissemination, seat: Seat, place: str) -> Passing:
    """Read the relays along the place (a path) where the drive counts the seat's unit; one query."""
    ids = [int(step) for step in place.split("/")] if place else [seat.organisation_id]
    rows = Relay.objects.filter(dissemination=drive, organisation__in=ids).select_related("organisation")
    found = {relay.organisation_id: relay for relay in rows}
    own = found.pop(seat.organisation_id, None)
    is_below = seat.may(Power.RELAY) and drive.organisation_id != seat.organisation_id
    return Passing(
        above=tuple(found[unit] for unit in ids if unit in found and (found[unit].note or found[unit].asked_on)),
        own=own,
        may_pass_on=is_below and drive.closed_at is None,
        may_report=is_below and own is not None and own.reported_at is None,
    )


def with_relays(duties: QuerySet[UnitDuty], day: date) -> QuerySet[UnitDuty]:
    """Add to each duty whether its unit has a keeper on the day, and when it accepted and what it reported when."""
    keepers = Seat.objects.held_on(day).filter(role__in=Seat.Role.keepers())
    relay = Relay.objects.filter(dissemination=OuterRef("dissemination"), organisation=OuterRef("organisation"))
    return duties.annotate(
        has_keeper=Exists(keepers.filter(organisation=OuterRef("organisation"))),
        accepted_at=Subquery(relay.values("accepted_at")[:1]),
        reported_at=Subquery(relay.values("reported_at")[:1]),
        report=Subquery(relay.values("report")[:1]),
    )
