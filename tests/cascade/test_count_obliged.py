"""Count the obliged: denominators follow the rule and the seats of the day, and nobody stands in for another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cascade.told import BOTH, counted, hash_of, hashes_of, owed, read, told_in_all
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_post, make_seat, make_unit
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import open_text
from thongsuot.cascade.audience import AudienceRule
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.counting import OPENING, READING
from thongsuot.orgs.models import Post, Seat

pytestmark = pytest.mark.django_db(**BOTH)

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def end(seat: Seat, last: Any = TODAY) -> None:
    seat.valid_to = last
    seat.save()


def test_who_comes_and_who_leaves_by_date_alone_is_counted_on_the_day(four: Four, drive: Dissemination) -> None:
    make_seat(unit=four.cell, valid_from=TOMORROW)
    make_seat(unit=four.cell, valid_from=TOMORROW)
    end(four.an)
    count_obliged(TODAY)
    assert owed(drive)[four.cell.name] == (2, 2)
    count_obliged(TOMORROW)
    assert (owed(drive)[four.cell.name], owed(drive)[four.city.name]) == ((3, 3), (1, 5))
    drive.refresh_from_db()
    assert drive.counted_on == TOMORROW


def test_a_unit_founded_later_gets_its_duty_and_others_keep_their_day(four: Four, drive: Dissemination) -> None:
    UnitDuty.objects.filter(dissemination=drive, organisation=four.cell).update(due_on=TOMORROW)
    new = make_unit("Chi bộ mới", parent=four.ward)
    make_seat(unit=new)
    count_obliged(TODAY)
    days = dict(drive.duties.values_list("organisation_id", "due_on"))
    assert (days[four.cell.pk], days[new.pk]) == (TOMORROW, TODAY + timedelta(days=30))
    assert (owed(drive)[new.name], owed(drive)[four.ward.name]) == ((1, 1), (0, 3))


def test_a_unit_that_ended_owes_nothing_even_where_its_seats_were_left_open(four: Four, drive: Dissemination) -> None:
    four.cell.valid_to = TODAY
    four.cell.save()
    count_obliged(TOMORROW)
    assert (owed(drive)[four.cell.name], owed(drive)[four.city.name]) == ((0, 0), (1, 2))
    assert recount_obliged(False) == []


def test_whom_the_rule_does_not_reach_moves_no_number(four: Four) -> None:
    drive = make_dissemination(four.cuc, rule=AudienceRule({"cell": frozenset({"leader"})}))
    before = owed(drive)
    make_seat(unit=four.cell)
    make_seat(unit=four.ward, post=make_post("Bí thư Đảng ủy", kind=Post.Kind.LEADER))
    count_obliged(TODAY)
    assert owed(drive) == before


def test_one_who_read_and_left_does_not_stand_in_for_one_who_has_not_read(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    end(four.an)
    count_obliged(TOMORROW)
    assert (counted(drive, four.cell), owed(drive)[four.cell.name]) == ((1, 0), (2, 2))
    assert (counted(drive, four.city), owed(drive)[four.city.name]) == ((1, 0), (1, 4))
    assert recount_obliged(False) == []


def test_one_who_read_in_a_unit_that_ended_stays_on_both_sides_of_the_fraction(
    four: Four, drive: Dissemination
) -> None:
    read(drive, four.an)
    four.cell.valid_to = TODAY
    four.cell.save()
    count_obliged(TOMORROW)
    assert (owed(drive)[four.cell.name], owed(drive)[four.city.name]) == ((1, 1), (1, 3))
    assert recount_obliged(False) == []


def test_one_who_left_half_way_counts_with_what_they_did_and_owes_nothing_of_the_rest(four: Four) -> None:
    drive = make_dissemination(four.cuc, make_expression(), make_expression())
    read(drive, four.an)
    end(four.an)
    count_obliged(TOMORROW)
    row, (first, second) = drive.duties.get(organisation=four.cell), hashes_of(drive)
    assert [row.owed(text, step) for text in (first, second) for step in (OPENING, READING)] == [2, 2, 1, 1]
    assert counted(drive, four.cell) == (1, 0)
    assert recount_obliged(False) == []


def test_one_who_opened_and_left_counts_among_those_who_opened_alone(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    end(four.an)
    count_obliged(TOMORROW)
    row = drive.duties.get(organisation=four.cell)
    assert (row.owed(hash_of(drive), OPENING), row.owed(hash_of(drive), READING)) == (2, 1)


def test_closed_drives_and_drafts_are_left_alone(four: Four, drive: Dissemination) -> None:
    draft = make_dissemination(four.cuc, published=False)
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    before = owed(drive)
    make_seat(unit=four.cell)
    count_obliged(TOMORROW)
    assert (owed(drive), draft.duties.count()) == (before, 0)
    drive.refresh_from_db()
    assert drive.counted_on == TODAY


def test_counting_is_nobodys_act_and_leaves_no_entry(four: Four, drive: Dissemination) -> None:
    before = told_in_all()
    make_seat(unit=four.cell)
    count_obliged(TODAY)
    assert told_in_all() == before


def test_a_drive_is_counted_in_few_questions_to_the_database(
    four: Four, drive: Dissemination, django_assert_max_num_queries: Any
) -> None:
    for _ward in range(12):
        make_seat(unit=make_unit(parent=four.city))
    with django_assert_max_num_queries(22):
        count_obliged(TODAY)
    assert owed(drive)[four.city.name] == (1, 16)
