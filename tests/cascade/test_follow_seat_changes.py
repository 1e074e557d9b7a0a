"""Follow: who joins, moves or leaves by an import is obliged, or no longer, in the same transaction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cascade.told import BOTH, counted, owed, read, told
from tests.factories import FOUNDED, NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.counting import follow_seat_changes, recount_obliged
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import reactions
from thongsuot.orgs.actions.importing import import_organisation
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow
from thongsuot.site.wiring import REACTIONS

pytestmark = pytest.mark.django_db(**BOTH)

LATER = NOW + timedelta(days=3)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def line(username: str, unit_code: str, **change: object) -> PersonRow:
    values = {"full_name": "Người Thử", "phone": "", "post": "Đảng viên", "post_kind": "member", "role": ""}
    dates: dict[str, date | None] = {"valid_from": FOUNDED, "valid_to": None}
    return PersonRow(row=2, username=username, unit_code=unit_code, **{**values, **dates, **change})  # type: ignore[arg-type]


def take_in(four: Four, *people: PersonRow, units: tuple[UnitRow, ...] = ()) -> None:
    import_organisation(OrganisationRows(units, people), by=four.cuc, now=LATER)


def test_the_wiring_table_brings_seat_changes_here() -> None:
    assert follow_seat_changes in REACTIONS["orgs.seats.changed"]
    assert reactions._table["orgs.seats.changed"] == REACTIONS["orgs.seats.changed"]


def test_one_who_joins_later_owes_it_and_is_counted_at_once(four: Four, drive: Dissemination) -> None:
    take_in(four, line("moi", four.cell.code, valid_from=LATER.date()))
    assert (owed(drive)[four.cell.name], owed(drive)[four.city.name]) == ((3, 3), (1, 5))
    joined = Seat.objects.get(person__username="moi")
    assert [duty.dissemination for duty in duties_of(joined, LATER)] == [drive]
    read(drive, joined, now=LATER)
    assert counted(drive, four.cell) == (1, 0)
    drive.refresh_from_db()
    assert drive.counted_on == LATER.date()
    assert len(told("orgs.seats.changed")) == 1


def test_one_who_left_is_not_counted_any_more(four: Four, drive: Dissemination) -> None:
    yesterday = LATER.date() - timedelta(days=1)
    take_in(four, line("an", four.cell.code, full_name="Trần Văn An", valid_to=yesterday))
    assert owed(drive)[four.cell.name] == (1, 1)
    assert duties_of(Seat.objects.get(pk=four.an.pk), LATER) == []


def test_one_who_moves_owes_it_in_the_new_unit_alone(four: Four, drive: Dissemination) -> None:
    last = LATER.date() - timedelta(days=1)
    take_in(
        four,
        line("an", four.cell.code, full_name="Trần Văn An", valid_to=last),
        line("an", four.other_ward.code, full_name="Trần Văn An", valid_from=LATER.date()),
    )
    assert (owed(drive)[four.cell.name], owed(drive)[four.other_ward.name]) == ((1, 1), (2, 2))
    assert owed(drive)[four.city.name] == (1, 4)


def test_a_unit_that_is_founded_with_its_people_is_reached(four: Four, drive: Dissemination) -> None:
    founded = UnitRow(2, "AH-01-09", "Chi bộ Khu phố 9", "cell", "cell", four.ward.code, LATER.date())
    take_in(four, line("chin", "AH-01-09", valid_from=LATER.date()), units=(founded,))
    assert owed(drive)["Chi bộ Khu phố 9"] == (1, 1)
    assert owed(drive)[four.ward.name] == (0, 3)


def test_a_unit_that_moves_is_counted_where_the_drive_reached_it(four: Four, drive: Dissemination) -> None:
    moved = UnitRow(2, four.cell.code, four.cell.name, "cell", "cell", four.other_ward.code, FOUNDED)
    take_in(four, units=(moved,))
    assert (owed(drive)[four.ward.name], owed(drive)[four.other_ward.name]) == ((0, 2), (1, 1))
    assert recount_obliged(False) == []


def test_the_same_list_again_changes_no_number(four: Four, drive: Dissemination) -> None:
    for _round in range(2):
        take_in(four, line("moi", four.cell.code, valid_from=LATER.date()))
    assert owed(drive)[four.cell.name] == (3, 3)


def test_an_import_that_fails_moves_no_number(four: Four, drive: Dissemination) -> None:
    before = owed(drive)
    with pytest.raises(RuntimeError):  # outside of a transaction nothing may be recorded, so nothing reacts
        raise_in_record(four)
    assert (owed(drive), Organisation.objects.count()) == (before, 4)


def raise_in_record(four: Four) -> None:
    from django.db import transaction

    with transaction.atomic():
        Seat.objects.filter(pk=four.an.pk).update(valid_to=NOW.date() - timedelta(days=1))
        facts = {"units": [four.cell.pk]}
        ledger.record("orgs.seats.changed", subject="orgs.organisation:1", by=four.cuc.actor(), at=NOW, facts=facts)
        raise RuntimeError("what comes after the record fails")
