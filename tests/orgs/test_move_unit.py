"""Moving a unit: paths and links of everything below follow, the past stays readable, denominators go with it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.factories import FOUNDED, NOW, Four, make_dissemination, make_four, make_person, make_seat, make_unit
from thongsuot.cascade.actions.counting import recount_obliged
from thongsuot.cascade.models import UnitDuty
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.units import move_unit, rename_unit
from thongsuot.orgs.models import FormerPlace, Organisation, OrganisationLink, Seat

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()


@pytest.fixture
def four() -> Four:
    return make_four()


def events() -> list[str]:
    return [json.loads(row.draft)["event"] for row in OutboxRow.objects.order_by("pk")]


def links() -> set[tuple[str, str, int]]:
    rows = OrganisationLink.objects.values_list("ancestor__code", "descendant__code", "depth")
    return {(above, below, depth) for above, below, depth in rows}


def links_by_parents() -> set[tuple[str, str, int]]:
    """Compute the closure table afresh from the parents alone."""
    found = set()
    for unit in Organisation.objects.select_related("parent"):
        at, depth = unit, 0
        while at is not None:
            found.add((at.code, unit.code, depth))
            at, depth = at.parent, depth + 1
    return found


def test_a_ward_moves_with_its_cells_and_every_path_and_link_follows(four: Four) -> None:
    other_city = make_unit("Khối Đảng ủy", parent=four.city, code="AH-K", level="city", kind="agency")
    make_unit("Chi bộ 4", parent=four.ward, code="AH-01-04")
    move_unit(four.ward.pk, under=other_city.pk, on=TODAY, by=four.cuc, now=NOW)
    cell = Organisation.objects.get(code="AH-01-03")
    assert cell.path == "/".join(str(unit.pk) for unit in (four.city, other_city, four.ward, cell))
    assert links() == links_by_parents()
    assert events() == ["orgs.unit.moved", "orgs.seats.changed"]


def test_where_it_stood_is_remembered_until_the_day_before(four: Four) -> None:
    move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=four.cuc, now=NOW)
    (past,) = FormerPlace.objects.all()
    assert (past.parent, past.valid_from, past.valid_to) == (four.ward, FOUNDED, TODAY - timedelta(days=1))


def test_to_where_it_stands_already_changes_nothing(four: Four) -> None:
    move_unit(four.cell.pk, under=four.ward.pk, on=TODAY, by=four.cuc, now=NOW)
    assert events() == []
    assert not FormerPlace.objects.exists()


def test_a_second_change_on_the_same_day_corrects_and_leaves_one_past(four: Four) -> None:
    move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=four.cuc, now=NOW)
    rename_unit(four.cell.pk, name="Chi bộ Khu phố 9", kind="cell", on=TODAY, by=four.cuc, now=NOW)
    assert FormerPlace.objects.count() == 1


def test_a_running_drive_counts_the_people_where_it_reached_them_and_the_next_one_where_they_are(four: Four) -> None:
    running = make_dissemination(four.cuc)
    move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=four.cuc, now=NOW)
    later = make_dissemination(four.cuc)
    below = [
        dict(UnitDuty.objects.filter(dissemination=drive).values_list("organisation__code", "obliged_below"))
        for drive in (running, later)
    ]
    assert below == [
        {"AH": 4, "AH-01": 2, "AH-02": 1, "AH-01-03": 2},
        {"AH": 4, "AH-01": 0, "AH-02": 3, "AH-01-03": 2},
    ]
    assert recount_obliged(False) == []


def test_nobody_hangs_below_themselves(four: Four) -> None:
    with pytest.raises(Refusal, match="nằm dưới nó"):
        move_unit(four.ward.pk, under=four.cell.pk, on=TODAY, by=four.cuc, now=NOW)


def test_a_place_must_be_higher(four: Four) -> None:
    with pytest.raises(Refusal, match="cấp cao hơn"):
        move_unit(four.ward.pk, under=four.other_ward.pk, on=TODAY, by=four.cuc, now=NOW)


def test_the_top_stays_where_it_is(four: Four) -> None:
    with pytest.raises(Refusal, match="Đơn vị cao nhất"):
        move_unit(four.city.pk, under=four.ward.pk, on=TODAY, by=four.cuc, now=NOW)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY + timedelta(days=1), "không sau hôm nay"),
        (date(2025, 6, 30), "chưa thành lập hoặc đã kết thúc"),
    ],
)
def test_a_day_that_has_not_come_or_was_before_the_unit_is_refused(four: Four, on: date, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        move_unit(four.cell.pk, under=four.other_ward.pk, on=on, by=four.cuc, now=NOW)


def test_the_past_is_not_rewritten_from_before_the_last_change(four: Four) -> None:
    move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=four.cuc, now=NOW)
    with pytest.raises(Refusal, match="từ 23/11/2026"):
        move_unit(four.cell.pk, under=four.ward.pk, on=TODAY - timedelta(days=3), by=four.cuc, now=NOW)


def test_a_unit_that_ended_takes_nobody_in(four: Four) -> None:
    gone = make_unit("Phường Cũ", parent=four.city, valid_to=TODAY - timedelta(days=1))
    with pytest.raises(Refusal, match="đã kết thúc"):
        move_unit(four.cell.pk, under=gone.pk, on=TODAY, by=four.cuc, now=NOW)


def test_the_administrator_moves_what_a_ward_office_cannot_even_see(four: Four) -> None:
    ward_office = make_seat(make_person(), four.ward, role=Seat.Role.OFFICE)
    with pytest.raises(Organisation.DoesNotExist):
        move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=ward_office, now=NOW)
    administrator = make_person(is_administrator=True)
    move_unit(four.cell.pk, under=four.other_ward.pk, on=TODAY, by=administrator, now=NOW)
    assert Organisation.objects.get(pk=four.cell.pk).parent == four.other_ward


def test_members_heads_and_an_account_without_a_seat_move_nothing(four: Four) -> None:
    for by in (four.an, four.binh):
        with pytest.raises(NotAllowed):
            move_unit(four.cell.pk, under=four.cell.pk, on=TODAY, by=by, now=NOW)
    with pytest.raises(Organisation.DoesNotExist):
        move_unit(four.cell.pk, under=four.ward.pk, on=TODAY, by=make_person(), now=NOW)
