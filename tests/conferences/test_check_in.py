"""Check in: a delegate says from their own phone that they are there, by the pass on their page and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.hall import pass_of, press, signed, sitting_of
from tests.conferences.meeting import TODAY, Meeting, make_meeting
from tests.factories import NOW
from thongsuot.conferences import hall, passes
from thongsuot.conferences.actions.hall import check_in
from thongsuot.conferences.actions.planning import end_conference
from thongsuot.conferences.queries.figures import presences, standing
from thongsuot.conferences.queries.report import result_report
from thongsuot.conferences.queries.sittings import Sittings
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import transport
from thongsuot.ledger.entries import Answer, Draft, Rejection
from thongsuot.ledger.local import LocalWriter
from thongsuot.people.actions import issue_entry_code, revoke_entry_code
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.site.serving.hall import MOST_WAITING, HallDoors, Pressure

pytestmark = pytest.mark.django_db(**BOTH)
KEY = b"k" * 32


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


@pytest.fixture
def today() -> Meeting:
    """A conference on the very day on which the doors look at the clock."""
    return make_meeting((day_of(timezone.now()), "morning"))


def absent(_environ: Any, start_response: Any) -> Iterable[bytes]:
    start_response("404 Not Found", [])
    return [b"the next one"]


def doors_of_one_worker() -> HallDoors:
    """Open the doors as a worker does; the connection stays, for the test's own transaction lives in it."""
    return HallDoors(absent, Sittings(tidy=dict))


def fields_of(meeting: Meeting, **values: Any) -> dict[str, Any]:
    held = pass_of(meeting, meeting.four.an, until=timezone.now() + timedelta(hours=1))
    return {"pass": signed(held), "key": new_key(), "half_day": meeting.half_day.pk, **values}


def came(meeting: Meeting) -> list[str]:
    (only,) = presences(meeting.conference, standing(meeting.conference))
    return [seat.person.full_name for seat in only.came]


def test_a_delegate_is_present_and_the_entry_says_by_which_way(meeting: Meeting) -> None:
    an = meeting.four.an
    check_in(sitting_of(meeting), half_day=meeting.half_day.pk, by=pass_of(meeting, an), now=NOW, key=new_key())
    assert came(meeting) == ["Trần Văn An"]
    (entry,) = told("conferences.attendance.marked")
    assert entry.facts["method"] == "own_phone"
    (row,) = result_report(meeting.conference, TODAY).attendance
    assert row.methods == "tự ghi bằng điện thoại 1"
    assert (entry.by.seat, entry.by.person, entry.by.unit) == (an.pk, an.person_id, an.organisation.path)
    assert_proven()


def test_the_same_press_sent_again_is_answered_the_same_however_late(meeting: Meeting) -> None:
    sitting, held, key = sitting_of(meeting), pass_of(meeting, meeting.four.an), new_key()
    first = check_in(sitting, half_day=meeting.half_day.pk, by=held, now=NOW, key=key)
    kept = told_in_all()
    again = check_in(sitting, half_day=meeting.half_day.pk, by=held, now=NOW + timedelta(minutes=3), key=key)
    assert (again.seq, again.at) == (first.seq, first.at)
    assert told_in_all() == kept


def test_a_clerk_who_says_later_that_somebody_left_is_right(meeting: Meeting) -> None:
    an = meeting.four.an
    check_in(sitting_of(meeting), half_day=meeting.half_day.pk, by=pass_of(meeting, an), now=NOW, key=new_key())
    meeting.mark(an, "absent", now=NOW + timedelta(minutes=5))
    assert came(meeting) == []
    assert_proven()


def test_other_days_other_conferences_and_ended_passes_are_refused(meeting: Meeting) -> None:
    sitting, held, half_day = sitting_of(meeting), pass_of(meeting, meeting.four.an), meeting.half_day.pk
    elsewhere = passes.Pass(held.conference + 1, held.seat, held.person, held.unit, None, held.until)
    for by, on, half, code in (
        (held, NOW + timedelta(days=1), half_day, "pass_not_valid"),
        (elsewhere, NOW, half_day, "pass_not_valid"),
        (held, NOW - timedelta(days=1), half_day, "half_day_not_today"),
        (held, NOW, half_day + 1, "half_day_gone"),
    ):
        with expect_refusal(code):
            check_in(sitting, half_day=half, by=by, now=on, key=new_key())
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        check_in(sitting_of(meeting), half_day=half_day, by=held, now=NOW, key=new_key())


def test_a_pass_is_read_back_and_nothing_else_is() -> None:
    held = passes.Pass(7, 8, 9, "1/5/77", None, 1_800_000_000)
    text = passes.write(held, {1: KEY, 2: b"n" * 32})
    assert passes.read(text, {2: b"n" * 32}) == held
    assert passes.read(text, {1: KEY}) is None, "the key that signed it is gone"
    assert passes.read(text, {1: KEY, 2: KEY}) is None
    for broken in ("", ".", "..", "2", "x.y.z", "999999.a.b", text[:-1], "1" + text[1:], f"{text}é", text * 90):
        assert passes.read(broken, {1: KEY, 2: b"n" * 32}) is None, broken


