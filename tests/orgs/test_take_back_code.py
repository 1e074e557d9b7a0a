"""A code is taken back by the keeper of the unit, without a new one."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOW, Four, make_four, make_seat
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.codes import take_back_code
from thongsuot.orgs.models import Seat
from thongsuot.people.actions import issue_entry_code
from thongsuot.people.models import EntryCode

pytestmark = pytest.mark.django_db
URL = "/don-vi/AH-01-03/ma-vao/"


@pytest.fixture
def four() -> Four:
    return make_four()


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_a_code_is_taken_back_in_ones_own_unit_only(four: Four) -> None:
    own = issue_entry_code(four.an.person_id, by=four.binh, now=NOW, unit_id=four.cell.pk)
    foreign = issue_entry_code(four.dung.person_id, by=four.dung, now=NOW, unit_id=four.other_ward.pk)
    assert take_back_code(own.pk, by=four.binh, now=NOW).revoked_by == four.binh.pk
    with pytest.raises(EntryCode.DoesNotExist):
        take_back_code(foreign.pk, by=four.binh, now=NOW)
    with pytest.raises(NotAllowed):
        take_back_code(own.pk, by=four.an, now=NOW)


def test_the_codes_of_the_machine_and_of_other_units_are_out_of_reach(four: Four) -> None:
    for_all = issue_entry_code(four.an.person_id, by=None, now=NOW)
    elsewhere = issue_entry_code(four.an.person_id, by=four.dung, now=NOW, unit_id=four.other_ward.pk)
    for code in (for_all, elsewhere):
        with pytest.raises(EntryCode.DoesNotExist):
            take_back_code(code.pk, by=four.binh, now=NOW)
    assert set(EntryCode.objects.valid_at(NOW)) == {for_all, elsewhere}


def test_the_button_of_a_card_closes_the_door(four: Four) -> None:
    code = issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
    assert as_holder(four.binh).post(f"{URL}thu-hoi/{code.pk}/")["Location"] == URL
    assert Client().get(f"/vao/{code.text}/").status_code == 409


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(four: Four) -> None:
    assert Client().post(f"{URL}thu-hoi/1/").status_code == 302


def test_who_moved_away_is_out_of_the_reach_of_the_old_unit(four: Four) -> None:
    moved = make_seat(unit=four.binh.organisation, valid_to=date(2026, 1, 31))
    make_seat(person=moved.person, unit=four.dung.organisation)
    code = issue_entry_code(moved.person_id, by=four.binh, now=NOW, unit_id=four.cell.pk)
    with pytest.raises(EntryCode.DoesNotExist):
        take_back_code(code.pk, by=four.binh, now=NOW)


def test_a_code_that_is_taken_back_ends_the_session_it_began(four: Four) -> None:
    code = issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
    phone, desk = Client(), as_holder(four.an)
    phone.get(f"/vao/{code.text}/")
    assert phone.get("/chon-vi-tri/").status_code == 200
    take_back_code(code.pk, by=four.binh, now=timezone.now())
    assert phone.get("/chon-vi-tri/")["Location"].startswith("/tai-khoan/dang-nhap/")
    assert desk.get("/chon-vi-tri/").status_code == 200, (
        "a session that began with the password has nothing to do with it"
    )
