"""A list imported again: what it changes has its day and its past; nothing ends by being left out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import FOUNDED, NOW, Four, make_four, make_post, make_seat, make_unit
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.importing import import_organisation
from thongsuot.orgs.models import FormerPlace, Organisation, OrganisationLink, Post, Seat
from thongsuot.orgs.plan import ImportPlan, plan
from thongsuot.orgs.queries.history import names_on
from thongsuot.orgs.queries.importing import standing
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow
from thongsuot.orgs.rules.importing import faults

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
CITY = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED)
WARD = UnitRow(3, "AH-01", "Phường Bến Đá", "ward", "ward", "AH", FOUNDED)
CELL = UnitRow(4, "AH-01-03", "Chi bộ Khu phố 3", "cell", "cell", "AH-01", FOUNDED)
OTHER = UnitRow(5, "AH-02", "Xã Đắk Lơ Rang", "commune", "ward", "AH", FOUNDED)
AN = PersonRow(2, "an", "Trần Văn An", "", "AH-01-03", "Đảng viên", "", "", FOUNDED)
EARLIER = date(2026, 3, 1)


@pytest.fixture
def four() -> Four:
    return make_four()


def planned(*units: UnitRow, people: tuple[PersonRow, ...] = ()) -> ImportPlan:
    rows = OrganisationRows(units, people)
    return plan(rows, standing(rows), TODAY)


def take_in(*units: UnitRow, people: tuple[PersonRow, ...] = ()) -> None:
    import_organisation(OrganisationRows(units, people), by=None, now=NOW)


def wrong(*units: UnitRow, people: tuple[PersonRow, ...] = ()) -> list[str]:
    rows = OrganisationRows(units, people)
    return [f"{error.sheet}!{error.cell}" for error in faults(rows, standing(rows), TODAY)]


def recorded(event: str) -> list[dict[str, Any]]:
    entries = [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]
    return [entry["facts"] for entry in entries if entry["event"] == event]


class TestUnits:
    """Renamed, moved and ended as by hand: from a day on, with the past kept and each recorded."""

    def test_what_is_as_it_was_changes_nothing(self, four: Four) -> None:
        assert planned(CITY, WARD, CELL, OTHER).counts == {}

    def test_a_new_name_holds_from_its_day_and_the_old_one_is_found_again(self, four: Four) -> None:
        take_in(replace(WARD, name="Phường Bến Đá Mới", changed_on=EARLIER))
        ward = Organisation.objects.get(code="AH-01")
        assert names_on(ward, EARLIER)[-1] == "Phường Bến Đá Mới"
        assert names_on(ward, EARLIER - timedelta(days=1))[-1] == "Phường Bến Đá"
        assert recorded("orgs.unit.renamed")[0]["on"] == "2026-03-01"

    def test_without_a_day_a_change_holds_from_today(self, four: Four) -> None:
        take_in(replace(WARD, name="Phường Bến Đá Mới"))
        assert FormerPlace.objects.get().valid_to == TODAY - timedelta(days=1)

    def test_a_slip_is_corrected_on_the_day_the_name_began_and_leaves_no_past(self, four: Four) -> None:
        take_in(replace(WARD, name="Phường Bến Đá Mới", changed_on=FOUNDED))
        assert Organisation.objects.get(code="AH-01").name == "Phường Bến Đá Mới"
        assert not FormerPlace.objects.exists()

    def test_a_day_that_has_not_come_or_lies_before_the_last_change_is_a_wrong_cell(self, four: Four) -> None:
        for day in (TODAY + timedelta(days=1), FOUNDED - timedelta(days=1)):
            assert wrong(replace(WARD, name="Khác", changed_on=day)) == ["Đơn vị!H3"]
        assert wrong(replace(WARD, changed_on=TODAY + timedelta(days=1))) == []

    def test_a_moved_unit_keeps_its_former_place_and_takes_all_below_along(self, four: Four) -> None:
        make_unit("Tổ đảng 1", parent=four.cell, code="AH-01-03-1", level="cell", kind="agency")
        take_in(replace(CELL, parent_code="AH-02", changed_on=EARLIER))
        below = Organisation.objects.get(code="AH-01-03-1")
        assert below.path.startswith(f"{four.city.pk}/{four.other_ward.pk}/{four.cell.pk}/")
        links = OrganisationLink.objects.filter(descendant=below).order_by("depth").values_list("ancestor", flat=True)
        assert "/".join(str(pk) for pk in reversed(links)) == below.path
        assert FormerPlace.objects.get().parent == four.ward
        assert recorded("orgs.unit.moved")[0]["parent"] == four.other_ward.pk

    def test_the_top_neither_moves_nor_ends(self, four: Four) -> None:
        assert "Đơn vị!E2" in wrong(replace(CITY, parent_code="AH-01"))
        assert wrong(replace(CITY, valid_to=TODAY)) == ["Đơn vị!G2"]

    def test_a_unit_that_ends_ends_the_seats_in_it_whether_the_list_names_them_or_not(self, four: Four) -> None:
        wanted = planned(replace(CELL, valid_to=EARLIER))
        assert wanted.counts == {"ended": 1, "left": 2}
        take_in(replace(CELL, valid_to=EARLIER))
        assert set(Seat.objects.filter(organisation=four.cell).values_list("valid_to", flat=True)) == {EARLIER}
        assert recorded("orgs.unit.ended")[0]["successor"] is None

    def test_what_stands_below_a_unit_that_ends_needs_a_successor(self, four: Four) -> None:
        assert wrong(replace(WARD, valid_to=EARLIER)) == ["Đơn vị!G3"]
        assert wrong(replace(WARD, valid_to=EARLIER, successor_code="AH-02")) == []
        assert wrong(replace(WARD, valid_to=EARLIER), replace(CELL, parent_code="AH-02")) == []

    def test_a_successor_takes_over_what_stood_below_from_the_next_day(self, four: Four) -> None:
        take_in(replace(WARD, valid_to=EARLIER, successor_code="AH-02"))
        ward, cell = (Organisation.objects.get(code=code) for code in ("AH-01", "AH-01-03"))
        assert (ward.valid_to, ward.succeeded_by, cell.parent) == (EARLIER, four.other_ward, four.other_ward)
        assert FormerPlace.objects.get(organisation=cell).valid_to == EARLIER

    @pytest.mark.parametrize(
        ("changes", "cell"),
        [
            ({"successor_code": "AH-02"}, "Đơn vị!I3"),  # nothing ends
            ({"valid_to": EARLIER, "successor_code": "AH-77"}, "Đơn vị!I3"),  # nobody
            ({"valid_to": EARLIER, "successor_code": "AH-01-03"}, "Đơn vị!I3"),  # below itself
            ({"valid_to": TODAY + timedelta(days=9), "successor_code": "AH-02"}, "Đơn vị!G3"),  # not yet
        ],
    )
    def test_a_successor_that_cannot_be_is_a_wrong_cell(self, four: Four, changes: dict[str, Any], cell: str) -> None:
        assert cell in wrong(replace(WARD, **changes))

    def test_a_successor_that_is_too_low_is_a_wrong_cell(self, four: Four) -> None:
        make_unit("Chi bộ Khu phố 9", parent=four.other_ward, code="AH-02-09")
        assert wrong(replace(WARD, valid_to=EARLIER, successor_code="AH-02-09")) == ["Đơn vị!I3"]

    def test_a_unit_that_ended_does_not_come_back_by_an_empty_cell(self, four: Four) -> None:
        take_in(replace(CELL, valid_to=EARLIER))
        assert wrong(CELL) == ["Đơn vị!G4"]
        assert planned(replace(CELL, valid_to=EARLIER)).counts == {}

    def test_nobody_hangs_or_sits_below_what_is_gone(self, four: Four) -> None:
        take_in(replace(CELL, valid_to=EARLIER))
        late = replace(AN, valid_from=TODAY)
        assert wrong(people=(late,)) == ["Người!H2"]
        gone = replace(WARD, valid_to=EARLIER, successor_code="AH-02")
        new = UnitRow(6, "AH-01-04", "Chi bộ Khu phố 4", "cell", "cell", "AH-01", FOUNDED)
        assert wrong(gone, new) == ["Đơn vị!E6"]

    def test_a_day_of_founding_after_the_recorded_past_is_a_wrong_cell(self, four: Four) -> None:
        take_in(replace(WARD, name="Phường Bến Đá Mới", changed_on=EARLIER))
        assert wrong(replace(WARD, name="Phường Bến Đá Mới", valid_from=TODAY)) == ["Đơn vị!F3"]

    def test_an_unchanged_line_after_a_change_by_day_changes_nothing(self, four: Four) -> None:
        renamed = replace(WARD, name="Phường Bến Đá Mới", changed_on=EARLIER)
        take_in(renamed)
        assert planned(renamed).counts == {}
        assert wrong(replace(renamed, changed_on=FOUNDED)) == []


class TestPeople:
    """New, changed, in another post, gone: each named for what it is."""

    def test_whoever_is_not_in_the_list_stays(self, four: Four) -> None:
        assert planned(people=(AN,)).counts == {}
        take_in(people=(replace(AN, username="moi", full_name="Người Mới"),))
        assert Seat.objects.filter(valid_to=None).count() == 5

    def test_another_name_or_telephone_is_shown(self, four: Four) -> None:
        assert planned(people=(replace(AN, phone="0900 000 123"),)).counts == {"amended": 1}

    def test_one_who_leaves_the_last_seat_is_named(self, four: Four) -> None:
        assert planned(people=(replace(AN, valid_to=TODAY),)).counts == {"left": 1}

    def test_one_who_leaves_one_of_two_seats_only_gives_it_up(self, four: Four) -> None:
        make_seat(four.an.person, four.ward, make_post("Ủy viên", kind=Post.Kind.COMMITTEE))
        assert planned(people=(replace(AN, valid_to=TODAY),)).counts == {"stopped": 1}

    def test_another_post_is_one_line_that_ends_and_one_that_begins(self, four: Four) -> None:
        begins = replace(AN, row=3, post="Phó Bí thư chi bộ", post_kind="deputy", valid_from=TODAY)
        ends = replace(AN, valid_to=TODAY - timedelta(days=1))
        assert planned(people=(ends, begins)).counts == {"swapped": 1, "stopped": 1}

    def test_a_second_seat_beside_the_first_is_named(self, four: Four) -> None:
        beside = replace(AN, post="Phó Bí thư chi bộ", post_kind="deputy", valid_from=TODAY)
        assert planned(people=(beside,)).counts == {"second": 1}

    def test_a_seat_that_was_given_up_and_is_held_again_is_named(self, four: Four) -> None:
        Seat.objects.filter(pk=four.an.pk).update(valid_to=TODAY)
        assert planned(people=(AN,)).counts == {"reopened": 1}

    def test_another_role_is_shown(self, four: Four) -> None:
        assert planned(people=(replace(AN, role="clerk"),)).counts == {"revised": 1}

    def test_nobody_sits_longer_than_the_unit_stands(self, four: Four) -> None:
        wanted = planned(replace(CELL, valid_to=EARLIER), people=(AN,))
        assert {change.valid_to for change in wanted.seats} == {EARLIER}
        assert wanted.counts == {"ended": 1, "left": 2}

    def test_a_first_list_is_new_people_in_new_seats(self) -> None:
        assert planned(CITY, WARD, CELL, people=(AN,)).counts == {"founded": 3, "joined": 1, "seated": 1}

    def test_the_same_plan_has_the_same_digest_and_another_has_another(self, four: Four) -> None:
        one, same = planned(people=(replace(AN, valid_to=TODAY),)), planned(people=(replace(AN, valid_to=TODAY),))
        assert one.digest == same.digest != planned(people=(replace(AN, valid_to=EARLIER),)).digest
