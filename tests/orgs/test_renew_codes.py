"""A sheet that was lost or copied: everybody in the unit gets a new code, and the old paper opens nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOW, Four, make_four, make_post, make_seat
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.codes import hand_out_codes, renew_codes
from thongsuot.orgs.models import Organisation, Post, Seat
from thongsuot.people.models import EntryCode

pytestmark = pytest.mark.django_db
URL = "/don-vi/AH-01-03/ma-vao/"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def clerk(four: Four) -> Seat:
    """The clerk of the ward, which has a printer."""
    staff = make_post("Văn thư", kind=Post.Kind.STAFF)
    return make_seat(unit=four.ward, post=staff, role=Seat.Role.CLERK)


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_all_are_renewed_at_once_but_ones_own(four: Four) -> None:
    first = {code.person_id: code for code in hand_out_codes(four.cell.pk, by=four.binh, now=NOW)}
    renewed = renew_codes(four.cell.pk, by=four.binh, now=NOW)
    assert [code.person_id for code in renewed] == [four.an.person_id]
    valid = EntryCode.objects.valid_at(NOW).by_person([four.an.person_id, four.binh.person_id], NOW)
    assert valid[four.an.person_id] != first[four.an.person_id]
    assert valid[four.binh.person_id] == first[four.binh.person_id]


def test_the_clerk_of_a_ward_prints_for_its_cells_and_no_further(four: Four, clerk: Seat) -> None:
    client = as_holder(clerk)
    assert "In mã vào" in client.get("/don-vi/AH-01-03/").content.decode()
    assert client.post(URL)["Location"] == URL
    page = client.get(URL).content.decode()
    assert page.count('class="code-text"') == 2
    assert {code.unit_id for code in EntryCode.objects.all()} == {four.cell.pk}
    assert {code.issued_by for code in EntryCode.objects.all()} == {clerk.pk}
    with pytest.raises(NotAllowed):
        hand_out_codes(four.ward.pk, by=four.cuc, now=NOW)
    with pytest.raises(NotAllowed):
        hand_out_codes(four.cell.pk, by=four.cuc, now=NOW)
    with pytest.raises(Organisation.DoesNotExist):
        hand_out_codes(four.other_ward.pk, by=clerk, now=NOW)


def test_a_member_of_the_ward_prints_for_nobody(four: Four) -> None:
    member = make_seat(unit=four.ward)
    with pytest.raises(NotAllowed):
        renew_codes(four.cell.pk, by=member, now=NOW)


def test_the_button_says_how_many_and_old_paper_opens_nothing(four: Four, clerk: Seat) -> None:
    client = as_holder(clerk)
    client.post(URL)
    old = EntryCode.objects.get(person=four.an.person)
    page = client.post(f"{URL}doi-het/", follow=True).content.decode()
    assert "Đã đổi mã của 2 người" in page
    assert Client().post("/vao/", {"code": old.text}).status_code == 409
    fresh = EntryCode.objects.valid_at(timezone.now()).get(person=four.an.person)
    assert Client().post("/vao/", {"code": fresh.text}).status_code == 302
    assert as_holder(four.dung).post(f"{URL}doi-het/").status_code == 404
    assert Client().post(f"{URL}doi-het/").status_code == 302
