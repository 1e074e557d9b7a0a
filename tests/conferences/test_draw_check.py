"""Draw a check: a handful of questions of the bank become the check of one conference, once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.conferences.actions.checking import draw_check
from thongsuot.conferences.models import CheckItem, ComprehensionCheck

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_the_questions_stand_in_the_order_chosen_and_it_is_recorded(meeting: Meeting) -> None:
    first, second = meeting.ask("Câu một?"), meeting.ask("Câu hai?")
    check = meeting.draw(second, first)
    assert [item.question for item in check.items.all()] == [second, first]
    (entry,) = told("conferences.check.drawn")
    assert entry.facts == {"questions": [second.pk, first.pk]}


def test_a_check_is_drawn_once_and_never_empty(meeting: Meeting) -> None:
    with expect_refusal("no_questions"):
        meeting.draw()
    question = meeting.ask()
    meeting.draw(question)
    with expect_refusal("check_drawn"):
        meeting.draw(question)


def test_only_keepers_of_the_unit_draw(meeting: Meeting) -> None:
    question = meeting.ask()
    with expect_refusal("keepers_only"):
        draw_check(meeting.conference.pk, questions=(question.pk,), by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        draw_check(meeting.conference.pk, questions=(question.pk,), by=meeting.four.cuc, now=NOW)


def test_the_page_draws_what_is_ticked(meeting: Meeting) -> None:
    first, second = meeting.ask("Câu một?"), meeting.ask("Câu hai?")
    address = f"/hoi-nghi/{meeting.conference.pk}/cau-hoi/lap/"
    assert enter(meeting.four.binh).post(address, {"question": [second.pk, "x"]}).status_code == 302
    assert list(CheckItem.objects.values_list("question", flat=True)) == [second.pk]
    assert first.pk != second.pk


def test_the_database_itself_keeps_one_check_and_each_question_once(meeting: Meeting) -> None:
    question = meeting.ask()
    check = meeting.draw(question)
    for wrong in (
        ComprehensionCheck(conference=meeting.conference, drawn_at=NOW, drawn_by=1),
        CheckItem(check_up=check, question=question, position=5),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
