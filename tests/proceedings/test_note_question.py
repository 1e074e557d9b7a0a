"""Note a question of the hall: it is kept with its provision and answer, read by who studies the text, and reported."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from tests.proceedings.sheets import words_of
from thongsuot.cascade.models import Question
from thongsuot.conferences.actions.agenda import set_agenda
from thongsuot.conferences.agenda import Line, Place
from thongsuot.files.disk import path_of
from thongsuot.kernel.ids import new_key
from thongsuot.proceedings.actions.gathering import Raised, note_question
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.proceedings.forms import RaisedForm
from thongsuot.proceedings.queries.gathering import gathering_page

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def raised(meeting: Meeting, answer: str = "Từ ngày ký.") -> Raised:
    return Raised(meeting.text.sha256, "art_1", "Có hiệu lực từ khi nào?", answer)


def test_a_question_of_the_hall_is_kept_once_read_by_all_and_stands_in_the_report(meeting: Meeting) -> None:
    pk, four, key = meeting.conference.pk, meeting.four, new_key()
    first = note_question(pk, raised=raised(meeting), by=four.binh, now=NOW, key=key)
    again = note_question(pk, raised=raised(meeting), by=four.binh, now=NOW, key=key)
    assert (first.pk, again.answer, Question.objects.count()) == (again.pk, "Từ ngày ký.", 1)
    assert Question.objects.visible_to(four.an).get().eid == "art_1"
    assert (len(told("cascade.question.asked")), len(told("cascade.question.answered"))) == (1, 1)
    meeting.end()
    reported = issue_report(pk, by=four.binh, now=NOW)
    assert reported.report is not None
    words = words_of(path_of(reported.report.sha256).read_bytes())
    for expected in ("4. Câu hỏi và trả lời", "Điều 1", "Có hiệu lực từ khi nào?", "Từ ngày ký."):
        assert expected in words, expected
    with expect_refusal("conference_reported"):
        note_question(pk, raised=raised(meeting), by=four.binh, now=NOW, key=new_key())


def test_a_question_left_open_is_reported_as_such_and_only_keepers_note(meeting: Meeting) -> None:
    pk, four = meeting.conference.pk, meeting.four
    with expect_refusal("keepers_only"):
        note_question(pk, raised=raised(meeting), by=four.an, now=NOW, key=new_key())
    with pytest.raises(ObjectDoesNotExist):
        note_question(pk, raised=raised(meeting), by=four.cuc, now=NOW, key=new_key())
    address = f"/hoi-nghi/{pk}/anh-cau-hoi/"
    sent = {
        "expression": meeting.text.sha256,
        "article": "Điều 1",
        "text": "Ai chịu trách nhiệm?",
        "key": str(new_key()),
    }
    shown = enter(four.binh).post(f"{address}cau-hoi/", sent, follow=True).content.decode()
    assert "Điều 1: Ai chịu trách nhiệm?" in shown
    assert "Chưa trả lời" in shown
    assert Question.objects.get().answered_at is None


def test_the_form_begins_with_the_provision_of_the_line_that_is_on(meeting: Meeting) -> None:
    line = Line("Hiệu lực", hour=time(8, 30), place=Place(meeting.text.pk, "art_2", "Điều 2"))
    set_agenda(meeting.conference.pk, lines=(line,), by=meeting.four.binh, now=NOW)
    page = gathering_page(meeting.conference.pk, meeting.four.binh, NOW)
    assert page.asked_about == {"expression": meeting.text.sha256, "article": "Điều 2"}
    before = gathering_page(meeting.conference.pk, meeting.four.binh, NOW.replace(hour=8))
    assert (before.on, before.asked_about) == (None, {})
    form = RaisedForm({"expression": meeting.text.sha256, "text": "Ai?", "article": "dieu 2"}, texts=page.texts)
    assert form.is_valid()
    assert form.raised().eid == "art_2"
