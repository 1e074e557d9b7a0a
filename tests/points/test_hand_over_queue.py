"""Hand over a queue: a device whose network never came is carried to the office as a file."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW
from tests.points.doorway import DEVICE, Doorway, make_doorway
from thongsuot.points.actions.settling import hand_over_queue
from thongsuot.points.keys import write_pass
from thongsuot.points.queries.door import pass_for

pytestmark = pytest.mark.django_db(**BOTH)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


def saved(doorway: Doorway, *seats: int, **other: object) -> bytes:
    """Save what An's device wrote down, as its page does."""
    half_day, clock = doorway.half_day.pk, int(NOW.timestamp() * 1000)
    known = {"half_day": half_day, "direction": "in", "method": "scan", "clock": clock, "offset": 0, "code": ""}
    held = pass_for(doorway.point, doorway.clerk, NOW + timedelta(days=40_000))
    file = {
        "kind": "thongsuot-diem-cau",
        "version": 1,
        "point": doorway.point.pk,
        "device": DEVICE,
        "pass": write_pass(held, settings.POINT_KEYS),
        "passages": [{"n": number, "seat": seat, **known} for number, seat in enumerate(seats, start=1)],
        **other,
    }
    return json.dumps(file).encode()


def test_a_file_comes_in_once_also_after_the_device_found_its_network(doorway: Doorway) -> None:
    four = doorway.meeting.four
    doorway.note(doorway.passage(four.an, code=""))
    outcomes = hand_over_queue(saved(doorway, four.an.pk, four.binh.pk), by=four.binh, now=LATER)
    assert [each.said for each in outcomes] == ["kept", "kept"]
    entries = told("conferences.attendance.marked")
    assert [entry.facts["number"] for entry in entries] == [1, 2]
    assert {entry.by.seat for entry in entries} == {doorway.clerk.pk}
    (handed,) = told("points.queue.handed_over")
    assert (handed.by.seat, handed.facts["kept"]) == (four.binh.pk, 2)


def test_what_is_no_queue_or_was_not_signed_here_is_refused(doorway: Doorway) -> None:
    binh = doorway.meeting.four.binh
    for content in (b"{}", b"[", b"\xff", saved(doorway, kind="something else")):
        with expect_refusal("not_a_queue"):
            hand_over_queue(content, by=binh, now=LATER)
    with expect_refusal("point_pass_not_valid"):
        hand_over_queue(saved(doorway, **{"pass": "1.x.y"}), by=binh, now=LATER)


def test_only_who_keeps_the_point_hands_in(doorway: Doorway) -> None:
    with expect_refusal("clerk_only"):
        hand_over_queue(saved(doorway), by=doorway.meeting.four.cuc, now=LATER)


def test_the_page_takes_the_file(doorway: Doorway) -> None:
    client = enter(doorway.meeting.four.binh)
    address = f"/hoi-nghi/{doorway.meeting.conference.pk}/diem-cau/tep/"
    file = SimpleUploadedFile("diem-cau.json", saved(doorway, doorway.meeting.four.an.pk))
    assert client.post(address, {"queue": file}).status_code == 302
    assert len(told("conferences.attendance.marked")) == 1
    assert client.post(address).status_code == 400
