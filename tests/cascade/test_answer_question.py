"""Answer: who keeps the unit answers a question, and everybody who studies that text reads both, without a name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, hash_of, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.reading import Words, answer_question, ask
from thongsuot.cascade.models import Dissemination, Question
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

ANSWER = "Hẹn lại hai lần; lần thứ ba ghi biên bản."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


@pytest.fixture
def question(four: Four, drive: Dissemination) -> Question:
    words = Words(hash_of(drive), "Hẹn lại được mấy lần?", "art_2")
    return ask(drive.pk, words=words, by=four.an, now=NOW, key=new_key())


def answer(question: Question, by: Seat, text: str = ANSWER) -> Question:
    return answer_question(question.pk, text=text, by=by, now=NOW)


def test_the_head_answers_and_it_is_recorded_without_its_words(four: Four, question: Question) -> None:
    answered = answer(question, four.binh)
    assert (answered.answer, answered.answered_at, answered.answered_by) == (ANSWER, NOW, four.binh.pk)
    (entry,) = told("cascade.question.answered")
    assert (entry.by, entry.facts) == (four.binh.actor(), {"question": question.pk})
    assert_proven()


def test_an_answer_is_given_once_and_in_words(four: Four, question: Question) -> None:
    with expect_refusal("words_missing"):
        answer(question, four.binh, " ")
    answer(question, four.binh)
    with expect_refusal("already_answered"):
        answer(question, four.binh, "Lời khác.")


def test_nobody_but_who_keeps_the_unit_answers(four: Four, question: Question) -> None:
    for seat in (four.an, four.cuc, four.dung):
        with pytest.raises(ObjectDoesNotExist):
            answer(question, seat)


def test_everybody_who_studies_the_text_reads_it_and_no_name(
    four: Four, drive: Dissemination, question: Question
) -> None:
    place = f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/"
    dung = enter(four.dung)
    assert "Hẹn lại được mấy lần?" not in page(dung, place)
    sent = enter(four.binh).post(f"/quan-triet/cau-hoi/{question.pk}/tra-loi/", {"text": ANSWER})
    assert sent.headers["Location"] == f"/quan-triet/{drive.pk}/#hoi-{question.pk}"
    for client in (dung, enter(four.an), enter(four.cuc)):
        words = text_of(page(client, place))
        assert "Hẹn lại được mấy lần?" in words
        assert ANSWER in words
    assert "Trần Văn An" not in page(dung, place)


def test_the_head_finds_the_form_beside_the_question(four: Four, drive: Dissemination, question: Question) -> None:
    address = f'action="/quan-triet/cau-hoi/{question.pk}/tra-loi/"'
    assert address in page(enter(four.binh), f"/quan-triet/{drive.pk}/")
    assert address not in page(enter(four.an), f"/quan-triet/{drive.pk}/")
