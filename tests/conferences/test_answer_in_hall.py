"""Answer in the hall: one sheet a delegate, whichever phone or page sends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.hall import pass_of, sitting_of
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.conferences.actions.hall import Kept, answer_in_hall
from thongsuot.conferences.queries.figures import result_of, sheets_of_conferences
from thongsuot.conferences.sheets import Answers
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    meeting = make_meeting()
    meeting.draw(meeting.ask("Câu một?"), meeting.ask("Câu hai?", kind="multiple"))
    return meeting


def sheet(meeting: Meeting, first: int = 0) -> Answers:
    one, two = meeting.conference.check_up.items.order_by("position").values_list("question", flat=True)
    return {one: frozenset({first}), two: frozenset({0, 1})}


def answer(meeting: Meeting, first: int = 0, minutes: int = 0) -> Kept:
    held, now = pass_of(meeting, meeting.four.an), NOW + timedelta(minutes=minutes)
    return answer_in_hall(sitting_of(meeting), answers=sheet(meeting, first), by=held, now=now)


def test_a_sheet_is_marked_kept_and_counted_like_any_other(meeting: Meeting) -> None:
    kept = answer(meeting, first=2)
    assert (kept.right, kept.of) == (1, 2)
    (entry,) = told("conferences.check.answered")
    assert entry.facts == {"seats": [[meeting.four.an.pk, meeting.four.cell.path]], "right": 1, "of": 2}
    assert entry.digest
    (kept_sheet,) = sheets_of_conferences([meeting.conference.ref])[meeting.conference.ref]
    assert kept_sheet is not None
    assert list(kept_sheet.values()) == [[2], [0, 1]]
    assert_proven()


def test_the_same_sheet_and_another_one_are_answered_with_the_first_result(meeting: Meeting) -> None:
    first = answer(meeting, first=2)
    kept = told_in_all()
    assert answer(meeting, first=2, minutes=1) == first
    assert answer(meeting, first=0, minutes=2) == first
    by, answers = meeting.four.an, sheet(meeting)
    assert answer_check(meeting.conference.pk, answers=answers, by=by, now=NOW) == 1, "the page of the desk agrees"
    assert told_in_all() == kept
    assert result_of(meeting.conference, by) == 1


def test_open_questions_no_check_and_a_reported_conference_are_refused(meeting: Meeting) -> None:
    held, sitting = pass_of(meeting, meeting.four.an), sitting_of(meeting)
    with expect_refusal("answers_missing"):
        answer_in_hall(sitting, answers={}, by=held, now=NOW)
    with expect_refusal("conference_ahead"):
        answer_in_hall(sitting, answers=sheet(meeting), by=held, now=NOW - timedelta(days=1))
    answers = sheet(meeting)
    meeting.conference.check_up.delete()
    with expect_refusal("check_not_drawn"):
        answer_in_hall(sitting_of(meeting), answers=answers, by=held, now=NOW)
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        answer_in_hall(sitting_of(meeting), answers=answers, by=held, now=NOW)
