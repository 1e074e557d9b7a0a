"""Founding a unit by hand: in its place from its day on, under a code that is nobody else's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from thongsuot.cascade.models import UnitDuty
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.units import NewUnit, found_unit
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()
CELL = NewUnit("AH-01-04", "Chi bộ Khu phố 4", "cell", "cell", TODAY)


@pytest.fixture
def four() -> Four:
    return make_four()


def test_a_new_cell_stands_below_its_ward_with_path_links_and_record(four: Four) -> None:
    cell = found_unit(four.ward.pk, unit=CELL, by=four.cuc, now=NOW)
    assert cell.path == f"{four.ward.path}/{cell.pk}"
    assert set(cell.upward.values_list("ancestor__code", "depth")) == {("AH", 2), ("AH-01", 1), ("AH-01-04", 0)}
    entry = json.loads(OutboxRow.objects.order_by("pk").first().draft)  # type: ignore[union-attr]
    assert entry["event"] == "orgs.unit.founded"
    assert entry["facts"]["on"] == TODAY.isoformat()


def test_a_running_drive_gives_the_new_unit_its_duty_at_once(four: Four) -> None:
    make_dissemination(four.cuc)
    cell = found_unit(four.ward.pk, unit=CELL, by=four.cuc, now=NOW)
    assert UnitDuty.objects.filter(organisation=cell).exists()


def test_a_unit_may_be_founded_for_a_day_to_come(four: Four) -> None:
    cell = found_unit(four.ward.pk, unit=replace(CELL, valid_from=TODAY + timedelta(days=30)), by=four.cuc, now=NOW)
    assert cell not in Organisation.objects.standing_on(TODAY)


def test_a_code_names_one_unit_for_good(four: Four) -> None:
    with pytest.raises(Refusal, match="Mã AH-01-03 đã thuộc một đơn vị"):
        found_unit(four.ward.pk, unit=replace(CELL, code="AH-01-03"), by=four.cuc, now=NOW)


def test_nothing_stands_below_a_cell(four: Four) -> None:
    with pytest.raises(Refusal, match="cấp cao hơn"):
        found_unit(four.cell.pk, unit=CELL, by=four.cuc, now=NOW)


def test_an_office_founds_below_its_own_unit_and_nowhere_else(four: Four) -> None:
    office = make_seat(make_person(), four.ward, role=Seat.Role.OFFICE)
    assert found_unit(four.ward.pk, unit=CELL, by=office, now=NOW).parent == four.ward
    with pytest.raises(Organisation.DoesNotExist):
        found_unit(four.other_ward.pk, unit=replace(CELL, code="X"), by=office, now=NOW)


def test_who_keeps_no_tree_is_told_who_does(four: Four) -> None:
    with pytest.raises(NotAllowed, match="văn phòng cấp ủy"):
        found_unit(four.cell.pk, unit=CELL, by=four.binh, now=NOW)
