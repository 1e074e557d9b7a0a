"""Ask to be excused: a unit says why it holds no conference, and waits for the unit above."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.neighbours import Neighbours, make_neighbours
from tests.factories import NOW
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.conferences.actions.arranging import ask_excuse
from thongsuot.conferences.models import Arrangement

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def near() -> Neighbours:
    return make_neighbours()


def test_what_was_asked_is_kept_and_its_reason_stands_outside_of_the_entry(near: Neighbours) -> None:
    kept = near.ask("  Cả chi bộ đi trực.  ")
    assert (kept.state, kept.reason, kept.said_by) == ("asked", "Cả chi bộ đi trực.", near.giang.pk)
    (entry,) = told("conferences.excuse.asked")
    assert (entry.subject, entry.facts) == (kept.ref, {"dissemination": near.meeting.drive.pk})


def test_asking_without_a_reason_or_with_an_endless_one_is_refused(near: Neighbours) -> None:
    with expect_refusal("reason_missing"):
        near.ask("   ")
    with expect_refusal("reason_long"):
        near.ask("a" * 501)


def test_only_keepers_ask_and_not_those_who_began_the_drive_or_hold_a_conference(near: Neighbours) -> None:
    drive, four = near.meeting.drive.pk, near.meeting.four
    for seat, code in ((near.hoa, "keepers_only"), (four.cuc, "own_drive"), (four.binh, "planned_already")):
        with expect_refusal(code):
            ask_excuse(drive, reason="Bận", by=seat, now=NOW)
    close_dissemination(drive, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        near.ask()


def test_a_unit_that_the_drive_asks_nothing_of_asks_nothing_either(near: Neighbours) -> None:
    near.meeting.drive.duties.filter(organisation=near.cell).delete()
    with pytest.raises(ObjectDoesNotExist):
        near.ask()


def test_the_secretary_asks_on_a_page_and_the_ward_finds_it_waiting(near: Neighbours) -> None:
    client, drive = enter(near.giang), near.meeting.drive
    sent = {"reason": "Chi bộ chỉ có ba người."}
    kept = client.post(f"/hoi-nghi/dot/{drive.pk}/xin-mien/", sent, follow=True).content.decode()
    assert heading_of(kept) == "Đã xin miễn, đơn vị cấp trên chưa trả lời"
    above = enter(near.em)
    assert "Một đơn vị xin miễn, chờ trả lời" in text_of(page(above, "/hoi-nghi/"))
    with few_queries():
        waiting = text_of(page(above, f"/hoi-nghi/dot/{drive.pk}/?tinh-trang=asked"))
    assert "Chi bộ chỉ có ba người." in waiting
    assert "Chi bộ Khu phố 3" not in waiting
    assert Arrangement.objects.get().organisation == near.cell
