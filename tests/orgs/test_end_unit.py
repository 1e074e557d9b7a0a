"""Ending a unit: its seats end with it, its successor takes what stands below and, where wanted, its people."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_post, make_seat, make_unit
from thongsuot.cascade.actions.counting import recount_obliged
from thongsuot.cascade.models import UnitDuty
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.units import Handover, end_unit
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def four() -> Four:
    return make_four()


def test_a_cell_that_ends_ends_its_seats_and_owes_nothing_from_the_next_day(four: Four) -> None:
    make_dissemination(four.cuc)
    end_unit(four.cell.pk, on=YESTERDAY, handover=Handover(), by=four.cuc, now=NOW)
    assert set(Seat.objects.filter(organisation=four.cell).values_list("valid_to", flat=True)) == {YESTERDAY}
    assert UnitDuty.objects.get(organisation=four.cell).obliged == 0
    assert recount_obliged(False) == []
    entry = json.loads(OutboxRow.objects.order_by("pk").filter(draft__contains="orgs.unit.ended").get().draft)
    assert entry["facts"]["seats"] == 2


def test_two_cells_become_one_and_their_people_sit_there_the_next_day(four: Four) -> None:
    heir = make_unit("Chi bộ Khu phố 4", parent=four.ward)
    make_seat(four.an.person, heir, make_post("Phó Bí thư chi bộ", kind="deputy"))
    end_unit(four.cell.pk, on=YESTERDAY, handover=Handover(heir.pk, people_go=True), by=four.cuc, now=NOW)
    held = Seat.objects.filter(organisation=heir).held_on(TODAY).order_by("pk")
    assert [(seat.person.username, seat.post.name, seat.role) for seat in held] == [
        ("an", "Phó Bí thư chi bộ", "member"),
        ("binh", "Đảng viên", "member"),
    ]
    assert Organisation.objects.get(pk=four.cell.pk).succeeded_by == heir


def test_without_the_tick_nobody_is_seated_anew(four: Four) -> None:
    heir = make_unit("Chi bộ Khu phố 4", parent=four.ward)
    end_unit(four.cell.pk, on=TODAY, handover=Handover(heir.pk), by=four.cuc, now=NOW)
    assert not Seat.objects.filter(organisation=heir).exists()


def test_what_stands_below_goes_to_the_successor(four: Four) -> None:
    end_unit(four.ward.pk, on=TODAY, handover=Handover(four.other_ward.pk), by=four.cuc, now=NOW)
    cell = Organisation.objects.get(pk=four.cell.pk)
    assert cell.path == f"{four.other_ward.path}/{cell.pk}"
    assert cell.places.get().valid_to == TODAY


def test_with_units_below_and_nobody_to_take_them_it_is_refused(four: Four) -> None:
    with pytest.raises(Refusal, match="Còn 1 đơn vị ở dưới"):
        end_unit(four.ward.pk, on=TODAY, handover=Handover(), by=four.cuc, now=NOW)


def test_an_end_may_lie_ahead_a_handover_may_not(four: Four) -> None:
    heir = make_unit("Chi bộ Khu phố 4", parent=four.ward)
    with pytest.raises(Refusal, match="không sau hôm nay"):
        end_unit(four.cell.pk, on=TOMORROW, handover=Handover(heir.pk), by=four.cuc, now=NOW)
    end_unit(four.cell.pk, on=TOMORROW, handover=Handover(), by=four.cuc, now=NOW)
    assert four.cell in Organisation.objects.standing_on(TOMORROW)
    assert four.cell not in Organisation.objects.standing_on(TOMORROW + timedelta(days=1))


def test_an_end_that_came_is_not_moved_to_a_later_day(four: Four) -> None:
    end_unit(four.cell.pk, on=YESTERDAY, handover=Handover(), by=four.cuc, now=NOW)
    with pytest.raises(Refusal, match="đã kết thúc"):
        end_unit(four.cell.pk, on=TODAY, handover=Handover(), by=four.cuc, now=NOW)


def test_nobody_succeeds_themselves_or_what_is_above_them(four: Four) -> None:
    with pytest.raises(Refusal, match="chính đơn vị này"):
        end_unit(four.ward.pk, on=TODAY, handover=Handover(four.cell.pk), by=four.cuc, now=NOW)


def test_the_top_does_not_end_and_a_head_ends_nothing(four: Four) -> None:
    with pytest.raises(Refusal, match="Đơn vị cao nhất"):
        end_unit(four.city.pk, on=TODAY, handover=Handover(), by=four.cuc, now=NOW)
    with pytest.raises(NotAllowed):
        end_unit(four.cell.pk, on=TODAY, handover=Handover(), by=four.binh, now=NOW)


def test_an_administrator_who_also_holds_a_seat_keeps_the_whole_tree(four: Four) -> None:
    seat = make_seat(make_person(is_administrator=True), four.other_ward)
    assert end_unit(four.cell.pk, on=TODAY, handover=Handover(), by=seat, now=NOW).valid_to == TODAY
