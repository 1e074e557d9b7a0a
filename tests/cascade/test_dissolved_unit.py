"""Dissolved half-way: a unit that ends keeps what was done in it, and its successor takes the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, hash_of, owed, read
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat, make_unit
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.orgs.actions.units import Handover, end_unit
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db(**BOTH)

LAST = NOW + timedelta(days=3)
AFTER = NOW + timedelta(days=4)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def heir(four: Four) -> Organisation:
    return make_unit("Chi bộ Khu phố 4", parent=four.ward)


@pytest.fixture
def drive(four: Four, heir: Organisation) -> Dissemination:
    drive = make_dissemination(four.cuc)
    read(drive, four.an)
    end_unit(four.cell.pk, on=LAST.date(), handover=Handover(heir.pk, people_go=True), by=four.cuc, now=AFTER)
    count_obliged(AFTER.date())
    return drive


def test_what_was_done_stays_and_what_is_owed_goes_to_the_successor(
    four: Four, heir: Organisation, drive: Dissemination
) -> None:
    assert (counted(drive, four.cell), owed(drive)[four.cell.name]) == ((1, 0), (1, 1))
    assert (counted(drive, heir), owed(drive)[heir.name]) == ((0, 0), (1, 1))  # Bình alone: An has read
    assert (counted(drive, four.ward), owed(drive)[four.ward.name]) == ((1, 0), (0, 2))
    assert recount_obliged(False) == []


def test_who_had_read_is_not_asked_again_in_the_successor_and_who_had_not_is(
    four: Four, heir: Organisation, drive: Dissemination
) -> None:
    seats = {seat.person_id: seat for seat in Seat.objects.filter(organisation=heir)}
    assert duty_of(seats[four.an.person_id], drive.pk, hash_of(drive), AFTER).state.is_elsewhere
    binh = seats[four.binh.person_id]
    assert not duty_of(binh, drive.pk, hash_of(drive), AFTER).is_done
    read(drive, binh, now=AFTER)
    assert (counted(drive, heir), counted(drive, four.ward)) == ((1, 0), (2, 0))
    assert_proven()


def test_the_successor_sees_the_row_of_what_ended(four: Four, heir: Organisation, drive: Dissemination) -> None:
    clerk = make_seat(unit=heir, role=Seat.Role.CLERK)
    assert coverage(drive.pk, clerk, AFTER, four.cell.code).total.obliged == 1


def test_the_ward_reads_who_took_over(four: Four, heir: Organisation, drive: Dissemination) -> None:
    words = text_of(page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/{four.ward.code}/"))
    assert "Chi bộ Khu phố 3 đã kết thúc" in words
    assert "Chi bộ Khu phố 4 kế tục" in words
