"""Lost paper is replaced by the keeper of the unit, and the old code stays closed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOW, Four, make_four
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.codes import renew_code
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


def test_lost_paper_is_replaced_in_ones_own_unit_only(four: Four) -> None:
    first = issue_entry_code(four.an.person_id, by=four.binh, now=NOW, unit_id=four.cell.pk)
    second = renew_code(four.an.pk, by=four.binh, now=NOW)
    assert EntryCode.objects.valid_at(NOW).get() == second != first
    with pytest.raises(Seat.DoesNotExist):
        renew_code(four.dung.pk, by=four.binh, now=NOW)
    with pytest.raises(NotAllowed):
        renew_code(four.an.pk, by=four.an, now=NOW)


def test_renewing_leaves_the_codes_of_the_machine_and_of_other_units(four: Four) -> None:
    machine = issue_entry_code(four.an.person_id, by=None, now=NOW)
    elsewhere = issue_entry_code(four.an.person_id, by=four.dung, now=NOW, unit_id=four.other_ward.pk)
    renewed = renew_code(four.an.pk, by=four.binh, now=NOW)
    assert renewed.unit_id == four.cell.pk
    assert set(EntryCode.objects.valid_at(NOW)) == {machine, elsewhere, renewed}


def test_the_button_of_a_card_gives_a_new_one(four: Four) -> None:
    client = as_holder(four.binh)
    client.post(URL)
    code = EntryCode.objects.get(person=four.an.person)
    assert client.post(f"{URL}doi/{four.an.pk}/")["Location"] == URL
    renewed = EntryCode.objects.valid_at(timezone.now()).get(person=four.an.person)
    assert renewed.text != code.text


def test_a_stranger_finds_no_seat_to_renew(four: Four) -> None:
    assert as_holder(four.dung).post(f"{URL}doi/{four.an.pk}/").status_code == 404
    assert as_holder(four.dung).post(f"{URL}doi/999999/").status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(four: Four) -> None:
    assert Client().post(f"{URL}doi/{four.an.pk}/").status_code == 302
