"""Recount: denominators are held against rule and seats; what was tampered with is named and repaired."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.told import BOTH, owed
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat, make_unit
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.site.wiring import RECOUNTS

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def test_the_command_knows_this_recount() -> None:
    assert recount_obliged in RECOUNTS


def test_where_all_agrees_nothing_is_said(four: Four, drive: Dissemination) -> None:
    make_dissemination(four.cuc, published=False)
    assert recount_obliged(False) == recount_obliged(True) == []


def test_a_tampered_row_is_named_and_left_until_repair_is_asked_for(four: Four, drive: Dissemination) -> None:
    drive.duties.filter(organisation=four.ward).update(obliged_below=40)
    (sentence,) = recount_obliged(False)
    assert sentence == f"Đợt {drive.pk}, đơn vị {four.ward.pk} ghi 40 người phải học, đếm lại là 2."
    assert owed(drive)[four.ward.name] == (0, 40)
    assert recount_obliged(True) == [sentence]
    assert owed(drive)[four.ward.name] == (0, 2)
    assert recount_obliged(False) == []


def test_a_row_whose_own_number_alone_was_changed_is_named_by_that_number(four: Four, drive: Dissemination) -> None:
    drive.duties.filter(organisation=four.cell).update(obliged=1)
    (sentence,) = recount_obliged(True)
    assert "ghi 1 người phải học, đếm lại là 2" in sentence
    assert recount_obliged(False) == []


def test_a_row_that_is_gone_is_named_and_comes_back_with_its_day(four: Four, drive: Dissemination) -> None:
    drive.duties.filter(organisation=four.cell).delete()
    (sentence,) = recount_obliged(True)
    assert sentence == f"Đợt {drive.pk} thiếu dòng của đơn vị {four.cell.pk}, nơi có 2 người phải học."
    assert drive.duties.get(organisation=four.cell).due_on == NOW.date() + timedelta(days=30)
    assert recount_obliged(False) == []


def test_a_row_of_a_unit_that_owes_nothing_is_set_to_nothing(four: Four, drive: Dissemination) -> None:
    stranger = make_unit("Phường không ai phải học")
    place = {"steps": f"/{stranger.path}/", "since": NOW.date(), "due_on": NOW.date()}
    UnitDuty.objects.create(dissemination=drive, organisation=stranger, obliged=3, obliged_below=3, **place)
    (sentence,) = recount_obliged(True)
    assert "ghi 3 người phải học, đếm lại là 0" in sentence
    assert owed(drive)[stranger.name] == (0, 0)


def test_each_drive_is_held_against_the_day_it_was_counted_on(four: Four) -> None:
    first = make_dissemination(four.cuc)
    make_seat(unit=four.cell, valid_from=NOW.date() + timedelta(days=2))
    later = NOW + timedelta(days=2)
    count_obliged(later.date())
    second = make_dissemination(four.cuc)  # counted on the day of NOW, two days before the first one
    second.duties.filter(organisation=four.cell).update(obliged_below=9)
    assert len(recount_obliged(True)) == 1
    assert (owed(first)[four.cell.name], owed(second)[four.cell.name]) == ((3, 3), (2, 2))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.counted_on, second.counted_on) == (later.date(), NOW.date())


def test_the_last_count_of_a_closed_drive_stands(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    drive.duties.filter(organisation=four.ward).update(obliged_below=40)
    assert recount_obliged(True) == []
