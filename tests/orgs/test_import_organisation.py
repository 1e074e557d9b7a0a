"""Taking in an organisation: whole or not at all, known again by code, recorded without a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import FOUNDED, NOW, make_four, make_person, make_seat
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.importing import ImportResult, import_organisation
from thongsuot.orgs.models import Level, Organisation, OrganisationLink, Post, Seat
from thongsuot.orgs.rows import CellError, OrganisationRows, PersonRow, UnitRow
from thongsuot.orgs.rules.importing import NotImportable, faults
from thongsuot.orgs.standing import Standing, StandingUnit
from thongsuot.people.models import Person

CITY = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", Level.CITY, "", FOUNDED)
WARD = UnitRow(3, "AH-01", "Phường Bến Đá", "ward", Level.WARD, "AH", FOUNDED)
CELL = UnitRow(4, "AH-01-03", "Chi bộ Khu phố 3", "cell", Level.CELL, "AH-01", FOUNDED)
TODAY = NOW.date()
UNITS = (CITY, WARD, CELL)
AN = PersonRow(2, "an", "Trần Văn An", "", "AH-01-03", "Đảng viên", "member", "member", FOUNDED)
BINH = PersonRow(3, "binh", "Lê Thị Bình", "0900 000 001", "AH-01-03", "Bí thư chi bộ", "leader", "head", FOUNDED)
PEOPLE = (AN, BINH)
ROWS = OrganisationRows(UNITS, PEOPLE)


def take_in(rows: OrganisationRows = ROWS, by: Seat | Person | None = None) -> ImportResult:
    return import_organisation(rows, by=by, now=NOW)


def recorded() -> list[dict[str, Any]]:
    return [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]


def cells(found: list[CellError]) -> list[str]:
    return [f"{error.sheet}!{error.cell}" for error in found]


def found_in(
    units: tuple[UnitRow, ...] = UNITS, people: tuple[PersonRow, ...] = PEOPLE, before: Standing | None = None
) -> list[str]:
    return cells(faults(OrganisationRows(units, people), before or Standing(), TODAY))


class TestRules:
    """What a list may not say; every fault points at the cell to mend."""

    def test_a_sound_list_has_no_fault(self) -> None:
        assert found_in() == []

    def test_a_code_stands_once(self) -> None:
        assert found_in((*UNITS, replace(CELL, row=5))) == ["Đơn vị!A5"]

    def test_a_parent_must_exist_in_the_list_or_already(self) -> None:
        assert found_in((CITY, CELL), ()) == ["Đơn vị!E4"]
        before = {"AH": StandingUnit("city", "party_committee", ""), "AH-01": StandingUnit("ward", "ward", "AH")}
        assert found_in((CELL,), (), Standing(before)) == []

    def test_a_parent_whose_own_line_is_wrong_is_not_missed_again(self) -> None:
        rows = OrganisationRows((CITY, CELL), (AN,), frozenset({"AH-01"}))
        assert faults(rows, Standing(), TODAY) == []

    def test_nobody_is_above_themselves(self) -> None:
        first, second = replace(WARD, parent_code="AH-01-03"), replace(CELL, level=Level.WARD)
        assert found_in((CITY, first, second), ()) == ["Đơn vị!E3", "Đơn vị!E4"]
        assert found_in((CITY, replace(WARD, parent_code="AH-01")), ()) == ["Đơn vị!E3"]

    def test_a_unit_stands_below_its_parent(self) -> None:
        assert found_in((CITY, replace(WARD, level=Level.CITY)), ()) == ["Đơn vị!D3"]

    def test_an_agency_may_stand_beside_its_committee(self) -> None:
        agency = UnitRow(3, "AH-VP", "Văn phòng", "agency", Level.CITY, "AH", FOUNDED)
        assert found_in((CITY, agency), ()) == []

    def test_a_new_level_must_fit_the_units_that_stay_below(self) -> None:
        before = {"AH-01-03": StandingUnit("cell", "cell", "AH-01")}
        assert found_in((CITY, replace(WARD, level=Level.CELL, kind="cell")), (), Standing(before)) == ["Đơn vị!D3"]

    def test_only_one_unit_stands_on_top(self) -> None:
        assert found_in((CITY, replace(WARD, parent_code="")), ()) == ["Đơn vị!E3"]
        before = {"TREN": StandingUnit("city", "party_committee", "")}
        assert found_in((CITY,), (), Standing(before)) == ["Đơn vị!E2"]

    def test_the_top_is_a_city(self) -> None:
        assert found_in((replace(WARD, parent_code=""),), ()) == ["Đơn vị!D3"]

    def test_days_stand_in_order(self) -> None:
        early = date(2025, 6, 30)
        assert found_in((replace(CITY, valid_to=early),), ()) == ["Đơn vị!G2"]
        assert found_in(UNITS, (replace(AN, valid_to=early),)) == ["Người!I2"]

    def test_a_seat_is_in_a_unit_that_exists(self) -> None:
        assert found_in(UNITS, (replace(AN, unit_code="AH-99"),)) == ["Người!D2"]

    def test_one_user_name_is_one_person(self) -> None:
        assert found_in(UNITS, (AN, replace(BINH, username="an"))) == ["Người!A3"]

    def test_nobody_sits_twice_in_one_seat_at_a_time(self) -> None:
        assert found_in(UNITS, (AN, replace(AN, row=3))) == ["Người!H3"]
        ended = replace(AN, valid_to=date(2025, 12, 31))
        assert found_in(UNITS, (ended, replace(AN, row=3, valid_from=date(2026, 1, 1)))) == []

    def test_a_post_is_of_one_kind(self) -> None:
        assert found_in(UNITS, (AN, replace(BINH, post=AN.post))) == ["Người!F3"]
        assert found_in(UNITS, (AN,), Standing(posts={"Đảng viên": "leader"})) == ["Người!F2"]


@pytest.mark.django_db
class TestAction:
    """What is written, what is recorded, and what a second list changes."""

    def test_everything_comes_in_with_paths_and_links(self) -> None:
        assert take_in() == ImportResult(3, 0, 2, 0, 2, 0)
        cell = Organisation.objects.get(code="AH-01-03")
        above = [Organisation.objects.get(code=code).pk for code in ("AH", "AH-01", "AH-01-03")]
        assert cell.path == "/".join(str(pk) for pk in above)
        links = OrganisationLink.objects.filter(descendant=cell).order_by("-depth")
        assert [(link.ancestor_id, link.depth) for link in links] == list(zip(above, (2, 1, 0), strict=True))
        seat = Seat.objects.get(person__username="binh")
        assert (seat.role, seat.post.kind, seat.organisation) == ("head", "leader", cell)

    def test_a_new_account_has_no_password(self) -> None:
        take_in()
        assert not Person.objects.get(username="an").has_usable_password()

    def test_the_entries_hold_ids_and_digests_only(self) -> None:
        take_in()
        done, changed = recorded()
        assert done["event"] == "orgs.organisation.imported"
        assert done["facts"]["digest"] == ROWS.digest
        assert done["facts"]["people_made"] == 2
        assert changed["event"] == "orgs.seats.changed"
        assert changed["facts"] == {"units": sorted(Organisation.objects.values_list("pk", flat=True))}
        assert "Trần" not in json.dumps(recorded(), ensure_ascii=False)

    def test_the_same_list_again_changes_nothing(self) -> None:
        take_in()
        assert take_in() == ImportResult(0, 0, 0, 0, 0, 0)
        assert [entry["event"] for entry in recorded()][2:] == ["orgs.organisation.imported"]

    def test_a_second_list_renames_by_code_and_leaves_the_others_alone(self) -> None:
        take_in()
        result = take_in(OrganisationRows((replace(WARD, name="Phường Bến Đá Mới"),), ()))
        assert result == ImportResult(0, 1, 0, 0, 0, 0)
        assert Organisation.objects.get(code="AH-01").name == "Phường Bến Đá Mới"
        assert Seat.objects.count() == 2

    def test_a_person_known_by_user_name_keeps_a_telephone_that_the_list_leaves_out(self) -> None:
        take_in()
        take_in(OrganisationRows((), (replace(BINH, full_name="Lê Thị Thanh Bình", phone=""),)))
        person = Person.objects.get(username="binh")
        assert (person.full_name, person.phone) == ("Lê Thị Thanh Bình", "0900 000 001")

    def test_an_ended_seat_is_ended_not_doubled(self) -> None:
        take_in()
        result = take_in(OrganisationRows((), (replace(AN, valid_to=date(2026, 10, 31)),)))
        assert (result.seats_made, result.seats_changed) == (0, 1)
        assert Seat.objects.get(person__username="an").valid_to == date(2026, 10, 31)

    def test_a_second_term_is_a_second_seat(self) -> None:
        take_in(OrganisationRows(UNITS, (replace(AN, valid_to=date(2025, 12, 31)),)))
        result = take_in(OrganisationRows((), (replace(AN, valid_from=date(2026, 6, 1)),)))
        assert (result.seats_made, result.seats_changed) == (1, 0)

    def test_a_term_before_the_one_that_stands_is_a_seat_of_its_own(self) -> None:
        take_in(OrganisationRows(UNITS, (replace(AN, valid_from=date(2026, 6, 1)),)))
        result = take_in(OrganisationRows((), (replace(AN, valid_to=date(2025, 12, 31)),)))
        assert (result.seats_made, result.seats_changed) == (1, 0)
        assert Seat.objects.count() == 2

    def test_a_list_without_a_role_leaves_the_role(self) -> None:
        take_in()
        take_in(OrganisationRows((), (replace(BINH, role="", post_kind=""),)))
        assert Seat.objects.get(person__username="binh").role == "head"

    def test_a_moved_unit_takes_everything_below_along(self) -> None:
        take_in()
        other = UnitRow(5, "AH-02", "Xã Đắk Lơ Rang", "commune", Level.WARD, "AH", FOUNDED)
        take_in(OrganisationRows((other, replace(CELL, parent_code="AH-02")), ()))
        cell, old, new = (Organisation.objects.get(code=code) for code in ("AH-01-03", "AH-01", "AH-02"))
        assert cell.parent == new
        assert cell in Organisation.objects.below(new.pk)
        assert cell not in Organisation.objects.below(old.pk)
        assert {old.pk, new.pk, cell.pk} <= set(recorded()[-1]["facts"]["units"])

    def test_one_fault_and_nothing_is_there(self) -> None:
        with pytest.raises(NotImportable) as refused:
            take_in(OrganisationRows(UNITS, (AN, replace(BINH, unit_code="AH-99"))))
        assert cells(refused.value.errors) == ["Người!D3"]
        assert not Organisation.objects.exists()
        assert not Person.objects.exists()
        assert not OutboxRow.objects.exists()

    def test_an_empty_list_is_refused(self) -> None:
        with pytest.raises(Refusal) as refused:
            take_in(OrganisationRows((), ()))
        assert refused.value.code == "import_is_empty"

    @pytest.mark.django_db(databases="__all__")
    def test_what_was_recorded_enters_the_ledger(self) -> None:
        take_in()
        ledger.drain()
        assert not OutboxRow.objects.exists()

    def test_the_office_of_the_top_and_the_administrator_may(self) -> None:
        four = make_four()
        take_in(OrganisationRows((), (replace(AN, username="moi", unit_code="AH-01"),)), by=four.cuc)
        assert recorded()[0]["by"]["seat"] == four.cuc.pk
        keeper = make_person(is_administrator=True)
        take_in(OrganisationRows((), (replace(AN, username="nua", unit_code="AH-01"),)), by=keeper)
        assert recorded()[-1]["by"] == {"seat": None, "person": keeper.pk, "unit": ""}

    def test_nobody_else_may(self) -> None:
        four = make_four()
        office_below = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
        for by in (four.an, four.binh, four.dung, office_below, four.an.person):
            with pytest.raises(NotAllowed):
                take_in(by=by)


@st.composite
def trees(draw: st.DrawFn) -> tuple[UnitRow, ...]:
    """Draw a city with wards and cells in any order of lines."""
    wards = draw(st.integers(1, 4))
    parents = draw(st.lists(st.integers(1, wards), max_size=8))
    made = [replace(WARD, code=f"W{number}") for number in range(1, wards + 1)]
    made += [replace(CELL, code=f"C{at}", parent_code=f"W{number}") for at, number in enumerate(parents)]
    lines = draw(st.permutations([CITY, *made]))
    return tuple(replace(row, row=line) for line, row in enumerate(lines, start=2))


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=trees(), second=trees())
def test_after_any_two_lists_every_unit_is_linked_to_exactly_those_above_it(
    first: tuple[UnitRow, ...], second: tuple[UnitRow, ...]
) -> None:
    with transaction.atomic():
        take_in(OrganisationRows(first, ()))
        take_in(OrganisationRows(second, ()))
        parents = dict(Organisation.objects.values_list("pk", "parent_id"))
        wanted = {(above, pk, depth) for pk in parents for depth, above in enumerate(_upwards(pk, parents))}
        assert set(OrganisationLink.objects.values_list("ancestor_id", "descendant_id", "depth")) == wanted
        for pk, path in Organisation.objects.values_list("pk", "path"):
            assert path == "/".join(str(each) for each in reversed(_upwards(pk, parents)))
        transaction.set_rollback(True)


def _upwards(pk: int, parents: dict[int, int | None]) -> list[int]:
    above = parents[pk]
    return [pk, *(_upwards(above, parents) if above else [])]


@pytest.mark.django_db
class TestConstraints:
    """What is true whoever writes."""

    def test_days_of_a_unit_stand_in_order(self) -> None:
        four = make_four()
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=four.cell.pk).update(valid_to=date(2020, 1, 1))

    def test_days_of_a_seat_stand_in_order(self) -> None:
        four = make_four()
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.filter(pk=four.an.pk).update(valid_to=date(2020, 1, 1))

    def test_a_pair_is_linked_once(self) -> None:
        four = make_four()
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationLink.objects.create(ancestor=four.city, descendant=four.cell, depth=2)

    def test_a_seat_begins_once(self) -> None:
        four = make_four()
        with pytest.raises(IntegrityError), transaction.atomic():
            make_seat(four.an.person, four.cell, Post.objects.get(name="Đảng viên"))