def test_a_page_sends_its_press_in_front_of_django_and_gets_its_receipt(today: Meeting) -> None:
    doors, fields = doors_of_one_worker(), fields_of(today)
    first = press(doors, hall.CHECK_IN, fields)
    assert (first.status, first.headers["Cache-Control"]) == (200, "no-store")
    assert press(doors, hall.CHECK_IN, fields).body == first.body
    assert came(today) == ["Trần Văn An"]
    assert press(doors, "/", fields).body == b"the next one"
    assert press(doors, hall.CHECK_IN, fields, HTTP_ACCEPT="text/html").body == b"the next one"
    assert_proven()


def test_what_is_no_press_of_a_page_of_ours_is_refused_with_a_sentence(today: Meeting) -> None:
    doors = doors_of_one_worker()
    for values, status, code in (
        ({"pass": "1.x.y"}, 403, "pass_not_valid"),
        ({"key": "none"}, 400, "key_missing"),
        ({"half_day": "x"}, 409, "half_day_gone"),
        ({"more": "x" * 20_000}, 400, "too_large"),
    ):
        answer = press(doors, hall.CHECK_IN, fields_of(today, **values))
        assert (answer.status, answer.told["code"]) == (status, code)
        assert answer.told["message"].endswith(".")
    english = press(doors, hall.CHECK_IN, fields_of(today, key=""), HTTP_COOKIE="django_language=en")
    assert "page" in english.told["message"]


def test_a_press_with_other_content_under_the_same_key_is_refused(today: Meeting) -> None:
    doors, fields = doors_of_one_worker(), fields_of(today)
    assert press(doors, hall.CHECK_IN, fields).status == 200
    other = pass_of(today, today.four.an, until=timezone.now() + timedelta(hours=1))
    moved = passes.Pass(other.conference, other.seat + 1, other.person, other.unit, None, other.until)
    answer = press(doors, hall.CHECK_IN, {**fields, "pass": signed(moved)})
    assert (answer.status, answer.told["code"]) == (409, "key_reused")


def test_a_pass_ends_with_the_entry_code_it_was_given_for(today: Meeting) -> None:
    an, now = today.four.an, timezone.now()
    code = issue_entry_code(an.person_id, by=today.four.binh, now=now, unit_id=an.organisation_id)
    held = pass_of(today, an, code=code.pk, until=now + timedelta(hours=1))
    fields = fields_of(today, **{"pass": signed(held)})
    assert press(doors_of_one_worker(), hall.CHECK_IN, fields).status == 200
    revoke_entry_code(code.pk, by=today.four.binh, now=now)
    answer = press(doors_of_one_worker(), hall.CHECK_IN, fields)
    assert (answer.status, answer.told["code"]) == (403, "pass_not_valid")


class Silent(LocalWriter):
    """A writer that is there and does not answer."""

    def append(self, draft: Draft) -> Answer:
        return Rejection("failed", draft.event)


def test_a_writer_that_does_not_answer_is_a_503_that_says_when_to_send_again(today: Meeting) -> None:
    doors, fields = doors_of_one_worker(), fields_of(today)
    with transport.installed(Silent()):
        answer = press(doors, hall.CHECK_IN, fields)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
    assert came(today) == []
    assert press(doors, hall.CHECK_IN, fields).status == 200
    assert came(today) == ["Trần Văn An"]


def test_when_too_many_wait_too_long_the_next_is_turned_away_and_nothing_is_stored(today: Meeting) -> None:
    doors, clock = doors_of_one_worker(), [0.0]
    doors.presses.pressure = Pressure(lambda: clock[0])
    doors.presses.pressure.waiting = {-at: 0.0 for at in range(MOST_WAITING)}
    assert press(doors, hall.CHECK_IN, fields_of(today)).status == 200, "many, but each is answered soon"
    clock[0] = 2.0
    answer = press(doors, hall.CHECK_IN, fields_of(today))
    assert (answer.status, answer.told["code"]) == (503, "busy")
    assert len(told("conferences.attendance.marked")) == 1
    doors.presses.pressure.waiting.clear()
    assert press(doors, hall.CHECK_IN, fields_of(today)).status == 200


def test_a_worker_keeps_a_sitting_until_its_conference_changes(today: Meeting) -> None:
    doors, clock = doors_of_one_worker(), [0.0]
    doors.sittings.clock = lambda: clock[0]
    assert press(doors, hall.CHECK_IN, fields_of(today)).status == 200
    end_conference(today.conference.pk, by=today.four.binh, now=timezone.now())
    issue_report(today.conference.pk, by=today.four.binh, now=timezone.now())
    assert press(doors, hall.CHECK_IN, fields_of(today)).status == 200, "within the second"
    clock[0] = 2.0
    assert press(doors, hall.CHECK_IN, fields_of(today)).told["code"] == "conference_reported"


def test_a_worker_keeps_so_many_sittings_and_no_more(meeting: Meeting) -> None:
    sittings = doors_of_one_worker().sittings
    sittings.most = 0
    assert sittings.get(meeting.conference.pk, NOW).ref == meeting.conference.ref
    assert not sittings.kept
    assert (meeting.half_day.on, len(settings.PASS_KEYS)) == (TODAY, 1)
