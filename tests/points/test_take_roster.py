"""Take the roster: what a device knows for the hours without network, and what it never knows."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.cascade.doors import enter, few_queries
from tests.cascade.told import BOTH, told
from tests.conferences.neighbours import make_neighbours
from tests.factories import NOW, make_person, make_seat
from tests.points.doorway import Doorway, card_of, make_doorway
from thongsuot.kernel.clock import end_of
from thongsuot.people import codes
from thongsuot.points.actions.noting import take_roster
from thongsuot.points.actions.placing import PointPlan, add_point
from thongsuot.points.keys import digest

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


def test_the_list_knows_people_by_digests_of_their_codes_and_no_code(doorway: Doorway) -> None:
    four = doorway.meeting.four
    card = card_of(four.an)
    taken = take_roster(doorway.point.pk, by=doorway.clerk, now=NOW)
    by_seat = {row[0]: row for row in taken["people"]}
    whole, tail = by_seat[four.an.pk][3:]
    letters = codes.tidied(card.text)
    assert whole == [digest(taken["salt"], letters)]
    assert tail == [digest(taken["salt"], letters[-4:])]
    assert letters not in json.dumps(taken).replace("-", "")
    assert by_seat[four.binh.pk][3] == []
    assert told("points.roster.taken")[0].facts["people"] == 2


def test_the_list_ends_with_the_conference_and_another_point_has_another_salt(doorway: Doorway) -> None:
    taken = take_roster(doorway.point.pk, by=doorway.clerk, now=NOW)
    assert taken["ends"] == int(end_of(NOW.date()).timestamp() * 1000)
    meeting = doorway.meeting
    second = add_point(meeting.conference.pk, plan=PointPlan("B"), by=meeting.four.binh, now=NOW)
    assert take_roster(second.pk, by=meeting.four.binh, now=NOW)["salt"] != taken["salt"]


def test_a_point_of_one_unit_takes_only_the_people_of_that_unit() -> None:
    neighbours = make_neighbours()
    neighbours.join()
    point = add_point(neighbours.meeting.conference.pk, plan=PointPlan("A"), by=neighbours.giang, now=NOW)
    taken = take_roster(point.pk, by=neighbours.giang, now=NOW)
    assert {row[0] for row in taken["people"]} == {neighbours.giang.pk, neighbours.hoa.pk}


def test_a_list_of_hundreds_asks_as_often_as_a_list_of_two(doorway: Doorway) -> None:
    for at in range(200):
        card_of(make_seat(make_person(f"Người {at}"), doorway.meeting.four.cell))
    client = enter(doorway.clerk)
    with few_queries(20):
        answer = client.get(f"/diem-cau/{doorway.point.pk}/danh-sach/")
    assert len(answer.json()["people"]) == 202


def test_who_is_inside_already_goes_along(doorway: Doorway) -> None:
    four = doorway.meeting.four
    doorway.note(doorway.passage(four.binh), doorway.passage(four.an), doorway.passage(four.an, "out"))
    taken = take_roster(doorway.point.pk, by=doorway.clerk, now=NOW + timedelta(minutes=1))
    assert taken["inside"] == {str(doorway.half_day.pk): {four.binh.pk: "in", four.an.pk: "out"}}
