"""Return a reflection with a word on what to add: its author is told, writes on and hands it in again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import Thinking, make_thinking
from thongsuot.notices.models import Message
from thongsuot.understanding.actions.reflections import hand_in_reflection, return_reflection, save_reflection
from thongsuot.understanding.models import Reflection

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_what_is_returned_may_be_written_on_after_the_last_day(thinking: Thinking) -> None:
    task, an, late = thinking.set(), thinking.four.an, NOW + timedelta(days=9)
    held = thinking.hand_in(task, an)
    return_reflection(held.pk, comment="Nêu thêm Điều 2.", by=thinking.grader, now=NOW)
    assert not Reflection.objects.visible_to(thinking.grader).exists()
    assert [message.seat_id for message in Message.objects.all()] == [an.pk]
    save_reflection(task.pk, answers=["Đủ hơn.", "Điều 2."], seen=1, by=an, now=late)
    hand_in_reflection(task.pk, by=an, now=late)
    assert Reflection.objects.visible_to(thinking.grader).get().answers == ["Đủ hơn.", "Điều 2."]
    assert [entry.facts for entry in told("understanding.reflection.returned")] == [{"task": task.pk}]
    assert_proven()


def test_without_a_word_or_by_anybody_else_nothing_is_returned(thinking: Thinking) -> None:
    held = thinking.hand_in(thinking.set(), thinking.four.an)
    with expect_refusal("comment_missing"):
        return_reflection(held.pk, comment=" ", by=thinking.grader, now=NOW)
    for seat in (thinking.four.an, thinking.four.cuc, thinking.four.binh):
        with pytest.raises(ObjectDoesNotExist):
            return_reflection(held.pk, comment="Viết thêm.", by=seat, now=NOW)
