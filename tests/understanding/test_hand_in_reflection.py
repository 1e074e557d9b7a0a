"""Hand a reflection in: whole, once; from then on its named grader reads it, and nobody else."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import WRITTEN, Thinking, make_thinking
from thongsuot.understanding.actions.reflections import hand_in_reflection, save_reflection
from thongsuot.understanding.models import Reflection

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_handing_in_is_recorded_once_without_a_word_of_it(thinking: Thinking) -> None:
    task, an = thinking.set(), thinking.four.an
    thinking.hand_in(task, an)
    hand_in_reflection(task.pk, by=an, now=NOW)
    assert [entry.facts for entry in told("understanding.reflection.handed_in")] == [{"task": task.pk}]
    with expect_refusal("reflection_closed"):
        save_reflection(task.pk, answers=["Khác", "Khác"], seen=1, by=an, now=NOW)
    assert_proven()


def test_author_and_grader_read_it_and_nobody_else(thinking: Thinking) -> None:
    thinking.hand_in(thinking.set(), thinking.four.an)
    four = thinking.four
    people = (four.an, thinking.grader, four.binh, four.cuc, four.dung)
    assert [Reflection.objects.visible_to(seat).count() for seat in people] == [1, 1, 0, 0, 0]


def test_a_part_left_empty_and_what_was_never_written_are_refused(thinking: Thinking) -> None:
    task, an = thinking.set(), thinking.four.an
    with pytest.raises(ObjectDoesNotExist):
        hand_in_reflection(task.pk, by=an, now=NOW)
    save_reflection(task.pk, answers=[WRITTEN[0], " "], seen=0, by=an, now=NOW)
    with expect_refusal("reflection_empty"):
        hand_in_reflection(task.pk, by=an, now=NOW)


def test_who_set_the_task_reads_how_many_and_never_what(thinking: Thinking) -> None:
    task = thinking.set()
    thinking.hand_in(task, thinking.four.an)
    address = f"/hoi-nghi/hoc/thu-hoach/{task.pk}/"
    told_keeper = text_of(page(enter(thinking.four.cuc), address))
    assert "Đã có 1 người nộp bài." in told_keeper
    assert WRITTEN[0] not in told_keeper
    assert heading_of(page(enter(thinking.four.an), address)) == "Bài đã nộp, đang chờ xem"


def test_the_database_keeps_one_reflection_of_a_seat_whole(thinking: Thinking) -> None:
    held = thinking.hand_in(thinking.set(), thinking.four.an)
    for broken in ({"handed_in_by": None}, {"is_purged": True}, {"graded_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reflection.objects.filter(pk=held.pk).update(**broken)
