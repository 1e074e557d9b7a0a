"""Take a question out of use: nobody draws it any more, and what asked it keeps it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.understanding.actions.questions import edit_question, retire_question
from thongsuot.understanding.queries.bank import bank

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_a_retired_question_leaves_the_bank_and_stays_in_its_check(meeting: Meeting) -> None:
    version = meeting.ask()
    check = meeting.draw(version)
    retire_question(version.question_id, by=meeting.four.binh, now=NOW)
    assert bank(meeting.text.work_id, meeting.four.binh).questions == ()
    assert check.items.get().question == version
    (entry,) = told("understanding.question.retired")
    assert entry.facts == {"question": version.question_id}


def test_it_is_retired_once_and_not_edited_after(meeting: Meeting) -> None:
    version, by = meeting.ask(), meeting.four.binh
    assert enter(by).post(f"/hoi-nghi/ngan-hang/cau/{version.question_id}/thoi-dung/").status_code == 302
    with expect_refusal("question_retired"):
        retire_question(version.question_id, by=by, now=NOW)
    with expect_refusal("question_retired"):
        edit_question(version.question_id, written=None, by=by, now=NOW)


def test_nobody_else_retires_it(meeting: Meeting) -> None:
    version = meeting.ask()
    with expect_refusal("keepers_only"):
        retire_question(version.question_id, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        retire_question(version.question_id, by=meeting.four.cuc, now=NOW)
