"""Shut a lost device out: at once, by who may change the point; what it has not sent comes in by a person's hand."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.points.doorway import DEVICE, Doorway, make_doorway
from thongsuot.points.actions.devices import end_device
from thongsuot.points.actions.noting import note_passages, take_roster
from thongsuot.points.actions.settling import hand_over_queue
from thongsuot.points.keys import read_pass
from thongsuot.points.models import PointDevice

pytestmark = pytest.mark.django_db(**BOTH)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


def taken(doorway: Doorway, device: str = DEVICE) -> str:
    return str(take_roster(doorway.point.pk, device=device, by=doorway.clerk, now=NOW)["pass"])


def test_a_device_shut_out_takes_no_list_and_brings_nothing_while_another_goes_on(
    doorway: Doorway, settings: object
) -> None:
    four = doorway.meeting.four
    lost, other = (read_pass(taken(doorway, name), settings.POINT_KEYS) for name in (DEVICE, "may-khac"))
    assert lost is not None
    assert other is not None
    end_device(lost.device, by=four.binh, now=NOW)
    again = end_device(lost.device, by=four.binh, now=LATER)
    assert (again.ended_at, len(told("points.device.ended"))) == (NOW, 1)
    with expect_refusal("device_ended"):
        note_passages(doorway.point.pk, passages=[doorway.passage(four.an)], by=lost, now=LATER)
    with expect_refusal("device_ended"):
        taken(doorway)
    (outcome,) = note_passages(doorway.point.pk, passages=[doorway.passage(four.an)], by=other, now=LATER)
    assert outcome.said == "kept"
    assert_proven()


def test_only_who_may_change_the_point_shuts_a_device_out(doorway: Doorway) -> None:
    taken(doorway)
    device = PointDevice.objects.get()
    for who in (doorway.clerk, doorway.meeting.four.cuc, doorway.meeting.four.dung):
        with pytest.raises(ObjectDoesNotExist):
            end_device(device.pk, by=who, now=NOW)


def test_what_it_had_not_sent_comes_in_as_a_file_and_the_record_says_whose(doorway: Doorway) -> None:
    signed, four = taken(doorway), doorway.meeting.four
    end_device(PointDevice.objects.get().pk, by=four.binh, now=NOW)
    passage = {"n": 1, "half_day": doorway.half_day.pk, "direction": "in", "method": "scan", "seat": four.an.pk}
    queue = {"kind": "thongsuot-diem-cau", "version": 1, "point": doorway.point.pk, "device": DEVICE, "pass": signed}
    passages = [{**passage, "clock": int(NOW.timestamp() * 1000)}]
    (outcome,) = hand_over_queue(json.dumps({**queue, "passages": passages}).encode(), by=four.binh, now=LATER)
    assert outcome.said == "kept"
    assert told("points.queue.handed_over")[0].facts == {"passages": 1, "kept": 1, "shut_out": True}


def test_a_device_is_one_row_however_often_it_opens_the_page_and_its_last_sign_of_life_is_kept(
    doorway: Doorway, settings: object
) -> None:
    taken(doorway)
    held = read_pass(taken(doorway), settings.POINT_KEYS)
    assert held is not None
    note_passages(doorway.point.pk, passages=[doorway.passage(doorway.meeting.four.an)], by=held, now=LATER)
    assert [(each.name, each.taken_at, each.seen_at) for each in PointDevice.objects.all()] == [(DEVICE, NOW, LATER)]


def test_the_page_lists_devices_and_the_device_hears_that_it_is_gone(doorway: Doorway) -> None:
    clerk, keeper = enter(doorway.clerk), enter(doorway.meeting.four.binh)
    signed = clerk.get(f"/diem-cau/{doorway.point.pk}/danh-sach/?may={DEVICE}").json()["pass"]
    address = f"/diem-cau/{doorway.point.pk}/sua/"
    assert "Ngắt máy" in text_of(page(keeper, address))
    device = PointDevice.objects.get()
    assert clerk.post(f"/diem-cau/may/{device.pk}/ngat/").status_code == 404
    assert keeper.post(f"/diem-cau/may/{device.pk}/ngat/").status_code == 302
    assert "đã ngắt" in text_of(page(keeper, address))
    assert clerk.get(f"/diem-cau/{doorway.point.pk}/danh-sach/?may={DEVICE}").status_code == 410
    passage = {"n": 1, "half_day": doorway.half_day.pk, "direction": "in", "method": "scan", "seat": doorway.clerk.pk}
    body = {"pass": signed, "device": DEVICE, "passages": json.dumps([{**passage, "clock": 1}])}
    assert Client().post(f"/diem-cau/{doorway.point.pk}/gop/", body).status_code == 410
