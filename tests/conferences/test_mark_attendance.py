"""Mark attendance: the roll of a half day, where what was said last of somebody holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, hidden, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.meeting import TODAY, Meeting, make_meeting
from tests.factories import NOW, make_person, make_seat
from thongsuot.conferences.actions.attending import RollCall, mark_attendance
from thongsuot.conferences.queries.figures import presences, standing
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.models import UnitCount
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def figures(meeting: Meeting) -> tuple[int, int, int, int]:
    (only,) = presences(meeting.conference, standing(meeting.conference))
    return only.expected, only.present, len(only.excused), len(only.missing)


def test_a_roll_is_kept_in_the_ledger_and_counted_up_the_tree(meeting: Meeting) -> None:
    four = meeting.four
    call = RollCall(meeting.half_day.pk, {four.an.pk: "present", four.binh.pk: "excused"})
    assert mark_attendance(meeting.conference.pk, call=call, by=four.binh, now=NOW, key=new_key()) == 2
    assert figures(meeting) == (2, 1, 1, 0)
    (entry,) = told("conferences.attendance.marked")
    assert entry.facts["method"] == "roll_call"
    assert sorted(entry.facts["marks"]) == sorted(
        [[four.an.pk, four.cell.path, "present"], [four.binh.pk, four.cell.path, "excused"]]
    )
    present = UnitCount.objects.filter(scope=meeting.conference.ref, status="present")
    assert dict(present.values_list("unit", "number")) == {four.city.pk: 1, four.ward.pk: 1, four.cell.pk: 1}
    assert_proven()


def test_what_was_said_last_holds_whatever_came_first(meeting: Meeting) -> None:
    an = meeting.four.an
    meeting.mark(an, "present", now=NOW + timedelta(minutes=5))
    meeting.mark(an, "absent", now=NOW)
    assert figures(meeting) == (2, 1, 0, 1)
    meeting.mark(an, "excused", now=NOW + timedelta(minutes=9))
    assert figures(meeting) == (2, 0, 1, 1)
    assert_proven()


def test_the_same_sheet_sent_twice_is_kept_once(meeting: Meeting) -> None:
    call, key = RollCall(meeting.half_day.pk, {meeting.four.an.pk: "present"}), new_key()
    mark_attendance(meeting.conference.pk, call=call, by=meeting.four.binh, now=NOW, key=key)
    before = told_in_all()
    mark_attendance(meeting.conference.pk, call=call, by=meeting.four.binh, now=NOW, key=key)
    assert told_in_all() == before


def test_a_hall_of_five_hundred_is_kept_in_parts_and_none_is_lost(meeting: Meeting) -> None:
    seats = [make_seat(make_person(f"Người {at}"), meeting.four.cell) for at in range(450)]
    call = RollCall(meeting.half_day.pk, {seat.pk: "present" for seat in seats})
    mark_attendance(meeting.conference.pk, call=call, by=meeting.four.binh, now=NOW, key=new_key())
    assert figures(meeting) == (452, 450, 0, 2)
    assert len(told("conferences.attendance.marked")) == 3


def test_strangers_unknown_words_and_empty_sheets_are_refused(meeting: Meeting) -> None:
    four, half_day = meeting.four, meeting.half_day.pk
    for marks, code in (
        ({}, "no_marks"),
        ({four.dung.pk: "present"}, "not_a_delegate"),
        ({four.an.pk: "asleep"}, "not_a_delegate"),
    ):
        with expect_refusal(code):
            call = RollCall(half_day, marks)
            mark_attendance(meeting.conference.pk, call=call, by=four.binh, now=NOW, key=new_key())


def test_nobody_is_present_before_the_day_or_after_the_report(meeting: Meeting) -> None:
    four, call = meeting.four, RollCall(meeting.half_day.pk, {meeting.four.an.pk: "present"})
    with expect_refusal("conference_ahead"):
        yesterday = NOW - timedelta(days=1)
        mark_attendance(meeting.conference.pk, call=call, by=four.binh, now=yesterday, key=new_key())
    meeting.end()
    issue_report(meeting.conference.pk, by=four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        mark_attendance(meeting.conference.pk, call=call, by=four.binh, now=NOW, key=new_key())


def test_only_keepers_of_the_unit_call_its_roll(meeting: Meeting) -> None:
    four, call = meeting.four, RollCall(meeting.half_day.pk, {meeting.four.an.pk: "present"})
    with expect_refusal("keepers_only"):
        mark_attendance(meeting.conference.pk, call=call, by=four.an, now=NOW, key=new_key())
    with pytest.raises(ObjectDoesNotExist):
        mark_attendance(meeting.conference.pk, call=call, by=four.cuc, now=NOW, key=new_key())
    address = f"/hoi-nghi/{meeting.conference.pk}/diem-danh/{meeting.half_day.pk}/"
    for other in (four.an, four.cuc, four.dung):
        assert_absent(enter(other), address)


def test_the_secretary_calls_the_roll_on_a_page_without_javascript(meeting: Meeting) -> None:
    four = meeting.four
    address = f"/hoi-nghi/{meeting.conference.pk}/diem-danh/{meeting.half_day.pk}/"
    client = enter(four.binh)
    with few_queries():
        before = page(client, address)
    assert heading_of(before) == "0 / 2 người có mặt"
    sent = {f"mark-{four.an.pk}": "present", "key": hidden(before, "key", address)}
    after = client.post(address, sent, follow=True).content.decode()
    assert heading_of(after) == "1 / 2 người có mặt"
    assert figures(meeting) == (2, 1, 0, 1)


def test_all_are_present_with_one_press_but_for_who_was_tapped(meeting: Meeting) -> None:
    four = meeting.four
    address = f"/hoi-nghi/{meeting.conference.pk}/diem-danh/{meeting.half_day.pk}/"
    client = enter(four.binh)
    before = page(client, address)
    assert "Còn 2 người chưa điểm danh" in text_of(before)
    sent = {"key": hidden(before, "key", address), "rest": "present", "left": [four.an.pk, four.binh.pk]}
    after = client.post(address, {**sent, f"mark-{four.an.pk}": "excused"}, follow=True).content.decode()
    assert heading_of(after) == "1 / 2 người có mặt"
    assert "Đã điểm danh hết. Vắng có lý do 1, vắng không lý do 0." in text_of(after)
    assert figures(meeting) == (2, 1, 1, 0)


def test_one_person_is_mended_and_the_others_are_not_said_again(meeting: Meeting) -> None:
    four = meeting.four
    meeting.mark(four.an, "present")
    meeting.mark(four.binh, "present")
    address = f"/hoi-nghi/{meeting.conference.pk}/diem-danh/{meeting.half_day.pk}/"
    client = enter(four.binh)
    shown = page(client, address)
    assert " checked" not in shown
    client.post(address, {"key": hidden(shown, "key", address), f"mark-{four.an.pk}": "absent"})
    assert told("conferences.attendance.marked")[-1].facts["marks"] == [[four.an.pk, four.cell.path, "absent"]]


def test_the_level_above_reads_counts_and_no_names(meeting: Meeting) -> None:
    meeting.mark(meeting.four.an, "present")
    client = enter(meeting.four.cuc)
    with few_queries():
        shown = page(client, f"/hoi-nghi/{meeting.conference.pk}/")
    assert "1/2" in text_of(shown).replace(" / ", "/")
    assert "Trần Văn An" not in shown
    assert f"{TODAY:%d/%m/%Y}" in shown
