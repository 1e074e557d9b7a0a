"""Set the connecting points of a conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from thongsuot.conferences import permissions
from thongsuot.conferences import rules as meetings
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.delegates import units_of
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Organisation, Power, Seat
from thongsuot.points import rules
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.queries.roster import clerks


@dataclass(frozen=True, slots=True)
class PointPlan:
    """What is set of a point: name, place, seats, its clerk (a seat's id), the units (ids) it expects; none: all."""

    name: str
    place: str = ""
    capacity: int | None = None
    clerk: int | None = None
    units: tuple[int, ...] = ()


@transaction.atomic
def add_point(conference_id: int, *, plan: PointPlan, by: Seat, now: datetime) -> ConnectingPoint:
    """Add a point to a conference that the unit holds, or that it joined: then it expects the unit's own people."""
    permissions.check_keep(by)
    conference = Conference.objects.visible_to(by).calling(by.organisation_id).get(pk=conference_id)
    held = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    last = held.points.aggregate(last=Max("position"))["last"]
    point = ConnectingPoint(conference=held, organisation=by.organisation, position=0 if last is None else last + 1)
    return _set(point, plan, by, now, "points.point.added")


@transaction.atomic
def change_point(point_id: int, *, plan: PointPlan, by: Seat, now: datetime) -> ConnectingPoint:
    """Change what is set of a point; who was noted there stays noted."""
    permissions.check_keep(by)
    locked = ConnectingPoint.objects.visible_to(by).kept_by(by).select_for_update(of=("self",))
    return _set(locked.select_related("conference").get(pk=point_id), plan, by, now, "points.point.changed")


def _set(point: ConnectingPoint, plan: PointPlan, by: Seat, now: datetime, event: str) -> ConnectingPoint:
    meetings.check_unreported(point.conference.reported_at)
    others = point.conference.points.exclude(pk=point.pk).values_list("name", flat=True)
    rules.check_point(plan.name.strip(), list(others))
    point.name, point.place, point.capacity = plan.name.strip(), plan.place.strip(), plan.capacity
    units = units_of(point.conference)
    point.clerk = None if plan.clerk is None else clerks(units, day_of(now)).get(pk=plan.clerk)
    point.set_at, point.set_by = now, by.pk
    point.save()
    expected = Organisation.objects.filter(pk__in=set(plan.units) & set(units))
    if point.organisation_id != point.conference.organisation_id:
        expected = Organisation.objects.filter(pk=point.organisation_id)
    point.units.set(expected)
    facts: dict[str, Json] = {
        "conference": point.conference_id,
        "clerk": point.clerk_id,
        "units": sorted(each.pk for each in expected),
        "capacity": point.capacity,
    }
    ledger.record(event, subject=point.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return point
