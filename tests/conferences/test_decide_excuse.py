"""Grant or refuse what a unit below asked: a refusal says why, and leaves the unit free to plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import plan
from tests.conferences.neighbours import Neighbours, make_neighbours
from tests.factories import NOW
from thongsuot.conferences.actions.arranging import decide_excuse
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Arrangement
from thongsuot.conferences.queries.board import board

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def near() -> Neighbours:
    return make_neighbours()


def test_who_is_excused_is_settled_and_called_by_nobody(near: Neighbours) -> None:
    asked = near.ask()
    kept = decide_excuse(asked.pk, is_granted=True, by=near.em, now=NOW)
    assert (kept.state, kept.decided_by) == ("excused", near.em.pk)
    shown = board(near.meeting.drive.pk, near.em, NOW)
    assert (shown.settled, shown.to_call) == (1, 0)
    (entry,) = told("conferences.excuse.decided")
    assert entry.facts == {"dissemination": near.meeting.drive.pk, "unit": near.cell.pk, "granted": True}


def test_a_refusal_says_why_and_the_unit_plans_or_asks_again(near: Neighbours) -> None:
    asked = near.ask()
    with expect_refusal("reason_missing"):
        decide_excuse(asked.pk, is_granted=False, answer=" ", by=near.em, now=NOW)
    decide_excuse(asked.pk, is_granted=False, answer="Họp buổi tối được.", by=near.em, now=NOW)
    told_why = page(enter(near.giang), f"/hoi-nghi/dot/{near.meeting.drive.pk}/thay-the/")
    assert heading_of(told_why) == "Cấp trên trả lời: đơn vị vẫn phải họp"
    assert "Họp buổi tối được." in told_why
    assert near.ask("Hội trường hỏng.").state == "asked"
    decide_excuse(asked.pk, is_granted=False, answer="Dùng nhà văn hóa.", by=near.em, now=NOW)
    assert plan_conference(near.meeting.drive.pk, plan=plan(), by=near.giang, now=NOW).state == "planned"


def test_only_keepers_of_the_unit_directly_above_decide_and_only_once(near: Neighbours) -> None:
    asked = near.ask()
    with expect_refusal("keepers_only"):
        decide_excuse(asked.pk, is_granted=True, by=near.hoa, now=NOW)
    for other in (near.giang, near.meeting.four.binh, near.meeting.four.cuc):
        with pytest.raises(ObjectDoesNotExist):
            decide_excuse(asked.pk, is_granted=True, by=other, now=NOW)
    decide_excuse(asked.pk, is_granted=True, by=near.em, now=NOW)
    with expect_refusal("excuse_decided"):
        decide_excuse(asked.pk, is_granted=False, answer="Đổi ý.", by=near.em, now=NOW)


def test_the_ward_decides_on_its_board_without_javascript(near: Neighbours) -> None:
    asked, client = near.ask(), enter(near.em)
    address = f"/hoi-nghi/dot/{near.meeting.drive.pk}/"
    assert f"/hoi-nghi/xin-mien/{asked.pk}/" in page(client, address)
    after = client.post(f"/hoi-nghi/xin-mien/{asked.pk}/", {"decision": "grant"}, follow=True).content.decode()
    assert heading_of(after) == "1 / 2 đơn vị đã xong phần hội nghị"
    assert "Được miễn" in text_of(after)


def test_the_board_names_whom_to_call_of_units_that_did_not_plan_or_report(near: Neighbours) -> None:
    client, address = enter(near.em), f"/hoi-nghi/dot/{near.meeting.drive.pk}/"
    assert 'href="tel:02363000004"' in page(client, f"{address}?tinh-trang=call")
    assert [line.state for line in board(near.meeting.drive.pk, near.em, NOW, "call").lines] == ["none"]
    later = board(near.meeting.drive.pk, near.em, NOW + timedelta(days=2)).every
    assert {line.state: line.is_to_call for line in later} == {"none": True, "planned": True}
    near.ask()
    assert "tel:02363000004" not in page(client, address)


def test_the_database_itself_keeps_no_refusal_without_words(near: Neighbours) -> None:
    near.ask()
    for wrong in ({"is_granted": False}, {"decided_at": NOW, "decided_by": 1, "is_granted": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrangement.objects.update(**wrong)
