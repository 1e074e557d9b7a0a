"""Join another unit's conference: its roll calls the people, and they count under their own unit."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.conferences.meeting import plan
from tests.conferences.neighbours import Neighbours, make_neighbours
from tests.factories import NOW
from thongsuot.conferences.actions.arranging import join_conference
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Arrangement
from thongsuot.conferences.queries.board import board
from thongsuot.conferences.queries.delegate import todays_conference
from thongsuot.conferences.queries.pages import roll

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def near() -> Neighbours:
    return make_neighbours()


def came(near: Neighbours) -> dict[str, tuple[str, int]]:
    """Give what the ward's board says of each unit: its state, and how many of its own people came."""
    lines = board(near.meeting.drive.pk, near.em, NOW).every
    return {line.duty.organisation.name: (line.state, line.present) for line in lines}


def test_people_who_join_stand_on_the_hosts_roll_and_count_under_their_own_unit(near: Neighbours) -> None:
    near.join()
    meeting = near.meeting
    called = roll(meeting.conference.pk, meeting.half_day.pk, meeting.four.binh, NOW)
    assert {line.seat.pk for line in called.left} == {
        meeting.four.an.pk,
        meeting.four.binh.pk,
        near.giang.pk,
        near.hoa.pk,
    }
    for seat in (meeting.four.an, near.giang, near.hoa):
        meeting.mark(seat, "present")
    assert came(near) == {"Chi bộ Khu phố 3": ("planned", 1), "Chi bộ Khu phố 4": ("joined", 2)}
    (entry,) = told("conferences.conference.joined")
    assert (entry.subject, entry.facts["unit"], entry.by) == (meeting.conference.ref, near.cell.pk, near.giang.actor())
    assert_proven()


def test_a_host_above_does_not_count_the_people_of_who_joined_as_its_own(near: Neighbours) -> None:
    ward = plan_conference(near.meeting.drive.pk, plan=plan(), by=near.em, now=NOW)
    join_conference(ward.pk, by=near.giang, now=NOW)
    own = type(near.meeting)(near.meeting.four, near.meeting.drive, ward)
    client = enter(near.em)
    address = f"/hoi-nghi/{ward.pk}/diem-danh/{own.half_day.pk}/"
    key = page(client, address).split('name="key" value="')[1].split('"')[0]
    client.post(address, {"key": key, "left": [near.em.pk, near.giang.pk, near.hoa.pk], "rest": "present"})
    (line,) = [
        line for line in board(near.meeting.drive.pk, near.meeting.four.cuc, NOW).every if line.state == "planned"
    ]
    assert (line.duty.organisation, line.present) == (near.meeting.four.ward, 1)
    assert came(near)["Chi bộ Khu phố 4"] == ("joined", 2)


def test_a_pass_is_given_to_who_is_called_and_to_nobody_else(near: Neighbours) -> None:
    assert todays_conference(near.hoa, NOW) is None
    near.join()
    assert todays_conference(near.hoa, NOW) == near.meeting.conference
    assert todays_conference(near.em, NOW) is None
    assert todays_conference(near.meeting.four.dung, NOW) is None


def test_who_joined_sees_the_meeting_and_takes_its_check_but_keeps_nothing_of_it(near: Neighbours) -> None:
    meeting, four = near.meeting, near.meeting.four
    question = meeting.ask()
    meeting.draw(question)
    address = f"/hoi-nghi/{meeting.conference.pk}/"
    assert_absent(enter(near.hoa), address)
    near.join()
    client = enter(near.giang)
    with few_queries(13):
        shown = page(client, address)
    assert "Ghi bế mạc" not in shown
    assert four.an.person.full_name not in shown
    assert answer_check(meeting.conference.pk, answers={question.pk: frozenset({0})}, by=near.hoa, now=NOW) == 1
    assert_absent(enter(near.giang), f"{address}diem-danh/{meeting.half_day.pk}/")
    assert "Dự ghép: Chi bộ Khu phố 4" in text_of(page(enter(four.binh), address))


def test_one_unit_has_one_way(near: Neighbours) -> None:
    near.join()
    with expect_refusal("arranged_already"):
        near.join()
    with expect_refusal("arranged_already"):
        near.ask()
    with expect_refusal("arranged_already"):
        plan_conference(near.meeting.drive.pk, plan=plan(), by=near.giang, now=NOW)
    ward = plan_conference(near.meeting.drive.pk, plan=plan(), by=near.em, now=NOW)
    with expect_refusal("planned_already"):
        join_conference(ward.pk, by=near.meeting.four.binh, now=NOW)


def test_only_keepers_join_and_only_what_is_near_and_not_over(near: Neighbours) -> None:
    meeting, four = near.meeting, near.meeting.four
    with expect_refusal("keepers_only"):
        join_conference(meeting.conference.pk, by=near.hoa, now=NOW)
    for stranger in (four.cuc, near.em):
        with pytest.raises(ObjectDoesNotExist):
            join_conference(meeting.conference.pk, by=stranger, now=NOW)
    meeting.end()
    with pytest.raises(ObjectDoesNotExist):
        near.join()


def test_the_secretary_joins_on_a_page_without_javascript(near: Neighbours) -> None:
    client, drive = enter(near.giang), near.meeting.drive
    assert f"/hoi-nghi/dot/{drive.pk}/thay-the/" in page(client, f"/hoi-nghi/dot/{drive.pk}/len-lich/")
    with few_queries():
        offered = page(client, f"/hoi-nghi/dot/{drive.pk}/thay-the/")
    assert "Chi bộ Khu phố 3" in offered
    kept = client.post(f"/hoi-nghi/{near.meeting.conference.pk}/du-ghep/", follow=True).content.decode()
    assert heading_of(kept) == "Đơn vị dự ghép ở Chi bộ Khu phố 3"
    with few_queries():
        listed = text_of(page(client, "/hoi-nghi/"))
    assert "Dự ghép Ở Chi bộ Khu phố 3" in listed
    client = enter(near.em)
    with few_queries():
        above = text_of(page(client, f"/hoi-nghi/dot/{drive.pk}/?tinh-trang=joined"))
    assert "Dự ghép Ở Chi bộ Khu phố 3, đã lên lịch" in above


def test_the_database_itself_keeps_one_word_a_unit_and_that_it_joins_or_asks(near: Neighbours) -> None:
    near.join()
    for wrong in ({"reason": "Bận"}, {"host": None}, {"is_granted": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrangement.objects.update(**wrong)
