"""Pass on: a unit accepts a drive, adds its own words and day, and everybody below reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat, make_unit
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.relay import OwnWords, pass_on
from thongsuot.cascade.models import Dissemination, Relay
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

NOTE = "Học trong buổi sinh hoạt chi bộ tháng 12."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def clerk(four: Four) -> Seat:
    return make_seat(make_person("Vũ Thị Ly"), four.ward, role=Seat.Role.CLERK)


@pytest.fixture
def drive(four: Four, clerk: Seat) -> Dissemination:
    return make_dissemination(four.cuc)


def relay(drive: Dissemination, by: Seat, note: str = NOTE, asked_on: date | None = None) -> Relay:
    return pass_on(drive.pk, words=OwnWords(note, asked_on), by=by, now=NOW)


def test_a_clerk_accepts_for_the_ward_with_words_and_a_day(four: Four, drive: Dissemination, clerk: Seat) -> None:
    day = NOW.date() + timedelta(days=10)
    kept = relay(drive, clerk, asked_on=day)
    assert (kept.note, kept.asked_on, kept.accepted_at, kept.accepted_by) == (NOTE, day, NOW, clerk.pk)
    (entry,) = told("cascade.relay.accepted")
    assert (entry.by, entry.facts) == (
        clerk.actor(),
        {"relay": kept.pk, "is_first": True, "asked_on": day.isoformat()},
    )


def test_a_second_time_corrects_and_keeps_who_accepted_first(drive: Dissemination, clerk: Seat) -> None:
    relay(drive, clerk)
    again = pass_on(drive.pk, words=OwnWords("Lời khác."), by=clerk, now=NOW + timedelta(days=1))
    assert (again.note, again.accepted_at, Relay.objects.count()) == ("Lời khác.", NOW, 1)


def test_no_day_is_later_than_the_levels_above_ask_for(four: Four, drive: Dissemination, clerk: Seat) -> None:
    with expect_refusal("later_than_above"):
        relay(drive, clerk, asked_on=NOW.date() + timedelta(days=16))
    relay(drive, clerk, asked_on=NOW.date() + timedelta(days=10))
    with expect_refusal("later_than_above"):
        relay(drive, four.binh, asked_on=NOW.date() + timedelta(days=11))
    assert relay(drive, four.binh, asked_on=NOW.date() + timedelta(days=9)).asked_on is not None


def test_a_day_that_is_past_or_too_many_words_are_refused(drive: Dissemination, clerk: Seat) -> None:
    with expect_refusal("asked_past"):
        relay(drive, clerk, asked_on=NOW.date() - timedelta(days=1))
    with expect_refusal("words_too_long"):
        relay(drive, clerk, "x" * 1001)


def test_a_closed_drive_is_not_passed_on(four: Four, drive: Dissemination, clerk: Seat) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        relay(drive, clerk)


def test_a_member_and_a_stranger_pass_nothing_on(four: Four, drive: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        relay(drive, four.an)
    with pytest.raises(ObjectDoesNotExist):
        relay(drive, make_seat(role=Seat.Role.CLERK))


def test_through_the_door_everybody_below_reads_it(four: Four, drive: Dissemination, clerk: Seat) -> None:
    assert "Tiếp nhận đợt này cho đơn vị" in text_of(page(enter(clerk), f"/quan-triet/{drive.pk}/"))
    sent = {"note": NOTE, "asked_on": ""}
    assert enter(clerk).post(f"/quan-triet/{drive.pk}/chuyen-tiep/", sent).status_code == 302
    an = enter(four.an)
    with few_queries():
        words = text_of(page(an, f"/quan-triet/{drive.pk}/"))
    assert "Lời của Phường Bến Đá" in words
    assert NOTE in words
    assert NOTE not in page(enter(four.dung), f"/quan-triet/{drive.pk}/")


def test_what_is_no_day_is_said(drive: Dissemination, clerk: Seat) -> None:
    answer = enter(clerk).post(f"/quan-triet/{drive.pk}/chuyen-tiep/", {"note": NOTE, "asked_on": "mai"})
    assert answer.status_code == 409
    assert "Ghi ngày theo dạng 26/11/2026" in text_of(answer.content.decode())
    assert not Relay.objects.exists()


def test_the_level_above_sees_who_accepted_and_who_has_no_clerk(four: Four, drive: Dissemination, clerk: Seat) -> None:
    relay(drive, clerk)
    rows = {row.organisation: row for row in coverage(drive.pk, four.cuc, NOW).rows}
    assert (rows[four.ward].accepted_at, rows[four.ward].has_keeper) == (NOW, True)
    assert (rows[four.other_ward].accepted_at, rows[four.other_ward].has_keeper) == (None, False)
    cuc = enter(four.cuc)
    with few_queries():
        words = text_of(page(cuc, f"/quan-triet/{drive.pk}/do-phu/"))
    assert "Xã Đắk Lơ Rang chưa có văn thư hay người đứng đầu" in words
    assert "đã tiếp nhận" in words


def test_a_unit_with_nobody_to_study_is_named_with_the_next_step(four: Four) -> None:
    make_unit("Chi bộ Khu phố 7", parent=four.ward)
    drive = make_dissemination(four.cuc)
    words = text_of(page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/{four.ward.code}/"))
    assert "Chi bộ Khu phố 7 chưa có ai thuộc diện học" in words
