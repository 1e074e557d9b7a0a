"""Keep a draft: two windows lose nothing, the same is no news, and nobody else reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import WRITTEN, Thinking, make_thinking
from thongsuot.understanding.actions.reflections import save_reflection
from thongsuot.understanding.models import Reflection, ReflectionTask

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_a_draft_is_recorded_by_its_edition_and_the_same_again_is_no_news(thinking: Thinking) -> None:
    task, an = thinking.set(), thinking.four.an
    first = save_reflection(task.pk, answers=WRITTEN, seen=0, by=an, now=NOW)
    save_reflection(task.pk, answers=WRITTEN, seen=0, by=an, now=NOW)
    assert (first.edition, Reflection.objects.get().answers) == (1, WRITTEN)
    assert [entry.facts for entry in told("understanding.reflection.saved")] == [{"task": task.pk, "edition": 1}]
    assert_proven()


def test_an_empty_page_keeps_nothing(thinking: Thinking) -> None:
    save_reflection(thinking.set().pk, answers=["", ""], seen=0, by=thinking.four.an, now=NOW)
    assert not Reflection.objects.exists()


def test_a_second_window_writes_over_nothing(thinking: Thinking) -> None:
    task, an = thinking.set(), thinking.four.an
    save_reflection(task.pk, answers=WRITTEN, seen=0, by=an, now=NOW)
    with expect_refusal("reflection_changed"):
        save_reflection(task.pk, answers=["Khác", ""], seen=0, by=an, now=NOW)
    assert Reflection.objects.get().answers == WRITTEN


def test_a_draft_outside_of_its_days_or_of_another_tree_is_refused(thinking: Thinking) -> None:
    task = thinking.set()
    with expect_refusal("task_not_open"):
        save_reflection(task.pk, answers=WRITTEN, seen=0, by=thinking.four.an, now=NOW + timedelta(days=9))
    below = thinking.four.dung
    ReflectionTask.objects.filter(pk=task.pk).update(organisation=thinking.four.cell)
    with pytest.raises(ObjectDoesNotExist):
        save_reflection(task.pk, answers=WRITTEN, seen=0, by=below, now=NOW)


def test_nobody_but_the_author_reads_a_draft(thinking: Thinking) -> None:
    save_reflection(thinking.set().pk, answers=WRITTEN, seen=0, by=thinking.four.an, now=NOW)
    four = thinking.four
    seen = [Reflection.objects.visible_to(seat).count() for seat in (four.an, four.binh, four.cuc, thinking.grader)]
    assert seen == [1, 0, 0, 0]


def test_a_page_shows_both_when_two_windows_wrote(thinking: Thinking) -> None:
    task, client = thinking.set(), enter(thinking.four.an)
    ReflectionTask.objects.filter(pk=task.pk).update(
        closes_on="2998-01-01", purge_on="2999-01-01", opens_on="2000-01-01"
    )
    address = f"/hoi-nghi/hoc/thu-hoach/{task.pk}/"
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "Hai phần cần viết"
    assert "Người xem bài" in text_of(shown)
    client.post(address, {"edition": "0", "part-0": "Của cửa sổ một", "part-1": ""})
    shown = client.post(address, {"edition": "0", "part-0": "Của cửa sổ hai", "part-1": ""}).content.decode()
    assert "Bài đã được lưu ở một cửa sổ khác" in text_of(shown)
    assert "Của cửa sổ một" in shown
    assert "Của cửa sổ hai" in shown
    client.post(address, {"edition": "1", "part-0": "Của cửa sổ hai", "part-1": ""})
    assert Reflection.objects.get().answers == ["Của cửa sổ hai", ""]
