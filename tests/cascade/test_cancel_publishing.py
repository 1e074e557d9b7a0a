"""Cancel: what was to go out does not; the draft may be changed again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.approval import plan_of
from tests.cascade.doors import enter, heading_of, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.drafting import plan_dissemination
from thongsuot.cascade.actions.ordering import cancel_publishing, order_publishing
from thongsuot.cascade.models import Dissemination, PublishOrder

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    draft = make_dissemination(four.cuc, published=False)
    order_publishing(draft.pk, at=NOW + timedelta(hours=5), by=four.cuc, now=NOW)
    return draft


@pytest.mark.parametrize("state", ["waiting", "at_work"])
def test_a_cancelled_order_is_over_and_the_draft_may_be_changed(four: Four, draft: Dissemination, state: str) -> None:
    PublishOrder.objects.update(state=state)
    order = cancel_publishing(draft.pk, by=four.cuc, now=NOW)
    assert (order.state, order.ended_at, order.ended_by) == ("cancelled", NOW, four.cuc.pk)
    (entry,) = told("cascade.publishing.cancelled")
    assert (entry.subject, entry.facts) == (draft.ref, {"order": order.pk})
    assert plan_dissemination(draft.pk, plan=plan_of(draft), by=four.cuc, now=NOW).published_at is None


def test_there_is_nothing_to_cancel_twice_and_nobody_else_may(four: Four, draft: Dissemination) -> None:
    with expect_refusal("office_only"):
        cancel_publishing(draft.pk, by=four.binh, now=NOW)
    cancel_publishing(draft.pk, by=four.cuc, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        cancel_publishing(draft.pk, by=four.cuc, now=NOW)


def test_through_the_door_one_is_back_in_the_draft(four: Four, draft: Dissemination) -> None:
    cuc = enter(four.cuc)
    answer = cuc.post(f"/quan-triet/{draft.pk}/huy-hen/")
    assert answer.headers["Location"] == f"/quan-triet/{draft.pk}/"
    assert 'name="ban-hanh"' in page(cuc, f"/quan-triet/{draft.pk}/")
    assert heading_of(page(cuc, f"/quan-triet/{draft.pk}/ban-hanh/")) == "Đã hủy hẹn, bản nháp còn nguyên"
