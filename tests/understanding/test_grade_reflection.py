"""Grade a reflection beside its rubric: its author is told once, without marks; nothing is ranked."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import WRITTEN, Thinking, make_thinking
from thongsuot.notices.models import Message
from thongsuot.understanding.actions.reflections import grade_reflection
from thongsuot.understanding.models import Reflection

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_the_ledger_hears_that_it_was_graded_and_never_the_marks(thinking: Thinking) -> None:
    task = thinking.set()
    held = thinking.hand_in(task, thinking.four.an)
    grade_reflection(held.pk, marks=[4, 3], comment="Đúng ý.", by=thinking.grader, now=NOW)
    assert [entry.facts for entry in told("understanding.reflection.graded")] == [{"task": task.pk}]
    message = Message.objects.get()
    assert (message.seat_id, message.href) == (thinking.four.an.pk, f"/hoi-nghi/hoc/thu-hoach/{task.pk}/")
    assert message.title == "Xem kết quả bài thu hoạch: Đề để thử"
    with expect_refusal("graded_already"):
        grade_reflection(held.pk, marks=[5, 3], comment="", by=thinking.grader, now=NOW)
    assert_proven()


def test_marks_beyond_the_rubric_and_those_of_anybody_else_are_refused(thinking: Thinking) -> None:
    held = thinking.hand_in(thinking.set(), thinking.four.an)
    for marks in ([4], [6, 3], [-1, 0]):
        with expect_refusal("marks_missing"):
            grade_reflection(held.pk, marks=marks, comment="", by=thinking.grader, now=NOW)
    for seat in (thinking.four.an, thinking.four.cuc, thinking.four.binh):
        with pytest.raises(ObjectDoesNotExist):
            grade_reflection(held.pk, marks=[1, 1], comment="", by=seat, now=NOW)


def test_the_grader_goes_through_them_one_by_one_and_the_author_reads_the_result(thinking: Thinking) -> None:
    task, four = thinking.set(), thinking.four
    first, second = (thinking.hand_in(task, seat) for seat in (four.an, four.binh))
    client, desk = enter(thinking.grader), f"/hoi-nghi/hoc/thu-hoach/{task.pk}/xem-bai/"
    with few_queries():
        assert heading_of(page(client, desk)) == "Hai bài đang chờ xem"
    address = f"/hoi-nghi/hoc/thu-hoach/bai/{first.pk}/"
    with few_queries():
        shown = page(client, address)
    assert WRITTEN[0] in text_of(shown)
    assert "Đã xem 0 trên 2 bài." in text_of(shown)
    assert client.post(address, {"mark-0": "9", "mark-1": "1"}).status_code == 200
    answer = client.post(address, {"mark-0": "4", "mark-1": "3", "comment": "Đúng ý."})
    assert answer["Location"] == f"/hoi-nghi/hoc/thu-hoach/bai/{second.pk}/"
    assert client.post(f"/hoi-nghi/hoc/thu-hoach/bai/{second.pk}/tra-lai/", {"comment": "Thêm."}).status_code == 302
    own = text_of(page(enter(four.an), f"/hoi-nghi/hoc/thu-hoach/{task.pk}/"))
    assert "4 / 5" in own
    assert "Đúng ý." in own
    for seat in (four.an, four.binh, four.cuc, four.dung):
        assert_absent(enter(seat), address)
        assert_absent(enter(seat), desk)


def test_marks_belong_to_one_reflection_and_no_field_adds_them_up() -> None:
    assert not {"score", "total", "points", "sum"} & {field.name for field in Reflection._meta.get_fields()}
