"""A unit whose paper must open nothing any more: all codes end at once, but for that of whoever ends them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import NOW, Four, make_four
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.codes import hand_out_codes, take_back_code, take_back_codes
from thongsuot.orgs.models import Seat
from thongsuot.people.actions import issue_entry_code
from thongsuot.people.models import EntryCode

pytestmark = pytest.mark.django_db
URL = "/don-vi/AH-01-03/ma-vao/"


@pytest.fixture
def four() -> Four:
    return make_four()


def test_all_end_but_ones_own_and_those_of_other_units(four: Four) -> None:
    mine = {code.person_id: code for code in hand_out_codes(four.cell.pk, by=four.binh, now=NOW)}
    elsewhere = issue_entry_code(four.an.person_id, by=four.dung, now=NOW, unit_id=four.other_ward.pk)
    ended = take_back_codes(four.cell.pk, by=four.binh, now=NOW)
    assert [code.pk for code in ended] == [mine[four.an.person_id].pk]
    assert set(EntryCode.objects.valid_at(NOW)) == {mine[four.binh.person_id], elsewhere}
    assert take_back_codes(four.cell.pk, by=four.binh, now=NOW) == []


def test_the_ward_takes_back_single_codes_of_its_cells_too(four: Four) -> None:
    clerk = Seat.objects.create(
        person=four.dung.person, organisation=four.ward, post=four.an.post, role="clerk", valid_from=four.an.valid_from
    )
    code = issue_entry_code(four.an.person_id, by=clerk, now=NOW, unit_id=four.cell.pk)
    assert take_back_code(code.pk, by=clerk, now=NOW).revoked_by == clerk.pk


def test_only_who_hands_out_codes_there_may(four: Four) -> None:
    for seat in (four.an, four.cuc):
        with pytest.raises(NotAllowed):
            take_back_codes(four.cell.pk, by=seat, now=NOW)


def test_the_button_ends_them_and_says_so(four: Four) -> None:
    client = Client()
    client.force_login(four.binh.person)
    client.post(URL)
    assert "Đã thu hồi 1 mã" in client.post(f"{URL}thu-hoi-het/", follow=True).content.decode()
    assert "1 người chưa có mã vào" in client.get(URL).content.decode()
    assert Client().post(f"{URL}thu-hoi-het/").status_code == 302
