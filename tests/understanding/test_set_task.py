"""Set a task to reflect: about the text alone, with a grader that the office names and a day of deletion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import CRITERIA, Thinking, make_thinking
from thongsuot.understanding import rules
from thongsuot.understanding.actions.reflections import set_task
from thongsuot.understanding.models import ReflectionTask

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_a_task_is_recorded_and_tied_to_the_wording_of_the_drive(thinking: Thinking) -> None:
    task = thinking.set()
    (entry,) = told("understanding.task.set")
    assert entry.facts == {
        "dissemination": thinking.drive.pk, "grader": thinking.grader.pk, "purge_on": task.purge_on.isoformat(),
    }  # fmt: skip
    text = thinking.drive.texts.get(position=0).expression_id
    assert [(each.eid, each.expression) for each in task.criteria] == [("art_1", text), ("art_2", text)]
    assert_proven()


@pytest.mark.parametrize("words", ["Thái độ nghiêm túc", "Lập trường vững", "tư  tưởng", "Bản lĩnh", "Có ý thức tốt"])
def test_no_criterion_asks_what_somebody_thinks(thinking: Thinking, words: str) -> None:
    for asked in (replace(CRITERIA[0], name=words), replace(CRITERIA[0], looks_for=words)):
        with expect_refusal("criterion_on_attitude"):
            set_task(thinking.drive.pk, plan=thinking.plan((asked,)), by=thinking.four.cuc, now=NOW)
    assert not ReflectionTask.objects.exists()


def test_what_a_text_says_may_be_asked() -> None:
    for words in ("Nêu các quan điểm chỉ đạo của nghị quyết", "Điều về học tập tư tưởng Hồ Chí Minh", "Thời hạn nộp"):
        rules.check_of_the_text(words)


def test_what_is_incomplete_or_not_ones_own_is_refused(thinking: Thinking) -> None:
    four, drive = thinking.four, thinking.drive
    for code, plan in {
        "criterion_without_article": thinking.plan((replace(CRITERIA[0], eid="art_99"),)),
        "rubric_out_of_reach": thinking.plan(()),
        "prompts_missing": replace(thinking.plan(), prompts=()),
        "kept_out_of_reach": thinking.plan(keep=0),
        "window_over": thinking.plan(days=-1),
    }.items():
        with expect_refusal(code):
            set_task(drive.pk, plan=plan, by=four.cuc, now=NOW)
    with expect_refusal("keepers_set_tasks"):
        set_task(drive.pk, plan=thinking.plan(), by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        set_task(drive.pk, plan=replace(thinking.plan(), grader=four.an.pk), by=four.cuc, now=NOW)


def test_a_keeper_sets_a_task_on_a_page_that_keeps_what_was_typed(thinking: Thinking) -> None:
    client, address = enter(thinking.four.cuc), f"/hoi-nghi/hoc/dot/{thinking.drive.pk}/ra-de/"
    assert heading_of(page(client, address)) == "Ra đề thu hoạch cho đơn vị"
    typed = {
        "title": "Đề một", "prompts": "Áp dụng cho ai?", "rubric": "Phạm vi | Nêu đúng ai",
        "grader": thinking.grader.pk, "opens_on": "1/1/2999", "closes_on": "2/1/2999", "keep_days": "30",
    }  # fmt: skip
    shown = client.post(address, typed).content.decode()
    assert "Dòng 1 cần đủ bốn phần" in text_of(shown)
    assert "Phạm vi | Nêu đúng ai" in shown
    assert not ReflectionTask.objects.exists()
    assert_absent(enter(thinking.four.dung), f"/hoi-nghi/hoc/thu-hoach/{thinking.set().pk}/xem-bai/")
