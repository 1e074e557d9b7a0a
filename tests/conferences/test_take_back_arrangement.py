"""Take back joining or asking: the unit chooses anew, until its people were marked where it joined."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, heading_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import plan
from tests.conferences.neighbours import Neighbours, make_neighbours
from tests.factories import NOW
from thongsuot.conferences.actions.arranging import take_back_arrangement
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Arrangement
from thongsuot.conferences.queries.delegate import todays_conference

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def near() -> Neighbours:
    return make_neighbours()


def test_what_was_taken_back_leaves_the_unit_free_to_plan(near: Neighbours) -> None:
    near.join()
    take_back_arrangement(near.meeting.drive.pk, by=near.giang, now=NOW)
    assert todays_conference(near.hoa, NOW) is None
    assert plan_conference(near.meeting.drive.pk, plan=plan(), by=near.giang, now=NOW).state == "planned"
    (entry,) = told("conferences.arrangement.taken_back")
    assert (entry.facts["state"], entry.facts["host"]) == ("joined", near.meeting.conference.pk)


def test_nobody_leaves_a_conference_at_which_their_people_were_marked(near: Neighbours) -> None:
    near.join()
    near.meeting.mark(near.meeting.four.an, "present")
    near.meeting.mark(near.hoa, "present")
    with expect_refusal("conference_begun"):
        take_back_arrangement(near.meeting.drive.pk, by=near.giang, now=NOW)


def test_only_keepers_take_back_and_only_their_own_units_word(near: Neighbours) -> None:
    near.ask()
    with expect_refusal("keepers_only"):
        take_back_arrangement(near.meeting.drive.pk, by=near.hoa, now=NOW)
    for other in (near.em, near.meeting.four.binh):
        with pytest.raises(ObjectDoesNotExist):
            take_back_arrangement(near.meeting.drive.pk, by=other, now=NOW)


def test_the_secretary_takes_it_back_on_the_page(near: Neighbours) -> None:
    near.ask()
    address = f"/hoi-nghi/dot/{near.meeting.drive.pk}/rut-lai/"
    after = enter(near.giang).post(address, follow=True).content.decode()
    assert heading_of(after) == "Đơn vị không họp riêng thì làm gì"
    assert not Arrangement.objects.exists()
