"""Two hundred points whose network comes and goes: answers are lost, parts come twice and days late, and all agree."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from tests.cascade.told import BOTH, assert_proven, told
from tests.factories import NOW, make_person, make_seat
from tests.points.doorway import Doorway, make_doorway
from thongsuot.ledger.models import SeatState
from thongsuot.points.actions.noting import note_passages
from thongsuot.points.intervals import intervals, noted
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import Passage
from thongsuot.points.queries.door import pass_for

POINTS, PEOPLE, EACH = 200, 40, 3


@pytest.mark.slow
@pytest.mark.django_db(**BOTH)
def test_two_hundred_points_come_to_the_same_whatever_the_network_did() -> None:
    doorway, random = make_doorway(), Random(16)
    seats = [make_seat(make_person(f"Người {at}"), doorway.meeting.four.cell).pk for at in range(PEOPLE)]
    sent = [part for point in _points(doorway) for part in _parts(doorway, point, seats, random)]
    deliveries = sent + random.choices(sent, k=len(sent) // 3)  # the answer was lost, so the part is sent again
    random.shuffle(deliveries)
    for point, part in deliveries:
        late = timedelta(hours=random.choice((4, 5, 48)))
        held = pass_for(point, doorway.clerk, NOW + timedelta(days=31))
        said = note_passages(point.pk, passages=random.sample(part, len(part)), by=held, now=NOW + late)
        assert {each.said for each in said} == {"kept"}
    entries = told("conferences.attendance.marked")
    written = {(one.device, one.number): one for _point, part in sent for one in part}
    assert len(entries) == len(written) == POINTS * EACH
    assert {(entry.facts["device"], entry.facts["number"]) for entry in entries} == set(written)
    came = {one.seat for one in written.values()}
    present = SeatState.objects.filter(step="attended", status="present").values_list("seat", flat=True)
    assert set(present) == came
    for seat in seats[:5]:
        spans = intervals([line for entry in entries for line in noted(entry) if line.seat == seat])
        own = [one for one in written.values() if one.seat == seat]
        assert sum(1 for span in spans if span.left) == sum(1 for one in own if one.direction == "out")
    assert_proven()


def _points(doorway: Doorway) -> list[ConnectingPoint]:
    conference, unit = doorway.meeting.conference, doorway.meeting.four.cell
    values = {"conference": conference, "organisation": unit, "set_at": NOW, "set_by": doorway.meeting.four.binh.pk}
    return ConnectingPoint.objects.bulk_create(
        ConnectingPoint(name=f"Điểm {at}", position=at, **values) for at in range(1, POINTS + 1)
    )


def _parts(
    doorway: Doorway, point: ConnectingPoint, seats: list[int], random: Random
) -> list[tuple[ConnectingPoint, list[Passage]]]:
    """Write down what one point's device saw, cut where its network went."""
    queue = []
    for number in range(1, EACH + 1):
        at, way = NOW + timedelta(minutes=random.randrange(180)), random.choice(("in", "in", "out"))
        device = f"may-{point.pk:04}"
        queue.append(Passage(device, number, doorway.half_day.pk, way, "scan", at, 0, random.choice(seats)))
    cut = random.randrange(1, EACH)
    return [(point, queue[:cut]), (point, queue[cut:])]
