"""Renaming a unit: from a day on, the old name kept with its days."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.factories import FOUNDED, NOW, Four, make_four, make_person, make_seat
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.units import rename_unit
from thongsuot.orgs.models import FormerPlace, Organisation, Seat

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()


@pytest.fixture
def four() -> Four:
    return make_four()


def test_a_commune_that_became_a_ward_keeps_its_old_name_and_kind_until_the_day_before(four: Four) -> None:
    on = date(2026, 9, 1)
    rename_unit(four.other_ward.pk, name="Phường Đắk Lơ Rang", kind="ward", on=on, by=four.cuc, now=NOW)
    unit = Organisation.objects.get(code="AH-02")
    (past,) = unit.places.all()
    assert (unit.name, unit.kind) == ("Phường Đắk Lơ Rang", "ward")
    assert (past.name, past.kind, past.valid_from, past.valid_to) == (
        "Xã Đắk Lơ Rang", "commune", FOUNDED, on - timedelta(days=1),
    )  # fmt: skip
    entry = json.loads(OutboxRow.objects.get().draft)
    assert (entry["event"], entry["facts"]["is"]) == ("orgs.unit.renamed", ["Phường Đắk Lơ Rang", "ward"])


def test_a_slip_of_the_pen_is_corrected_by_naming_the_day_it_began(four: Four) -> None:
    rename_unit(four.ward.pk, name="Phường Bến Đá Mới", kind="ward", on=FOUNDED, by=four.cuc, now=NOW)
    assert not FormerPlace.objects.exists()


def test_the_same_name_again_is_no_change(four: Four) -> None:
    rename_unit(four.ward.pk, name=four.ward.name, kind="ward", on=TODAY, by=four.cuc, now=NOW)
    assert not OutboxRow.objects.exists()


def test_a_kind_must_fit_the_place(four: Four) -> None:
    agency = four.other_ward
    Organisation.objects.filter(pk=agency.pk).update(level="city", kind="agency")
    with pytest.raises(Refusal, match="cấp cao hơn"):
        rename_unit(agency.pk, name="X", kind="party_committee", on=TODAY, by=four.cuc, now=NOW)


def test_a_unit_is_named_from_above_and_the_top_one_by_itself(four: Four) -> None:
    office = make_seat(make_person(), four.ward, role=Seat.Role.OFFICE)
    with pytest.raises(NotAllowed, match="văn phòng cấp trên"):
        rename_unit(four.ward.pk, name="Phường Khác", kind="ward", on=TODAY, by=office, now=NOW)
    assert (
        rename_unit(four.cell.pk, name="Chi bộ Khác", kind="cell", on=TODAY, by=office, now=NOW).name == "Chi bộ Khác"
    )
    assert rename_unit(four.city.pk, name="Tỉnh An Hải", kind="party_committee", on=TODAY, by=four.cuc, now=NOW).pk
