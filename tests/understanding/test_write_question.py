"""Write a question: a keeper adds to the bank of the unit, tied to a provision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, few_queries, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.understanding.actions.questions import Written, write_question
from thongsuot.understanding.models import QuestionVersion

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def written(meeting: Meeting) -> Written:
    return Written(meeting.text.pk, "art_1", "single", "Để làm gì?", ("Để thử", "Để xem"), frozenset({0}))


def test_a_question_is_kept_with_its_right_option_and_recorded(meeting: Meeting) -> None:
    question = write_question(written(meeting), by=meeting.four.binh, now=NOW)
    assert question.right == frozenset({0})
    assert question.options == [{"text": "Để thử", "is_right": True}, {"text": "Để xem", "is_right": False}]
    (entry,) = told("understanding.question.written")
    about = {"expression": meeting.text.pk, "provision": "art_1"}
    assert entry.facts == {"question": question.question_id, "version": 1, **about}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "  "}, "question_empty"),
        ({"options": ("một",)}, "options_missing"),
        ({"options": ("một", " ")}, "options_missing"),
        ({"right": frozenset()}, "no_right_option"),
        ({"right": frozenset({7})}, "no_right_option"),
        ({"right": frozenset({0, 1})}, "one_right_option"),
        ({"options": ("Để thử", "Để  thử")}, "option_twice"),
        ({"kind": "order"}, "wrong_option_unused"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(meeting: Meeting, change: dict[str, object], code: str) -> None:
    with expect_refusal(code):
        write_question(replace(written(meeting), **change), by=meeting.four.binh, now=NOW)


def test_several_may_be_right_where_several_may_be_chosen(meeting: Meeting) -> None:
    several = replace(written(meeting), kind="multiple", right=frozenset({0, 1}))
    assert write_question(several, by=meeting.four.binh, now=NOW).right == frozenset({0, 1})


def test_members_do_not_write_and_unknown_articles_are_not_found(meeting: Meeting) -> None:
    with expect_refusal("keepers_only"):
        write_question(written(meeting), by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        write_question(replace(written(meeting), eid="art_99"), by=meeting.four.binh, now=NOW)


def test_the_page_takes_a_line_an_option_and_a_star_for_the_right_one(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/cau-hoi/"
    with few_queries():
        page(client, address)
    sent = {"expression": meeting.text.pk, "article": "Điều 1", "kind": "single", "text": "Để làm gì?"}
    assert client.post(address, {**sent, "options": "* Để thử\nĐể xem"}).status_code == 302
    kept = QuestionVersion.objects.get()
    assert (kept.eid, kept.right) == ("art_1", frozenset({0}))
    assert client.post(address, {**sent, "options": "Để thử\nĐể xem"}).status_code == 409
    for other in (meeting.four.an, meeting.four.cuc, meeting.four.dung):
        assert_absent(enter(other), address)


def test_a_short_answer_is_taken_without_marks_only_where_the_question_says_so(meeting: Meeting) -> None:
    short = replace(written(meeting), kind="short", options=("Bộ Chính trị",), right=frozenset({0}))
    strict = write_question(short, by=meeting.four.binh, now=NOW)
    folded = write_question(replace(short, is_folded=True), by=meeting.four.binh, now=NOW)
    assert (strict.takes("bo chinh tri"), folded.takes("bo chinh tri")) == (False, True)
    assert strict.takes(" Bộ  Chính trị.")
    assert not folded.takes([0])


def test_an_order_is_right_only_as_a_whole(meeting: Meeting) -> None:
    steps = replace(written(meeting), kind="order", options=("Một", "Hai", "Ba"), right=frozenset({0, 1, 2}))
    question = write_question(steps, by=meeting.four.binh, now=NOW)
    assert (question.takes([0, 1, 2]), question.takes([1, 0, 2])) == (True, False)
    assert question.right_words == "Một → Hai → Ba"


def test_the_hall_asks_only_what_is_ticked(meeting: Meeting) -> None:
    short = replace(written(meeting), kind="short", options=("Để thử",), right=frozenset({0}))
    question = write_question(short, by=meeting.four.binh, now=NOW)
    with expect_refusal("not_ticked"):
        meeting.draw(question)
