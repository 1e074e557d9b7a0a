"""Edit a question: a new version, so that what was answered keeps the one it saw; and the text under it may change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW, TEXT, make_expression
from thongsuot.understanding.actions.questions import Written, edit_question, write_question
from thongsuot.understanding.queries.bank import bank

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def written(meeting: Meeting, eid: str = "art_1") -> Written:
    return Written(meeting.text.pk, eid, "single", "Để làm gì?", ("Để thử", "Để xem"), frozenset({0}))


def test_a_check_keeps_the_version_it_was_drawn_with(meeting: Meeting) -> None:
    first = meeting.ask()
    check = meeting.draw(first)
    second = edit_question(first.question_id, written=written(meeting), by=meeting.four.binh, now=NOW)
    assert (second.ordinal, second.text) == (2, "Để làm gì?")
    assert check.items.get().question == first
    assert [each.version for each in bank(meeting.text.work_id, meeting.four.binh).questions] == [second]
    (entry,) = told("understanding.question.edited")
    assert entry.facts["version"] == 2


def test_only_the_unit_that_wrote_it_edits_and_never_for_another_document(meeting: Meeting) -> None:
    first, four = meeting.ask(), meeting.four
    with expect_refusal("keepers_only"):
        edit_question(first.question_id, written=written(meeting), by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        edit_question(first.question_id, written=written(meeting), by=four.cuc, now=NOW)
    other = replace(written(meeting), expression=make_expression().pk)
    with expect_refusal("question_of_another_work"):
        edit_question(first.question_id, written=other, by=four.binh, now=NOW)


def test_a_later_wording_marks_exactly_the_questions_whose_provision_reads_otherwise(meeting: Meeting) -> None:
    by = meeting.four.binh
    changed, same, whole, gone = (
        write_question(written(meeting, eid), by=by, now=NOW) for eid in ("art_1", "art_2", "", "art_1")
    )
    later = TEXT.replace("Quy định này soạn để thử.", "Quy định này soạn để thử lại.")
    newest = make_expression(work=meeting.text.work, text=later)
    page = bank(meeting.text.work_id, by)
    assert {each.version for each in page.questions if each.is_stale} == {changed, whole, gone}
    assert page.stale == 3
    seen_again = replace(written(meeting), expression=newest.pk)
    edit_question(changed.question_id, written=seen_again, by=by, now=NOW)
    stale = {each.version for each in bank(meeting.text.work_id, by).questions if each.is_stale}
    assert stale == {whole, gone}
    assert same not in stale


def test_the_editor_begins_with_what_stands_and_saves_a_version(meeting: Meeting) -> None:
    version = meeting.ask("Câu cũ?")
    client, address = enter(meeting.four.binh), f"/hoi-nghi/ngan-hang/cau/{version.question_id}/"
    with few_queries():
        before = page(client, address)
    assert heading_of(before) == "Câu cũ?"
    assert "* Để thử\nĐể xem" in before
    sent = {"expression": meeting.text.pk, "article": "1", "kind": "single", "text": "Câu mới?"}
    assert client.post(address, {**sent, "options": "*Để thử\nĐể xem"}).status_code == 302
    with few_queries():
        assert "Câu mới?" in page(client, f"/hoi-nghi/ngan-hang/van-ban/{meeting.text.work_id}/")
    assert "1 câu" in page(client, "/hoi-nghi/ngan-hang/")
    assert_absent(enter(meeting.four.dung), address)
