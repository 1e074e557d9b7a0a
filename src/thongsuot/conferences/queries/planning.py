"""What the planning form shows before anybody typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences.models import Conference
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A drive and the unit's conference for it, if one is set; `initial` fills the form."""

    dissemination: Dissemination
    conference: Conference | None
    initial: dict[str, Any]


def planned_form(dissemination_id: int, seat: Seat) -> PlanPage:
    """Find what is set so far. Raises DoesNotExist for a drive the seat may not see."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    own = Conference.objects.visible_to(seat).kept_by(seat).filter(dissemination=drive)
    conference = own.prefetch_related("half_days").first()
    return PlanPage(drive, conference, _typed(conference) if conference else {"title": drive.title})


def _typed(conference: Conference) -> dict[str, Any]:
    """Give the form's values of a conference that is planned already."""
    days: dict[date, list[str]] = {}
    for each in conference.half_days.all():
        days.setdefault(each.on, []).append(each.half)
    (first, halves), *rest = days.items() or [(None, [])]
    second, second_halves = rest[0] if rest else (None, [])
    return {
        "title": conference.title,
        "place": conference.place,
        "on": first,
        "halves": halves,
        "second_on": second,
        "second_halves": second_halves,
    }
