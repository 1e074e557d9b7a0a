"""One ward of the founding story without network: its point's device comes back two days later, twice and backwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from thongsuot.conferences.folds import MARKED
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.ledger.entries import parse_entry
from thongsuot.ledger.models import Entry, SeatState
from thongsuot.orgs.models import Seat
from thongsuot.points.actions.noting import KEPT, note_passages
from thongsuot.points.actions.placing import PointPlan, add_point
from thongsuot.points.folds import point_step
from thongsuot.points.passages import IN, OUT, TYPED, Passage
from thongsuot.points.queries.door import LATE_DAYS, pass_for

DEVICE = "may-diem-cau-mat-mang"
LATE = timedelta(days=2)
A_PART = 30
OUT_EVERY = 4


def bring_late(conference: Conference, half_day: HalfDay, seats: Sequence[int], by: Seat, at: datetime) -> bool:
    """Note these seats at a point without network, bring them late, twice and backwards; tell if each came once."""
    point = add_point(conference.pk, plan=PointPlan("Nhà văn hóa, mất mạng"), by=by, now=at)
    walks = [(seat, IN, minute) for minute, seat in enumerate(seats)]
    walks += [(seat, OUT, 120 + minute) for minute, seat in enumerate(seats) if minute % OUT_EVERY == 0]
    queue = [
        Passage(DEVICE, number, half_day.pk, way, TYPED, at + timedelta(minutes=minute), 0, seat)
        for number, (seat, way, minute) in enumerate(walks, start=1)
    ]
    held = pass_for(point, by, at + timedelta(days=LATE_DAYS))
    parts = [queue[first : first + A_PART] for first in range(0, len(queue), A_PART)]
    said = [
        outcome.said
        for part in [*reversed(parts), *parts]
        for outcome in note_passages(point.pk, passages=part, by=held, now=at + LATE)
    ]
    rows = Entry.objects.filter(subject=conference.ref, event=MARKED).values_list("body", flat=True)
    came = [entry for entry in (parse_entry(bytes(body)) for body in rows) if entry.facts.get("device") == DEVICE]
    seen = SeatState.objects.in_scope(conference.ref).at_step(half_day.item, point_step(point.pk)).count()
    return said == [KEPT] * (2 * len(queue)) and len(came) == len(queue) and seen == len(seats)
