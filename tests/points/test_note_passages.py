"""Note passages: what a door's device wrote down comes in once, late, again or in any order."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.cascade.doors import enter, few_queries, heading_of, hidden, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.factories import NOW
from tests.points.doorway import DEVICE, Doorway, card_of, make_doorway, make_point
from thongsuot.conferences.queries.figures import presences, standing
from thongsuot.ledger.models import SeatState
from thongsuot.points import keys
from thongsuot.points.actions.noting import note_passages
from thongsuot.points.queries.door import pass_for
from thongsuot.points.queries.roster import Whom, called_of

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


def states(doorway: Doorway) -> set[tuple[int, str, str]]:
    held = SeatState.objects.in_scope(doorway.meeting.conference.ref)
    return set(held.values_list("seat", "step", "status"))


def test_whoever_passes_is_present_at_the_point_by_that_means(doorway: Doorway) -> None:
    an, point = doorway.meeting.four.an, doorway.point.pk
    (outcome,) = doorway.note(doorway.passage(an, at=NOW))
    assert outcome.said == "kept"
    assert states(doorway) == {
        (an.pk, "attended", "present"),
        (an.pk, f"point_{point}", "seen"),
        (an.pk, "by_scan", "seen"),
        (an.pk, "inside", "in"),
    }
    (entry,) = told("conferences.attendance.marked")
    assert (entry.facts["device"], entry.facts["number"], entry.facts["direction"]) == (DEVICE, 1, "in")
    assert_proven()


def test_who_went_out_is_still_one_who_came(doorway: Doorway) -> None:
    an = doorway.meeting.four.an
    doorway.note(doorway.passage(an, "in"), doorway.passage(an, "out", NOW + timedelta(minutes=50)))
    (only,) = presences(doorway.meeting.conference, standing(doorway.meeting.conference))
    assert (only.present, only.expected) == (1, 2)
    assert (an.pk, "inside", "out") in states(doorway)


def test_a_batch_fetches_whom_it_names_and_nobody_else(doorway: Doorway) -> None:
    four, batch = doorway.meeting.four, [doorway.passage(doorway.meeting.four.an)]
    whom = Whom({one.seat for one in batch if one.seat}, set())
    assert [seat for seat, _person, _path in called_of(doorway.point, NOW.date(), whom)] == [four.an.pk]
    by_card = called_of(doorway.point, NOW.date(), Whom(set(), {four.binh.person_id}))
    assert [seat for seat, _person, _path in by_card] == [four.binh.pk]


def test_the_same_queue_brought_again_two_days_late_and_backwards_changes_nothing(doorway: Doorway) -> None:
    four = doorway.meeting.four
    queue = [doorway.passage(four.an), doorway.passage(four.binh), doorway.passage(four.an, "out")]
    doorway.note(*queue)
    before, kept = told_in_all(), states(doorway)
    doorway.note(*reversed(queue), now=NOW + timedelta(days=2))
    assert (told_in_all(), states(doorway)) == (before, kept)


def test_a_card_that_the_list_does_not_know_is_found_out_at_merging(doorway: Doorway) -> None:
    card = card_of(doorway.meeting.four.binh)
    link = f"https://thongsuot.example/vao/{card.text}/"
    (outcome,) = doorway.note(doorway.passage(None, code=link))
    assert outcome.said == "kept"
    assert (doorway.meeting.four.binh.pk, "attended", "present") in states(doorway)
    assert card.text not in told("conferences.attendance.marked")[0].body.decode()


def test_whoever_cannot_be_told_or_was_not_called_is_set_aside_and_not_lost(doorway: Doorway) -> None:
    stranger = card_of(doorway.meeting.four.dung)
    said = doorway.note(doorway.passage(None, code="ABCD"), doorway.passage(None, code=stranger.text))
    assert [each.said for each in said] == ["aside", "aside"]
    first, second = told("points.passage.unmatched")
    assert (first.facts["person"], second.facts["person"]) == (None, stranger.person_id)
    assert "ABCD" not in first.body.decode()
    assert states(doorway) == set()


def test_another_passage_under_a_number_that_is_taken_is_kept_as_well(doorway: Doorway) -> None:
    four = doorway.meeting.four
    doorway.note(doorway.passage(four.an, n=7))
    clash = doorway.passage(four.binh, n=7)
    doorway.note(clash)
    doorway.note(clash)
    first, second = told("conferences.attendance.marked")
    assert "again" not in first.facts
    assert second.facts["again"] is True
    assert {seat for seat, step, _status in states(doorway) if step == "attended"} == {four.an.pk, four.binh.pk}


def test_a_clock_a_year_ahead_does_not_outlast_what_the_clerk_says_later(doorway: Doorway) -> None:
    an = doorway.meeting.four.an
    doorway.note(doorway.passage(an, at=NOW + timedelta(days=365)), now=NOW)
    doorway.meeting.mark(an, "absent", now=NOW + timedelta(minutes=5))
    assert (an.pk, "attended", "absent") in states(doorway)


def test_the_offset_of_a_slow_phone_is_added_back(doorway: Doorway) -> None:
    slow = doorway.passage(doorway.meeting.four.an, at=NOW - timedelta(minutes=90), offset=90 * 60)
    doorway.note(slow)
    (entry,) = told("conferences.attendance.marked")
    assert entry.derived["noted_at"] == NOW.isoformat(timespec="seconds")


def test_a_report_that_went_out_does_not_make_late_devices_lose_anything(doorway: Doorway) -> None:
    doorway.meeting.end()
    conference = doorway.meeting.conference
    conference.refresh_from_db()
    doorway.note(doorway.passage(doorway.meeting.four.an), now=NOW + timedelta(days=2))
    assert len(told("conferences.attendance.marked")) == 1


def test_a_pass_writes_at_its_own_point_while_it_lasts(doorway: Doorway) -> None:
    other = make_point(doorway.meeting, "Hội trường B")
    queue = [doorway.passage(doorway.meeting.four.an)]
    with expect_refusal("point_pass_not_valid"):
        note_passages(other.pk, passages=queue, by=doorway.held, now=NOW)
    with expect_refusal("point_pass_not_valid"):
        doorway.note(*queue, now=NOW + timedelta(days=32))


def test_a_half_day_that_is_not_of_the_conference_is_refused(doorway: Doorway) -> None:
    with expect_refusal("half_day_gone"):
        doorway.note(doorway.passage(doorway.meeting.four.an, half_day=999_999))


def sent(doorway: Doorway, *numbers: int) -> dict[str, str]:
    clock = int(NOW.timestamp() * 1000)
    seat, half_day = doorway.meeting.four.an.pk, doorway.half_day.pk
    known = {"half_day": half_day, "direction": "in", "method": "typed", "clock": clock, "offset": 0, "seat": seat}
    queue = json.dumps([{"n": number, **known} for number in numbers])
    return {"device": DEVICE, "passages": queue, **signed(doorway)}


def signed(doorway: Doorway) -> dict[str, str]:
    held = pass_for(doorway.point, doorway.clerk, NOW + timedelta(days=40_000))
    return {"pass": keys.write_pass(held, settings.POINT_KEYS)}


def test_a_device_brings_its_queue_by_pass_alone(doorway: Doorway) -> None:
    address, stranger = f"/diem-cau/{doorway.point.pk}/gop/", Client()
    body = sent(doorway, 1, 2)
    answer = stranger.post(address, body)
    assert answer.json()["kept"] == {"1": "kept", "2": "kept"}
    doorway.point.refresh_from_db()
    assert doorway.point.seen_at is not None
    without = stranger.post(address, {**body, "pass": "1.x.y"})
    assert without.status_code == 403
    garbled = stranger.post(address, {**body, "passages": "["})
    assert garbled.status_code == 400
    endless = stranger.post(address, sent(doorway, *range(61)))
    assert endless.status_code == 409


def test_the_page_without_script_takes_a_code_and_counts(doorway: Doorway) -> None:
    client, address = enter(doorway.clerk), f"/diem-cau/{doorway.point.pk}/"
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "Hội trường A"
    card, form = card_of(doorway.meeting.four.binh), f"{address}ghi/"
    typed = {"code": card.text, "half_day": doorway.half_day.pk, "direction": "in", "key": hidden(shown, "key", form)}
    assert client.post(form, typed).status_code == 302
    assert client.post(form, typed).status_code == 302
    assert len(told("conferences.attendance.marked")) == 1
    assert "Đã đến 1 người, đang trong phòng 1" in text_of(page(client, address))


def test_only_the_clerk_and_keepers_open_the_door(doorway: Doorway) -> None:
    address = f"/diem-cau/{doorway.point.pk}/"
    assert page(enter(doorway.meeting.four.binh), address)
    page(enter(doorway.meeting.four.cuc), address, status=403)
    page(enter(doorway.meeting.four.dung), address, status=404)
