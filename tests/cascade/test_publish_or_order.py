"""Publish or order: at once where that takes a moment, through the background where the tree is large."""

from __future__ import annotations

import pytest

from tests.cascade.doors import enter
from tests.cascade.test_builder_page import sent
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.ordering import publish_or_order
from thongsuot.cascade.models import Dissemination, PublishOrder
from thongsuot.cascade.queries import ordering

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, published=False)


def test_a_small_tree_gets_its_duties_at_once_and_no_order_stays(four: Four, draft: Dissemination) -> None:
    assert publish_or_order(draft.pk, by=four.cuc, now=NOW) is None
    draft.refresh_from_db()
    assert (draft.published_at, PublishOrder.objects.count()) == (NOW, 0)


def test_a_large_tree_is_ordered_for_now(four: Four, draft: Dissemination, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "AT_ONCE", 3)
    order = publish_or_order(draft.pk, by=four.cuc, now=NOW)
    assert order is not None
    assert (order.due_at, order.state, draft.duties.count()) == (NOW, "waiting", 0)
    assert len(told("cascade.dissemination.ordered")) == 1


def test_what_is_missing_is_said_before_anything_is_ordered(four: Four, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "AT_ONCE", 3)
    draft = make_dissemination(four.cuc, published=False, expressions=())
    with expect_refusal("no_texts"):
        publish_or_order(draft.pk, by=four.cuc, now=NOW)
    with expect_refusal("office_only"):
        publish_or_order(draft.pk, by=four.an, now=NOW)


def test_the_same_button_leads_to_the_progress_of_a_large_tree(
    four: Four, draft: Dissemination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "AT_ONCE", 3)
    answer = enter(four.cuc).post(f"/quan-triet/{draft.pk}/soan/", sent(draft, **{"ban-hanh": "1"}))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/quan-triet/{draft.pk}/ban-hanh/")
