"""Delete what was written when its day has come: texts, drafts and comments, for ever, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW
from tests.understanding.thinking import WRITTEN, Thinking, make_thinking
from thongsuot.ledger.entries import SYSTEM
from thongsuot.site.wiring import NIGHTLY
from thongsuot.understanding.actions.reflections import grade_reflection, purge_reflections, save_reflection
from thongsuot.understanding.jobs import purge_reflections_nightly
from thongsuot.understanding.models import Reflection

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def thinking() -> Thinking:
    return make_thinking()


def test_texts_comments_and_drafts_are_deleted_on_the_day_and_not_before(thinking: Thinking) -> None:
    task = thinking.set()
    held = thinking.hand_in(task, thinking.four.an)
    grade_reflection(held.pk, marks=[4, 3], comment="Đúng ý.", by=thinking.grader, now=NOW)
    save_reflection(task.pk, answers=WRITTEN, seen=0, by=thinking.four.binh, now=NOW)
    assert purge_reflections(by=SYSTEM, now=NOW + timedelta(days=32)) == 0
    after = NOW + timedelta(days=34)
    assert (purge_reflections(by=SYSTEM, now=after), purge_reflections(by=SYSTEM, now=after)) == (2, 0)
    assert list(Reflection.objects.values_list("answers", "comment")) == [([], "")] * 2
    assert not Reflection.objects.visible_to(thinking.grader).exists()
    (entry,) = told("understanding.reflections.purged")
    assert (entry.subject, entry.facts) == (task.ref, {"reflections": 2})
    with expect_refusal("reflection_closed"):
        save_reflection(task.pk, answers=["Lại", "Lại"], seen=1, by=thinking.four.binh, now=NOW)
    assert "Phần viết đã xóa" in text_of(page(enter(thinking.four.an), f"/hoi-nghi/hoc/thu-hoach/{task.pk}/"))
    assert_proven()


def test_it_is_done_every_night() -> None:
    assert purge_reflections_nightly in NIGHTLY
