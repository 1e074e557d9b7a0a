"""Publish as ordered: the background counts, then lets everything go out in one moment, at its true hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cascade.approval import plan_of
from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, owed, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat, make_unit
from thongsuot.cascade import working
from thongsuot.cascade.actions.drafting import plan_dissemination
from thongsuot.cascade.actions.ordering import cancel_publishing, move_publishing, order_publishing, publish_as_ordered
from thongsuot.cascade.models import Dissemination, PublishOrder, UnitDuty
from thongsuot.cascade.queries.counting import duties_on
from thongsuot.orgs.telling import tell_seats_changed

pytestmark = pytest.mark.django_db(**BOTH)

HOUR = NOW + timedelta(hours=5)
LATER = HOUR + timedelta(hours=30)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    days = {"city": NOW.date() + timedelta(days=9), "ward": NOW.date() + timedelta(days=19)}
    return make_dissemination(four.cuc, published=False, deadlines={**days, "cell": days["ward"]})


@pytest.fixture
def order(four: Four, draft: Dissemination) -> PublishOrder:
    return order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)


def at(moment: datetime) -> Any:
    return lambda: moment


def fresh(order: PublishOrder) -> PublishOrder:
    return PublishOrder.objects.select_related("dissemination").get(pk=order.pk)


def test_at_its_hour_it_goes_out_in_the_name_of_who_ordered_it(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    working.carry_out(order.pk, at(HOUR))
    done = fresh(order)
    assert (done.state, done.units, done.ended_at) == ("done", 4, HOUR)
    assert (done.dissemination.published_at, done.dissemination.published_by) == (HOUR, four.cuc.pk)
    (entry,) = told("cascade.dissemination.published")
    assert (entry.by, entry.at, entry.facts["units"]) == (four.cuc.actor(), HOUR, 4)
    assert owed(draft)[four.city.name] == (1, 4)
    assert_proven()


def test_before_its_hour_nothing_happens_and_afterwards_only_once(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    working.carry_out(order.pk, at(HOUR - timedelta(seconds=1)))
    assert fresh(order).state == "waiting"
    for moment in (HOUR, LATER):
        working.carry_out(order.pk, at(moment))
    assert (fresh(order).ended_at, len(told("cascade.dissemination.published"))) == (HOUR, 1)


def test_a_server_that_was_off_publishes_when_it_is_back_with_the_true_time(order: PublishOrder) -> None:
    working.carry_out(order.pk, at(LATER))
    (entry,) = told("cascade.dissemination.published")
    assert (entry.at, fresh(order).dissemination.published_at) == (LATER, LATER)
    assert set(UnitDuty.objects.values_list("since", flat=True)) == {LATER.date()}


def test_a_server_that_died_at_work_begins_again_and_leaves_nothing_twice(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    PublishOrder.objects.filter(pk=order.pk).update(state="at_work", phase="writing", units=4)
    working.carry_out(order.pk, at(LATER))
    assert (fresh(order).state, draft.duties.count()) == ("done", 4)


def test_when_its_days_have_passed_meanwhile_nothing_goes_out_and_the_office_reads_why(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    working.carry_out(order.pk, at(NOW + timedelta(days=12)))
    refused = fresh(order)
    assert (refused.state, refused.dissemination.published_at, draft.duties.count()) == ("refused", None, 0)
    cuc = enter(four.cuc)
    words = text_of(page(cuc, f"/quan-triet/{draft.pk}/"))
    assert "không thành, chưa đơn vị nào nhận việc" in words
    assert "Có hạn đã qua." in words
    assert "Có hạn đã qua." in text_of(page(cuc, f"/quan-triet/{draft.pk}/ban-hanh/"))


def test_an_old_hour_passes_without_effect_after_it_was_moved_or_cancelled(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    move_publishing(draft.pk, at=LATER, by=four.cuc, now=NOW)
    working.carry_out(order.pk, at(HOUR))
    assert fresh(order).state == "waiting"
    cancel_publishing(draft.pk, by=four.cuc, now=NOW)
    working.carry_out(order.pk, at(LATER))
    assert (fresh(order).state, draft.duties.count(), told("cascade.dissemination.published")) == ("cancelled", 0, [])


def test_cancelled_while_people_are_counted_nothing_goes_out(
    four: Four, draft: Dissemination, order: PublishOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted(*_args: Any) -> list[UnitDuty]:
        cancel_publishing(draft.pk, by=four.cuc, now=HOUR)
        return duties_on(draft, HOUR.date())

    monkeypatch.setattr(working, "duties_on", counted)
    working.carry_out(order.pk, at(HOUR))
    assert (fresh(order).state, draft.duties.count()) == ("cancelled", 0)


def test_people_who_come_while_it_is_counted_are_counted_too(
    four: Four, draft: Dissemination, order: PublishOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted(drive: Dissemination, day: Any) -> list[UnitDuty]:
        duties = duties_on(drive, day)
        if not four.other_ward.children.exists():
            make_seat(unit=make_unit(parent=four.other_ward))
            tell_seats_changed([four.city.pk], subject=four.city.ref, by=four.cuc.actor(), now=HOUR)
        return duties

    monkeypatch.setattr(working, "duties_on", counted)
    working.carry_out(order.pk, at(HOUR))
    assert (fresh(order).state, fresh(order).units, owed(draft)[four.city.name]) == ("done", 5, (1, 5))


def test_where_people_never_stop_changing_it_gives_up_with_a_sentence(
    draft: Dissemination, order: PublishOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted(drive: Dissemination, day: Any) -> list[UnitDuty]:
        PublishOrder.objects.filter(pk=order.pk).update(is_stale=True)
        return duties_on(drive, day)

    monkeypatch.setattr(working, "duties_on", counted)
    working.carry_out(order.pk, at(HOUR))
    assert (fresh(order).state, draft.duties.count()) == ("refused", 0)
    assert "đang thay đổi" in fresh(order).answer


def test_what_nobody_foresaw_is_said_and_raised(
    draft: Dissemination, order: PublishOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> list[UnitDuty]:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(working, "duties_on", broken)
    with pytest.raises(RuntimeError, match="the disk is gone"):
        working.carry_out(order.pk, at(HOUR))
    assert "Máy chủ gặp lỗi" in fresh(order).answer


def test_duties_counted_yesterday_do_not_go_out_today(four: Four, draft: Dissemination, order: PublishOrder) -> None:
    PublishOrder.objects.filter(pk=order.pk).update(state="at_work")
    duties = duties_on(fresh(order).dissemination, HOUR.date())
    same = publish_as_ordered(order.pk, duties=duties, by=four.cuc, now=LATER)
    assert (same.state, draft.duties.count()) == ("at_work", 0)


def test_the_page_tells_what_is_being_done_and_asks_again_by_itself(
    four: Four, draft: Dissemination, order: PublishOrder
) -> None:
    PublishOrder.objects.filter(pk=order.pk).update(state="at_work", phase="writing", units=53_356)
    cuc, address = enter(four.cuc), f"/quan-triet/{draft.pk}/ban-hanh/"
    html = page(cuc, address)
    assert heading_of(html) == "Đang ban hành, chưa đơn vị nào thấy"
    assert "53.356 đơn vị" in text_of(html)
    part = cuc.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="moving" hx-get=')
    assert "<html" not in part
    working.carry_out(order.pk, at(HOUR))
    assert cuc.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert heading_of(page(cuc, address)) == "Đã ban hành lúc 14:00 23/11/2026 cho 4 đơn vị"


def test_nobody_sees_anything_of_it_before_it_is_done(four: Four, draft: Dissemination, order: PublishOrder) -> None:
    PublishOrder.objects.filter(pk=order.pk).update(state="at_work")
    assert enter(four.an).get(f"/quan-triet/{draft.pk}/").status_code == 404
    with expect_refusal("already_ordered"):
        plan_dissemination(draft.pk, plan=plan_of(draft), by=four.cuc, now=NOW)
