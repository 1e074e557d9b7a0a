"""Open a check: a blueprint over chapters, fixed in its versions, for some days, for the unit and all below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.cascade.doors import enter, few_queries, heading_of, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW
from tests.understanding.study import TODAY, Study, make_study
from thongsuot.kernel.clock import day_of
from thongsuot.understanding.actions.checks import open_check
from thongsuot.understanding.actions.questions import Written, edit_question
from thongsuot.understanding.models import StudyCheck

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def study() -> Study:
    return make_study()


def test_the_blueprint_names_the_very_versions_and_an_edit_moves_none_of_them(study: Study) -> None:
    check = study.open()
    first = study.questions[0]
    edit_question(
        first.question_id,
        written=Written(study.text.pk, "art_1", "single", "Câu khác?", ("Một", "Hai"), frozenset({0})),
        by=study.four.cuc,
        now=NOW,
    )
    (part,) = StudyCheck.objects.get(pk=check.pk).parts
    assert part.pool == tuple(each.pk for each in study.questions)
    (entry,) = told("understanding.check.opened")
    assert entry.facts["blueprint"] == check.blueprint


def test_what_cannot_be_taken_is_not_opened(study: Study) -> None:
    plan = study.plan()
    wrong = {
        "pool_too_small": replace(plan, numbers=(5,)),
        "blueprint_empty": replace(plan, numbers=(0,)),
        "window_over": replace(plan, opens_on=TODAY - timedelta(days=3), closes_on=TODAY - timedelta(days=1)),
        "tries_out_of_reach": replace(plan, tries=6),
    }
    for code, each in wrong.items():
        with expect_refusal(code):
            open_check(study.drive.pk, plan=each, by=study.four.cuc, now=NOW)
    with expect_refusal("keepers_only"):
        open_check(study.drive.pk, plan=plan, by=study.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        open_check(study.drive.pk + 1, plan=plan, by=study.four.cuc, now=NOW)


def test_the_builder_shows_what_the_bank_holds_and_opens(study: Study) -> None:
    client, address = enter(study.four.cuc), f"/hoi-nghi/hoc/dot/{study.drive.pk}/lap-bai/"
    with few_queries():
        assert "Ngân hàng có 4 câu." in page(client, address)
    day = f"{day_of(timezone.now()):%d/%m/%Y}"
    sent = {"title": "Bài", "part-0": "2", "opens_on": day, "closes_on": day, "tries": "1", "minutes": "0"}
    assert client.post(address, sent).status_code == 302
    an = enter(study.four.an)
    with few_queries():
        assert heading_of(page(an, "/hoi-nghi/hoc/")) == "Một bài kiểm tra"
    page(an, address, 403)
