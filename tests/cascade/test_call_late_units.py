"""Calling: whoever keeps a unit finds which units below are late and reaches clerk and head there; nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage, sifted
from thongsuot.cascade.queries.rows import Asked
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

AFTER = NOW + timedelta(days=40)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def called(drive: Dissemination, seat: Seat, unit_code: str | None = None) -> dict[str, list[str]]:
    calls = coverage(drive.pk, seat, AFTER, unit_code).calls
    return {call.row.organisation.code: [contact.name for contact in call.contacts] for call in calls}


def test_the_office_finds_clerk_and_head_of_a_late_unit_with_their_telephone(four: Four, drive: Dissemination) -> None:
    make_seat(make_person("Đỗ Thị Ngân"), four.ward, role=Seat.Role.HEAD)
    clerk = make_seat(make_person("Vũ Văn Lâm", phone="0900 000 117"), four.ward, role=Seat.Role.CLERK)
    assert called(drive, four.cuc) == {"AH-01": ["Vũ Văn Lâm", "Đỗ Thị Ngân"], "AH-02": []}
    (contact, _head), *_rest = (call.contacts for call in coverage(drive.pk, four.cuc, AFTER).calls)
    assert (contact.phone, contact.dialled) == (clerk.person.phone, "0900000117")


def test_a_level_further_down_the_head_of_the_cell_is_called(four: Four, drive: Dissemination) -> None:
    assert called(drive, four.cuc, four.ward.code) == {"AH-01-03": ["Lê Thị Bình"]}


def test_nobody_but_keepers_calls_and_no_member_is_called(four: Four, drive: Dissemination) -> None:
    plain = make_seat(make_person("Bùi Văn Giáp"), four.ward)
    assert called(drive, plain) == {"AH-01-03": []}
    assert not Seat.objects.callable_from(four.an).exists()


def test_whoever_is_called_sits_below_never_beside_above_or_in_the_same_unit(four: Four) -> None:
    head = make_seat(unit=four.ward, role=Seat.Role.HEAD)
    make_seat(unit=four.ward, role=Seat.Role.CLERK)
    make_seat(unit=four.other_ward, role=Seat.Role.CLERK)
    assert set(Seat.objects.callable_from(head)) == {four.binh}


def test_who_left_is_not_called(four: Four, drive: Dissemination) -> None:
    Seat.objects.filter(pk=four.binh.pk).update(valid_to=NOW.date())
    assert called(drive, four.cuc, four.ward.code) == {"AH-01-03": []}


def test_the_page_of_a_late_drive_dials_at_one_press(four: Four) -> None:
    long_ago = {level: (NOW - timedelta(days=9)).date() for level in ("city", "ward", "cell")}
    drive = make_dissemination(four.cuc)
    Dissemination.objects.update(deadlines={level: day.isoformat() for level, day in long_ago.items()})
    drive.duties.update(due_on=long_ago["cell"])
    make_seat(make_person("Vũ Văn Lâm", phone="0900 000 117"), four.ward, role=Seat.Role.CLERK)
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/")
    assert 'href="tel:0900000117"' in html
    assert "chưa có văn thư, người đứng đầu" in text_of(html)


def test_the_table_shows_the_units_in_one_state_alone(four: Four, drive: Dissemination) -> None:
    found = coverage(drive.pk, four.cuc, NOW + timedelta(days=20))
    make_seat(unit=four.ward, role=Seat.Role.HEAD)
    assert {key: number for key, _label, number in found.choices} == {"late": 1, "planned": 1}
    late = sifted(drive.pk, four.cuc, NOW + timedelta(days=20), Asked(state="late"))
    assert [row.organisation for row in late.shown_rows] == [four.other_ward]
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/?tinh-trang=reported")
    assert "Đã xong (0)" in text_of(html)
    assert html.count('<tr class="lvl-1">') == 0
