"""Late joiners: in from the day their seat begins, with as many days from then on as everybody had."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.told import BOTH, assert_proven, hash_of, owed, read, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat, make_unit
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.cascade.queries.lines import measured

pytestmark = pytest.mark.django_db(**BOTH)

JOINS = NOW + timedelta(days=20)
AFTER = NOW + timedelta(days=40)  # the cells' thirty days are over; who joined on day 20 has ten left


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def test_who_joins_has_as_many_days_as_everybody_had(four: Four, drive: Dissemination) -> None:
    joined = make_seat(make_person("Đỗ Thị Én"), four.cell, valid_from=JOINS.date())
    duty = duty_of(joined, drive.pk, hash_of(drive), JOINS)
    assert duty.due_on == JOINS.date() + timedelta(days=30)
    assert duty_of(four.an, drive.pk, hash_of(drive), JOINS).due_on == NOW.date() + timedelta(days=30)


def test_who_sat_there_before_has_no_longer_than_the_others(four: Four, drive: Dissemination) -> None:
    early = make_seat(unit=four.cell, valid_from=NOW.date() - timedelta(days=90))
    assert duty_of(early, drive.pk, hash_of(drive), NOW).due_on == NOW.date() + timedelta(days=30)


def test_with_days_of_their_own_left_they_are_missing_but_not_late(four: Four, drive: Dissemination) -> None:
    make_seat(make_person("Đỗ Thị Én"), four.cell, valid_from=JOINS.date())
    count_obliged(AFTER.date())
    total = coverage(drive.pk, four.binh, AFTER).total
    assert (total.missing, total.overdue) == (3, 2)
    city = coverage(drive.pk, four.cuc, AFTER).total
    (line,) = measured([drive], four.cuc, AFTER.date())
    assert (line.overdue, line.missing) == (city.overdue, city.missing) == (4, 5)


def test_reading_by_the_own_day_is_on_time_and_makes_nobody_else_less_late(four: Four, drive: Dissemination) -> None:
    joined = make_seat(make_person("Đỗ Thị Én"), four.cell, valid_from=JOINS.date())
    count_obliged(AFTER.date())
    read(drive, joined, now=AFTER)
    assert not duty_of(joined, drive.pk, hash_of(drive), AFTER).state.is_late
    total = coverage(drive.pk, four.binh, AFTER).total
    assert (total.missing, total.overdue) == (2, 2)
    (entry,) = told("cascade.reading.acknowledged")
    assert entry.derived == {"late": [], "levels": ["cell"], "own_day": [joined.pk]}
    assert recount_obliged(False) == []
    assert_proven()


def test_after_the_own_day_they_are_late_like_everybody(four: Four, drive: Dissemination) -> None:
    joined = make_seat(unit=four.cell, valid_from=JOINS.date())
    late = JOINS + timedelta(days=31)
    count_obliged(late.date())
    assert coverage(drive.pk, four.binh, late).total.overdue == 3
    read(drive, joined, now=late)
    assert duty_of(joined, drive.pk, hash_of(drive), late).state.is_late


def test_a_unit_that_joins_has_its_days_from_then_on(four: Four, drive: Dissemination) -> None:
    founded = make_unit("Chi bộ Khu phố 9", parent=four.ward, valid_from=JOINS.date())
    make_seat(unit=founded, valid_from=JOINS.date())
    count_obliged(JOINS.date())
    row = drive.duties.get(organisation=founded)
    assert (row.since, row.due_on) == (JOINS.date(), JOINS.date() + timedelta(days=30))
    count_obliged(AFTER.date())
    rows = {each.organisation: each for each in coverage(drive.pk, four.cuc, AFTER, four.ward.code).rows}
    assert (rows[founded].missing, rows[founded].overdue, rows[four.cell].overdue) == (1, 0, 2)
    assert owed(drive)[four.ward.name] == (0, 3)
