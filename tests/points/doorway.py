"""What the stories of points begin from: Bình's meeting with a point whose clerk is An, and what An's device sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings

from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.conferences.models import HalfDay
from thongsuot.orgs.models import Seat
from thongsuot.people.models import EntryCode
from thongsuot.points.actions.noting import Outcome, note_passages
from thongsuot.points.actions.placing import PointPlan, add_point
from thongsuot.points.keys import PointPass
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import Passage, passage_from
from thongsuot.points.queries.door import pass_for

DEVICE = "may-cua-an"


@dataclass(frozen=True, slots=True)
class Doorway:
    """A meeting and one of its points; `device` counts what it writes down."""

    meeting: Meeting
    point: ConnectingPoint
    numbers: Any = field(default_factory=lambda: count(1))

    @property
    def clerk(self) -> Seat:
        return self.meeting.four.an

    @property
    def held(self) -> PointPass:
        return pass_for(self.point, self.clerk, NOW + timedelta(days=31))

    @property
    def half_day(self) -> HalfDay:
        return self.meeting.half_day

    def passage(self, seat: Seat | None, direction: str = "in", at: datetime = NOW, **values: Any) -> Passage:
        """Write one passage down as An's device does, under its next number."""
        sent = {
            "n": next(self.numbers),
            "half_day": self.half_day.pk,
            "direction": direction,
            "method": "scan",
            "clock": int(at.timestamp() * 1000),
            "seat": seat.pk if seat else None,
            **values,
        }
        return passage_from(sent.pop("device", DEVICE), sent)

    def note(self, *passages: Passage, now: datetime = NOW + timedelta(hours=1)) -> list[Outcome]:
        """Let the device bring what it wrote down."""
        return note_passages(self.point.pk, passages=passages, by=self.held, now=now)


def make_doorway(*half_days: Any, **plan: Any) -> Doorway:
    """Plan a meeting and let Bình add a point to it that An keeps."""
    meeting = make_meeting(*half_days)
    return Doorway(meeting, make_point(meeting, "Hội trường A", clerk=meeting.four.an.pk, **plan))


def make_point(meeting: Meeting, name: str, **plan: Any) -> ConnectingPoint:
    return add_point(meeting.conference.pk, plan=PointPlan(name, **plan), by=meeting.four.binh, now=NOW)


def card_of(seat: Seat) -> EntryCode:
    """Issue a personal code without the ceremony of its verb."""
    return EntryCode.objects.create(
        person=seat.person, key_id=max(settings.ENTRY_KEYS), issued_at=NOW, expires_at=NOW + timedelta(days=365)
    )
