"""The page on which a unit sets the points of a conference."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.delegates import units_of
from thongsuot.orgs.models import Power, Seat
from thongsuot.points.models import ConnectingPoint


@dataclass(frozen=True, slots=True)
class PointsPage:
    """The points of a conference, and which of them this seat changes or writes at."""

    conference: Conference
    points: tuple[ConnectingPoint, ...]
    changes: frozenset[int]
    runs: frozenset[int]
    units: tuple[int, ...]
    may_add: bool
    keeps: bool


def points_page(conference_id: int, seat: Seat) -> PointsPage:
    """List the points of a conference. Raises DoesNotExist for one the seat may not see."""
    visible = Conference.objects.visible_to(seat).select_related("organisation", "dissemination")
    conference = visible.get(pk=conference_id)
    own = ConnectingPoint.objects.visible_to(seat).filter(conference=conference)
    points = tuple(own.to_show().prefetch_related("units"))
    units = units_of(conference)
    return PointsPage(
        conference=conference,
        points=points,
        changes=frozenset(each.pk for each in points if each.is_kept_by(seat)),
        runs=frozenset(each.pk for each in points if each.is_run_by(seat)),
        may_add=seat.organisation_id in units and seat.may(Power.MEETINGS) and conference.reported_at is None,
        keeps=seat.may(Power.MEETINGS) and seat.organisation_id == conference.organisation_id,
        units=tuple(units),
    )
