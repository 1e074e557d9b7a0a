"""The days of a drive as a calendar file: one's own, those one answers for; moved days move what was taken in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.cascade.doors import enter, page
from tests.cascade.told import BOTH
from tests.factories import Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.course import extend_dissemination, withdraw_dissemination
from thongsuot.cascade.audience import suggested_deadlines
from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

TITLE = "Quán triệt; Quy định “118-QĐ/TW”, về tiếp nhận và xử lý phản ánh của đảng viên ở cơ sở"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def days() -> dict[str, date]:
    return suggested_deadlines(day_of(timezone.now()) + timedelta(days=5))


@pytest.fixture
def drive(four: Four, days: dict[str, date]) -> Dissemination:
    return make_dissemination(four.cuc, make_expression("118-QĐ/TW"), title=TITLE, deadlines=days)


def events(seat: Seat, drive: Dissemination) -> dict[str, tuple[date, str, int, str]]:
    """Read the file as a calendar does: by key the day, the title, how often it was changed, and its state."""
    answer = enter(seat).get(f"/quan-triet/{drive.pk}/lich.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {
        str(one["uid"]): (one.decoded("dtstart"), str(one["summary"]), int(one["sequence"]), str(one["status"]))
        for one in found
    }


def test_a_member_gets_their_own_day_whole(four: Four, drive: Dissemination, days: dict[str, date]) -> None:
    ((key, (on, title, changes, state)),) = events(four.an, drive).items()
    assert key == f"dissemination-{drive.pk}-seat-{four.an.pk}@thongsuot"
    assert (on, title) == (days["cell"], f"Hạn đọc và xác nhận: {TITLE}")
    assert (changes, state) == (0, "CONFIRMED")


def test_who_answers_for_a_unit_gets_the_days_of_its_levels(
    four: Four, drive: Dissemination, days: dict[str, date]
) -> None:
    levels = {key.split("-")[3].split("@")[0]: on for key, (on, *_rest) in events(four.cuc, drive).items()}
    assert {level: on for level, on in levels.items() if level in days} == days
    of_the_cell = [key for key in events(four.binh, drive) if "-level-" in key]
    assert of_the_cell == [f"dissemination-{drive.pk}-level-cell@thongsuot"]


def test_a_later_day_replaces_the_one_that_was_taken_in(
    four: Four, drive: Dissemination, days: dict[str, date]
) -> None:
    later, now = days["cell"] + timedelta(days=7), timezone.now()
    before = events(four.an, drive)
    extend_dissemination(drive.pk, deadlines={"cell": later}, reason="Mưa lũ.", by=four.cuc, now=now)
    after = events(four.an, drive)
    assert before.keys() == after.keys()
    assert [(on, changes) for on, _title, changes, _state in after.values()] == [(later, 1)]


def test_a_withdrawn_drive_is_cancelled_in_the_calendar_too(four: Four, drive: Dissemination) -> None:
    withdraw_dissemination(drive.pk, reason="Nhầm.", by=four.cuc, now=timezone.now())
    assert {state for *_rest, state in events(four.an, drive).values()} == {"CANCELLED"}


def test_the_page_leads_to_it_and_strangers_and_drafts_have_none(four: Four, drive: Dissemination) -> None:
    assert f'href="/quan-triet/{drive.pk}/lich.ics"' in page(enter(four.an), f"/quan-triet/{drive.pk}/")
    ward_drive = make_dissemination(make_seat(unit=four.ward, role=Seat.Role.OFFICE))
    assert enter(four.dung).get(f"/quan-triet/{ward_drive.pk}/lich.ics").status_code == 404
    draft = make_dissemination(four.cuc, published=False)
    assert enter(four.cuc).get(f"/quan-triet/{draft.pk}/lich.ics").status_code == 404
