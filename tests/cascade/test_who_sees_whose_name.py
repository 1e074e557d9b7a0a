"""Names: one's own, one's unit's for its clerk and head, and above that numbers only, out of every query."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, hash_of, read
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.reading import Words, ask
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.pages import dissemination_page
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def names(drive: Dissemination, seat: Seat, unit_code: str | None = None) -> list[str]:
    return [row.seat.person.full_name for row in coverage(drive.pk, seat, NOW, unit_code).people]


def test_the_office_sees_numbers_of_the_units_below_and_no_name(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    for code in (four.ward.code, four.cell.code, four.other_ward.code):
        assert coverage(drive.pk, four.cuc, NOW, code).people == ()
    page = coverage(drive.pk, four.cuc, NOW, four.cell.code)
    assert (page.total.cells[1].done, page.total.obliged) == (1, 2)
    assert names(drive, four.cuc) == ["Mai Thị Cúc"]


def test_head_and_clerk_see_the_people_of_their_unit_those_who_have_not_read_first(
    four: Four, drive: Dissemination
) -> None:
    clerk = make_seat(unit=four.cell, role=Seat.Role.CLERK)
    read(drive, four.an)
    for seat in (four.binh, clerk):
        assert names(drive, seat) == ["Lê Thị Bình", clerk.person.full_name, "Trần Văn An"]


def test_the_head_of_a_ward_sees_no_name_of_a_cell(four: Four, drive: Dissemination) -> None:
    head = make_seat(unit=four.ward, role=Seat.Role.HEAD)
    assert coverage(drive.pk, head, NOW, four.cell.code).people == ()
    assert names(drive, head) == [head.person.full_name]


def test_a_member_sees_nobody_but_themselves(four: Four, drive: Dissemination) -> None:
    assert names(drive, four.an) == ["Trần Văn An"]


def test_units_beside_and_above_look_like_units_that_do_not_exist(four: Four, drive: Dissemination) -> None:
    answers = []
    for code in (four.other_ward.code, four.city.code, "KHONG-CO"):
        with pytest.raises(ObjectDoesNotExist) as absent:
            coverage(drive.pk, four.binh, NOW, code)
        answers.append((type(absent.value), str(absent.value)))
    assert len(set(answers)) == 1
    assert {duty.organisation for duty in UnitDuty.objects.visible_to(four.binh)} == {four.cell}


def test_no_page_of_a_drive_carries_the_names_of_another_unit(four: Four, drive: Dissemination) -> None:
    words = Words(hash_of(drive), "Điều 2 áp dụng từ ngày nào?")
    ask(drive.pk, words=words, by=four.an, now=NOW, key=new_key())
    for seat in (four.cuc, four.dung):
        page = dissemination_page(drive, seat, NOW)
        assert (page.questions, {duty.seat for duty in page.mine}) == ((), {seat})
    (asked,) = dissemination_page(drive, four.binh, NOW).questions
    assert asked.question.seat == four.an
