"""Ask: a member asks about one provision, and the question comes once however often it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, hash_of, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import Words, ask
from thongsuot.cascade.models import Dissemination, Question
from thongsuot.cascade.rules import REASON_MAX
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.question.asked"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def words(drive: Dissemination, text: str = "Điều 2 áp dụng từ ngày nào?", eid: str = "art_2") -> Words:
    return Words(hash_of(drive), text, eid)


def test_a_question_is_kept_with_its_provision_and_recorded_without_its_words(four: Four, drive: Dissemination) -> None:
    question = ask(drive.pk, words=words(drive, " Từ ngày nào? "), by=four.an, now=NOW, key=new_key())
    assert (question.text, question.eid, question.seat, question.asked_at) == ("Từ ngày nào?", "art_2", four.an, NOW)
    assert (question.dissemination, question.expression.sha256) == (drive, hash_of(drive))
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.an.actor(), drive.ref)
    assert entry.facts == {"expression": hash_of(drive), "provision": "art_2", "question": question.pk}
    assert "ngày nào" not in entry.body.decode()


def test_a_question_about_the_whole_text_names_no_provision(four: Four, drive: Dissemination) -> None:
    assert ask(drive.pk, words=words(drive, eid=""), by=four.an, now=NOW, key=new_key()).eid == ""


def test_the_same_key_answers_with_the_question_already_asked(four: Four, drive: Dissemination) -> None:
    key = new_key()
    first = ask(drive.pk, words=words(drive), by=four.an, now=NOW, key=key)
    again = ask(drive.pk, words=words(drive), by=four.an, now=NOW + timedelta(days=1), key=key)
    assert (again, again.asked_at) == (first, NOW)
    assert len(told(EVENT)) == 1


def test_the_same_key_with_other_content_is_refused(four: Four) -> None:
    drive = make_dissemination(four.cuc, make_expression(), make_expression())
    key = new_key()
    ask(drive.pk, words=words(drive), by=four.an, now=NOW, key=key)
    second = drive.texts.get(position=1).expression.sha256
    for asked in (words(drive, "Câu khác?"), words(drive, eid=""), Words(second, words(drive).text, "art_2")):
        with expect_refusal("key_reused"):
            ask(drive.pk, words=asked, by=four.an, now=NOW, key=key)
    assert Question.objects.count() == 1


def test_a_key_that_somebody_else_used_is_refused_and_shows_nothing(four: Four, drive: Dissemination) -> None:
    key = new_key()
    ask(drive.pk, words=words(drive), by=four.an, now=NOW, key=key)
    with expect_refusal("key_reused"):
        ask(drive.pk, words=words(drive), by=four.binh, now=NOW, key=key)
    assert not Question.objects.filter(seat=four.binh).exists()


@pytest.mark.parametrize(("text", "code"), [("  ", "words_missing"), ("x" * (REASON_MAX + 1), "words_too_long")])
def test_without_words_or_with_too_many_nothing_is_kept(four: Four, drive: Dissemination, text: str, code: str) -> None:
    with expect_refusal(code):
        ask(drive.pk, words=words(drive, text), by=four.an, now=NOW, key=new_key())
    assert not Question.objects.exists()


def test_a_closed_drive_takes_no_questions(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        ask(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())


def test_a_provision_the_text_does_not_have_is_not_there(four: Four, drive: Dissemination) -> None:
    with pytest.raises(ObjectDoesNotExist):
        ask(drive.pk, words=words(drive, eid="art_99"), by=four.an, now=NOW, key=new_key())
    assert not Question.objects.exists()


def test_a_stranger_finds_nothing_to_ask_about(four: Four, drive: Dissemination) -> None:
    with pytest.raises(ObjectDoesNotExist):
        ask(drive.pk, words=words(drive), by=make_seat(), now=NOW, key=new_key())
    assert told(EVENT) == []


def test_a_question_is_seen_by_who_asked_and_by_head_and_clerk_of_the_unit_alone(
    four: Four, drive: Dissemination
) -> None:
    question = ask(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())
    clerk = make_seat(unit=four.cell, role=Seat.Role.CLERK)
    colleague = make_seat(unit=four.cell)
    seen = {seat.pk: question in Question.objects.visible_to(seat) for seat in (four.an, four.binh, clerk)}
    unseen = [seat for seat in (colleague, four.cuc, four.dung) if question in Question.objects.visible_to(seat)]
    assert (set(seen.values()), unseen) == ({True}, [])
