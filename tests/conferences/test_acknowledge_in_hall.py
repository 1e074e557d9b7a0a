"""Acknowledge in the hall: one press under the pass of one's own page, and every text that was presented is read."""

from __future__ import annotations

import pytest

from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.hall import pass_of, sitting_of
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.conferences.actions.hall import acknowledge_in_hall
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.kernel.ids import new_key

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def reading_pass(meeting: Meeting) -> Pass:
    an = meeting.four.an
    duty = duty_of(an, meeting.drive.pk, meeting.text.sha256, NOW)
    owes = tuple((one.seat, one.unit, one.due_on.toordinal(), one.level, one.is_later) for one in duty.counts_for)
    return pass_of(meeting, an, owes=owes)


def test_one_press_reads_every_text_once(meeting: Meeting) -> None:
    sitting, key = sitting_of(meeting), new_key()
    first = acknowledge_in_hall(sitting, by=reading_pass(meeting), now=NOW, key=key)
    kept = told_in_all()
    again = acknowledge_in_hall(sitting, by=reading_pass(meeting), now=NOW, key=key)
    assert (again, told_in_all()) == (first, kept)
    assert len(told("cascade.reading.acknowledged")) == len(sitting.texts) == 1
    assert duty_of(meeting.four.an, meeting.drive.pk, meeting.text.sha256, NOW).is_done
    assert_proven()


def test_nothing_presented_and_a_pass_for_another_conference_are_refused(meeting: Meeting) -> None:
    sitting = sitting_of(meeting)
    empty = Sitting(sitting.conference, sitting.ref, None, sitting.half_days, {}, ())
    other = Sitting(sitting.conference + 1, sitting.ref, None, sitting.half_days, {}, sitting.texts)
    for held_in, code in ((empty, "no_texts"), (other, "pass_not_valid")):
        with expect_refusal(code):
            acknowledge_in_hall(held_in, by=reading_pass(meeting), now=NOW, key=new_key())
