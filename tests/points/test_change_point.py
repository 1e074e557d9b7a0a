"""Change a point: another clerk, another room; who was noted there stays noted."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW
from tests.points.doorway import Doorway, make_doorway
from thongsuot.points.actions.placing import PointPlan, change_point

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


def test_a_point_gets_another_clerk_and_the_ledger_says_so(doorway: Doorway) -> None:
    four = doorway.meeting.four
    plan = PointPlan("Hội trường A", "Tầng 3", 80, four.binh.pk)
    changed = change_point(doorway.point.pk, plan=plan, by=four.binh, now=NOW)
    assert (changed.place, changed.capacity, changed.clerk) == ("Tầng 3", 80, four.binh)
    assert told("points.point.changed")[0].facts["clerk"] == four.binh.pk


def test_the_clerk_does_not_change_the_own_point(doorway: Doorway) -> None:
    with expect_refusal("keepers_only"):
        change_point(doorway.point.pk, plan=PointPlan("Kho"), by=doorway.clerk, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        change_point(doorway.point.pk, plan=PointPlan("Kho"), by=doorway.meeting.four.cuc, now=NOW)


def test_the_form_shows_what_is_set_and_keeps_what_was_typed(doorway: Doorway) -> None:
    client, address = enter(doorway.meeting.four.binh), f"/diem-cau/{doorway.point.pk}/sua/"
    assert 'value="an"' in page(client, address)
    assert client.post(address, {"name": "Hội trường B", "username": ""}).status_code == 302
    doorway.point.refresh_from_db()
    assert (doorway.point.name, doorway.point.clerk) == ("Hội trường B", None)
