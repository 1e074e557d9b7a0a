"""Report a conference: its figures become a Word file, the same as on its page, kept once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from tests.proceedings.sheets import words_of
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.files.disk import path_of
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_the_report_tells_what_the_page_tells(meeting: Meeting) -> None:
    four = meeting.four
    meeting.mark(four.an, "present")
    meeting.mark(four.binh, "excused")
    question = meeting.ask()
    meeting.draw(question)
    answers = {question.pk: frozenset({1})}
    answer_check(meeting.conference.pk, answers=answers, by=four.an, now=NOW)
    meeting.end()
    reported = issue_report(meeting.conference.pk, by=four.binh, now=NOW)
    assert reported.report is not None
    content = path_of(reported.report.sha256).read_bytes()
    words = words_of(content)
    head = ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số ……-BC/……")
    for expected in (*head, "Hội trường tầng 2", "Giới thiệu quy định", "điểm danh 1", "Điều 1"):
        assert expected in words or expected.lower() in words.lower(), expected
    assert "Lê Thị Bình" in words
    assert "Đúng 0 trên 1 câu: 1 người." in words
    (entry,) = told("conferences.conference.reported")
    assert entry.facts["attendance"] == [[2, 1, 1, 0]]
    assert entry.facts["file"] == reported.report.sha256


def test_a_second_report_answers_with_the_first_and_an_open_conference_has_none(meeting: Meeting) -> None:
    with expect_refusal("conference_not_ended"):
        issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    meeting.end()
    first = issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    again = issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    assert (again.state, again.report_id) == ("reported", first.report_id)
    assert len(told("conferences.conference.reported")) == 1


def test_only_keepers_of_the_unit_report(meeting: Meeting) -> None:
    meeting.end()
    with expect_refusal("keepers_only"):
        issue_report(meeting.conference.pk, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        issue_report(meeting.conference.pk, by=meeting.four.cuc, now=NOW)


def test_two_presses_end_and_report(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/"
    ended = client.post(f"{address}be-mac/", follow=True).content.decode()
    assert "Lập báo cáo kết quả" in ended
    shown = client.post(f"{address}bao-cao/", follow=True).content.decode()
    assert "Tải báo cáo (Word)" in shown
