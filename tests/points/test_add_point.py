"""Add a point: a place from which a conference is followed, with its own clerk, seats and count."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.conferences.neighbours import make_neighbours
from tests.factories import NOW
from tests.points.doorway import make_point
from thongsuot.points.actions.placing import PointPlan, add_point
from thongsuot.points.models import ConnectingPoint

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_a_point_is_added_with_its_clerk_and_told_to_the_ledger(meeting: Meeting) -> None:
    point = make_point(meeting, " Nhà văn hóa ", capacity=120, clerk=meeting.four.an.pk)
    assert (point.name, point.capacity, point.clerk, point.position) == ("Nhà văn hóa", 120, meeting.four.an, 0)
    (entry,) = told("points.point.added")
    assert entry.facts["clerk"] == meeting.four.an.pk
    assert make_point(meeting, "Hội trường B").position == 1


def test_two_points_of_one_conference_have_two_names(meeting: Meeting) -> None:
    make_point(meeting, "Nhà văn hóa")
    with expect_refusal("point_named_twice"):
        make_point(meeting, "nhà VĂN HÓA")
    with expect_refusal("point_unnamed"):
        make_point(meeting, "  ")


def test_the_clerk_comes_from_the_units_that_are_called(meeting: Meeting) -> None:
    with pytest.raises(ObjectDoesNotExist):
        make_point(meeting, "Nhà văn hóa", clerk=meeting.four.dung.pk)


def test_a_member_cannot_add_a_point_and_a_stranger_sees_no_conference(meeting: Meeting) -> None:
    four = meeting.four
    with expect_refusal("keepers_only"):
        add_point(meeting.conference.pk, plan=PointPlan("A"), by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        add_point(meeting.conference.pk, plan=PointPlan("A"), by=four.cuc, now=NOW)


def test_a_unit_that_joined_adds_a_point_for_its_own_people() -> None:
    neighbours = make_neighbours()
    neighbours.join()
    conference = neighbours.meeting.conference
    point = add_point(conference.pk, plan=PointPlan("Nhà của Giang"), by=neighbours.giang, now=NOW)
    assert list(point.units.all()) == [neighbours.cell]
    assert ConnectingPoint.objects.kept_by(neighbours.meeting.four.binh).filter(pk=point.pk).exists()


def test_the_page_lists_the_points_and_takes_one_more(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/diem-cau/"
    assert heading_of(page(client, address)) == "Chưa có điểm cầu"
    said = client.post(address, {"name": "Nhà văn hóa", "username": "an", "capacity": "120"})
    assert said.status_code == 302
    with few_queries():
        told_page = page(client, address)
    assert heading_of(told_page) == "1 điểm cầu"
    assert "Trần Văn An" in told_page
    wrong = client.post(address, {"name": "Kho", "username": "ai-do"}).content.decode()
    assert "Không có ai đang giữ vị trí" in text_of(wrong)


def test_above_the_unit_the_point_is_seen_without_its_clerks_name(meeting: Meeting) -> None:
    make_point(meeting, "Nhà văn hóa", clerk=meeting.four.an.pk)
    told_page = page(enter(meeting.four.cuc), f"/hoi-nghi/{meeting.conference.pk}/diem-cau/")
    assert "Nhà văn hóa" in told_page
    assert "Trần Văn An" not in told_page
