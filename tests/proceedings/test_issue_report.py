"""Report a conference: its figures become a Word file, the same as on its page, kept once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW, make_person, make_seat
from tests.proceedings.sheets import words_of
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.files.disk import path_of
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.sums import sum_page
from thongsuot.proceedings.telling import report_of

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
    for expected in (*head, "Hội trường tầng 2", "Giới thiệu quy định", "điểm danh 1"):
        assert expected in words or expected.lower() in words.lower(), expected
    assert "Lê Thị Bình" in words
    assert "1 người đã nộp bài kiểm tra nhận thức 1 câu." in words
    assert "Số liệu từng câu chỉ nêu khi có từ mười bài trở lên." in words
    (entry,) = told("conferences.conference.reported")
    assert entry.facts["attendance"] == [[2, 1, 1, 0]]
    assert entry.facts["file"] == reported.report.sha256


def test_from_ten_sheets_on_the_report_tells_which_article_to_talk_over_again(meeting: Meeting) -> None:
    question = meeting.ask()
    meeting.draw(question)
    seats = [meeting.four.an, *(make_seat(make_person(f"Người {at}"), meeting.four.cell) for at in range(9))]
    for at, seat in enumerate(seats):
        answers = {question.pk: frozenset({1 if at < 4 else 0})}
        answer_check(meeting.conference.pk, answers=answers, by=seat, now=NOW)
    meeting.end()
    reported = issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    assert reported.report is not None
    words = words_of(path_of(reported.report.sha256).read_bytes())
    assert "Điều 1: 40 % trả lời sai, cần trao đổi lại." in words
    (article,) = sum_page(meeting.drive.pk, meeting.four.cuc).articles
    assert str(article.share) == "40 %"
    assert "Điều 1: 40 % trả lời sai" in page(enter(meeting.four.cuc), f"/hoi-nghi/dot/{meeting.drive.pk}/tong-hop/")
    assert sum_page(meeting.drive.pk, meeting.four.cuc, meeting.four.ward.code).articles == ()


def test_a_report_kept_with_counts_is_told_as_any_other(meeting: Meeting) -> None:
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    told_now = ConferencePaper.objects.newest("report").get().told
    rows = [{"text": "Câu?", "provision": "Điều 1", "answered": of, "wrong": 1} for of in (9, 10)]
    of_before = {**told_now, "results": [["Đúng 1 trên 2 câu", 10]], "questions": rows}
    for name in ("asked", "answered", "to_brief"):
        del of_before[name]
    report = report_of(of_before)
    assert (report.asked, report.answered, [each.share for each in report.questions]) == (2, 10, ["không quá 10 %"])


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
