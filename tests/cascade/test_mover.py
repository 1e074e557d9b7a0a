"""Movers: what was done stays where it was done, what is owed goes along, and nobody is asked twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, hash_of, owed, read
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.orgs.actions.units import move_unit
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

MOVES = NOW + timedelta(days=3)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def move_an(four: Four) -> Seat:
    """Let An leave the cell and sit in the other ward from the next day on."""
    four.an.valid_to = MOVES.date() - timedelta(days=1)
    four.an.save()
    there = make_seat(four.an.person, four.other_ward, valid_from=MOVES.date())
    count_obliged(MOVES.date())
    return there


def test_who_has_read_and_moves_counts_where_they_read_and_is_not_asked_again(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    there = move_an(four)
    duty = duty_of(there, drive.pk, hash_of(drive), MOVES)
    assert (duty.is_done, duty.state.is_elsewhere) == (True, True)
    assert (counted(drive, four.cell), owed(drive)[four.cell.name]) == ((1, 0), (2, 2))
    assert (counted(drive, four.other_ward), owed(drive)[four.other_ward.name]) == ((0, 0), (1, 1))
    assert recount_obliged(False) == []


def test_who_has_not_read_and_moves_owes_it_in_the_new_unit_alone(four: Four, drive: Dissemination) -> None:
    there = move_an(four)
    assert (owed(drive)[four.cell.name], owed(drive)[four.other_ward.name]) == ((1, 1), (2, 2))
    read(drive, there, now=MOVES)
    assert (counted(drive, four.cell), counted(drive, four.other_ward)) == ((0, 0), (1, 0))
    assert_proven()


def test_a_cell_that_moves_keeps_both_sides_of_its_fraction_where_it_stood(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    move_unit(four.cell.pk, under=four.other_ward.pk, on=MOVES.date(), by=four.cuc, now=MOVES)
    read(drive, four.binh, now=MOVES)
    count_obliged(MOVES.date())
    assert (counted(drive, four.ward), owed(drive)[four.ward.name]) == ((2, 0), (0, 2))
    assert (counted(drive, four.other_ward), owed(drive)[four.other_ward.name]) == ((0, 0), (1, 1))
    assert [row.organisation for row in coverage(drive.pk, four.cuc, MOVES, four.ward.code).rows] == [four.cell]
    assert coverage(drive.pk, four.cuc, MOVES, four.other_ward.code).rows == ()
    assert_proven()


def test_the_old_ward_reads_where_the_cell_went(four: Four, drive: Dissemination) -> None:
    move_unit(four.cell.pk, under=four.other_ward.pk, on=NOW.date(), by=four.cuc, now=NOW)
    words = text_of(page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/{four.ward.code}/"))
    assert "Chi bộ Khu phố 3 đã chuyển đi, nay thuộc Xã Đắk Lơ Rang; đợt này vẫn tính ở đây." in words
