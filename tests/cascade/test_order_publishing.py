"""Order: a draft goes out at an hour to come, done by the background; until then it is not changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cascade.approval import approved, needs_approval, plan_of
from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.drafting import plan_dissemination, publish_dissemination
from thongsuot.cascade.actions.ordering import order_publishing
from thongsuot.cascade.audience import suggested_deadlines
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.jobs import plan_all_publishing, publish_at_hour
from thongsuot.cascade.models import Dissemination, PublishOrder
from thongsuot.kernel.clock import HO_CHI_MINH, day_of

pytestmark = pytest.mark.django_db(**BOTH)

HOUR = NOW + timedelta(hours=5)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, published=False)


def test_an_order_names_hour_and_draft_and_is_recorded(four: Four, draft: Dissemination) -> None:
    order = order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    assert (order.state, order.due_at, order.fingerprint) == ("waiting", HOUR, fingerprint_of(draft))
    (entry,) = told("cascade.dissemination.ordered")
    assert (entry.by, entry.subject) == (four.cuc.actor(), draft.ref)
    assert entry.facts == {"order": order.pk, "due_at": HOUR.isoformat(), "fingerprint": order.fingerprint}
    assert draft.duties.count() == 0


@pytest.mark.parametrize(
    ("hours", "code"), [(0, "hour_past"), (-1, "hour_past"), (24 * 367, "hour_too_far"), (24 * 20, "deadline_past")]
)
def test_an_hour_that_cannot_be_is_refused(four: Four, draft: Dissemination, hours: int, code: str) -> None:
    with expect_refusal(code):
        order_publishing(draft.pk, at=NOW + timedelta(hours=hours), by=four.cuc, now=NOW)


def test_what_is_ordered_is_neither_changed_nor_published_nor_ordered_again(four: Four, draft: Dissemination) -> None:
    plan = plan_of(draft)
    order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    with expect_refusal("already_ordered"):
        plan_dissemination(draft.pk, plan=plan, by=four.cuc, now=NOW)
    with expect_refusal("already_ordered"):
        publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    with expect_refusal("already_ordered"):
        order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)


def test_where_the_head_is_asked_only_an_approved_draft_is_ordered(four: Four, draft: Dissemination) -> None:
    head = needs_approval(four)
    with expect_refusal("not_approved"):
        order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    approved(draft, four.cuc, head)
    assert order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW).is_live


def test_only_the_office_orders(four: Four, draft: Dissemination) -> None:
    with expect_refusal("office_only"):
        order_publishing(draft.pk, at=HOUR, by=four.binh, now=NOW)


def test_when_the_jobs_come_up_again_every_open_order_is_planned(
    four: Four, draft: Dissemination, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    done = make_dissemination(four.cuc, published=False)
    PublishOrder.objects.create(
        dissemination=done, due_at=NOW, ordered_at=NOW, ordered_by=four.cuc.pk, state="cancelled"
    )
    plan_all_publishing()
    (planned,) = DBTaskResult.objects.all()
    assert (planned.task_path, planned.run_after) == (publish_at_hour.module_path, HOUR)


def current(four: Four) -> Dissemination:
    days = suggested_deadlines(day_of(timezone.now()) + timedelta(days=30))
    return make_dissemination(four.cuc, published=False, deadlines=days)


def sent(draft: Dissemination, at: datetime, **more: str) -> dict[str, object]:
    plan = plan_of(draft)
    return {
        "title": draft.title,
        "expressions": list(plan.expressions),
        "reaches": [f"{level}:{kind}" for level, kinds in plan.audience.kinds_by_level.items() for kind in kinds],
        **{f"due_{level}": day.isoformat() for level, day in plan.deadlines.items()},
        "on": f"{at:%d/%m/%Y}",
        "hour": f"{at:%H:%M}",
        "hen": "1",
        **more,
    }


def weekday_at(hour: int, weekday: int) -> datetime:
    """Give an hour of the next such weekday (0 is Monday) of the country's calendar, from tomorrow on."""
    day = day_of(timezone.now()) + timedelta(days=1)
    while day.weekday() != weekday:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, tzinfo=HO_CHI_MINH)


def test_through_the_builder_a_day_off_is_said_and_when_people_are_told(four: Four) -> None:
    draft, saturday = current(four), weekday_at(8, 5)
    cuc = enter(four.cuc)
    answer = cuc.post(f"/quan-triet/{draft.pk}/soan/", sent(draft, saturday))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/quan-triet/{draft.pk}/ban-hanh/")
    with few_queries():
        html = page(cuc, f"/quan-triet/{draft.pk}/ban-hanh/")
    words = text_of(html)
    assert heading_of(html).startswith("Ban hành lúc 8:00 thứ Bảy")
    assert "Đó là ngày nghỉ" in words
    assert "Mai Thị Cúc đặt lúc" in words
    assert cuc.get(f"/quan-triet/{draft.pk}/").headers["Location"] == f"/quan-triet/{draft.pk}/ban-hanh/"


def test_an_hour_that_is_none_is_mended_in_place_and_nothing_is_ordered(four: Four) -> None:
    draft = current(four)
    answer = enter(four.cuc).post(
        f"/quan-triet/{draft.pk}/soan/", sent(draft, weekday_at(8, 1), hour="tám giờ", title="Tên vừa gõ")
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi giờ theo dạng 7:30." in html
    assert 'value="Tên vừa gõ"' in html
    assert not PublishOrder.objects.exists()


def test_members_and_other_units_see_nothing_of_it(four: Four, draft: Dissemination) -> None:
    order_publishing(draft.pk, at=HOUR, by=four.cuc, now=NOW)
    for seat in (four.an, four.binh, four.dung, make_seat(unit=four.city)):
        assert enter(seat).get(f"/quan-triet/{draft.pk}/ban-hanh/").status_code == 404
    assert enter(four.cuc).get(f"/quan-triet/{draft.pk + 9}/ban-hanh/").status_code == 404
