"""Who is expected at a conference: the audience rule of its dissemination over its unit and the units that joined."""

from __future__ import annotations

from datetime import date

from thongsuot.cascade.audience import rule_from
from thongsuot.conferences.models import Conference
from thongsuot.orgs.models import Seat, SeatQuerySet


def delegates(conference: Conference, day: date) -> SeatQuerySet:
    """Keep the seats called to a conference, as they are held on `day`; a list, never a row each.

    One query for the units that joined, unless `guests` were fetched with the conference.
    """
    rule = rule_from(conference.dissemination.audience)
    called = Seat.objects.filter(rule.seats_q(), organisation__in=units_of(conference))
    return called.held_on(day).select_related("person", "post", "organisation").order_by("person__full_name", "pk")


def units_of(conference: Conference) -> list[int]:
    """Give the ids of the units whose people a conference calls: its own, and those that joined."""
    return [conference.organisation_id, *(each.organisation_id for each in conference.guests.all())]


def day_of_conference(conference: Conference) -> date | None:
    """Give its first day, by which the list of delegates is taken."""
    days = list(conference.half_days.order_by("on").values_list("on", flat=True)[:1])
    return days[0] if days else None
