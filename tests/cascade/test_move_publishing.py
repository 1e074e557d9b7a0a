"""Move: what is to go out at an hour goes out at another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.cascade.doors import enter, heading_of, page
from tests.cascade.test_order_publishing import current, weekday_at
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.ordering import move_publishing, order_publishing
from thongsuot.cascade.models import Dissemination, PublishOrder
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

HOUR, OTHER = NOW + timedelta(hours=5), NOW + timedelta(hours=7)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    draft = make_dissemination(four.cuc, published=False)
    order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    return draft


def test_the_new_hour_is_kept_and_recorded(four: Four, draft: Dissemination) -> None:
    order = move_publishing(draft.pk, at=OTHER, by=four.cuc, now=NOW)
    assert (order.due_at, order.state) == (OTHER, "waiting")
    (entry,) = told("cascade.publishing.moved")
    assert entry.facts == {"order": order.pk, "due_at": OTHER.isoformat()}


@pytest.mark.parametrize(("hours", "code"), [(0, "hour_past"), (24 * 20, "deadline_past")])
def test_it_moves_only_to_an_hour_at_which_it_could_go_out(
    four: Four, draft: Dissemination, hours: int, code: str
) -> None:
    with expect_refusal(code):
        move_publishing(draft.pk, at=NOW + timedelta(hours=hours), by=four.cuc, now=NOW)


def test_what_is_going_out_is_not_moved(four: Four, draft: Dissemination) -> None:
    PublishOrder.objects.update(state="at_work")
    with expect_refusal("publishing_now"):
        move_publishing(draft.pk, at=OTHER, by=four.cuc, now=NOW)


def test_only_the_office_moves_and_only_what_is_ordered(four: Four, draft: Dissemination) -> None:
    with expect_refusal("office_only"):
        move_publishing(draft.pk, at=OTHER, by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        move_publishing(draft.pk, at=OTHER, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)
    PublishOrder.objects.update(state="done", ended_at=NOW, ended_by=four.cuc.pk)
    with pytest.raises(ObjectDoesNotExist):
        move_publishing(draft.pk, at=OTHER, by=four.cuc, now=NOW)


def test_through_the_door_it_moves_and_a_wrong_hour_is_mended_in_place(four: Four) -> None:
    draft, cuc = current(four), enter(four.cuc)
    order_publishing(draft.pk, at=weekday_at(8, 1), by=four.cuc, now=timezone.now())
    address, to = f"/quan-triet/{draft.pk}/doi-gio/", weekday_at(9, 2)
    wrong = cuc.post(address, {"on": "31/02/2027", "hour": "9:00"})
    assert (wrong.status_code, "Ghi ngày theo dạng" in wrong.content.decode()) == (422, True)
    assert cuc.post(address, {"on": f"{to:%d/%m/%Y}", "hour": "9:00"}).status_code == 302
    assert heading_of(page(cuc, f"/quan-triet/{draft.pk}/ban-hanh/")).startswith("Ban hành lúc 9:00 thứ Tư")
