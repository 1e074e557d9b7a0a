"""Entry codes for one's own unit: cards to print, only by its keepers, each issue recorded with who did it."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOW, Four, make_four, make_post, make_seat
from thongsuot.kernel.errors import NotAllowed
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.actions.codes import hand_out_codes
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.qr import entry_url, picture
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


def test_everybody_in_the_unit_gets_one_code(four: Four) -> None:
    make_seat(four.an.person, four.cell, make_post("Tổ trưởng"))
    make_seat(unit=four.cell, valid_to=date(2026, 1, 31))
    issued = hand_out_codes(four.cell.pk, by=four.binh, now=NOW)
    assert {code.person_id for code in issued} == {four.an.person_id, four.binh.person_id}
    entry = json.loads(OutboxRow.objects.get().draft)
    assert entry["by"] == {"seat": four.binh.pk, "person": four.binh.person_id, "unit": four.cell.path}


def test_a_code_is_for_the_unit_that_handed_it_out(four: Four) -> None:
    assert {code.unit_id for code in hand_out_codes(four.cell.pk, by=four.binh, now=NOW)} == {four.cell.pk}


def test_codes_of_the_machine_and_of_other_units_stand_on_no_sheet(four: Four) -> None:
    now = timezone.now()
    for_all = issue_entry_code(four.an.person_id, by=None, now=now)
    elsewhere = issue_entry_code(four.an.person_id, by=four.dung, now=now, unit_id=four.other_ward.pk)
    client = as_holder(four.binh)
    assert "2 người chưa có mã vào" in client.get(URL).content.decode()
    client.post(URL)
    page = client.get(URL).content.decode()
    assert page.count('class="code-text"') == 2
    assert for_all.text not in page
    assert elsewhere.text not in page


def test_only_the_keepers_of_the_very_unit_may(four: Four) -> None:
    with pytest.raises(NotAllowed):
        hand_out_codes(four.cell.pk, by=four.an, now=NOW)
    with pytest.raises(NotAllowed):
        hand_out_codes(four.cell.pk, by=four.cuc, now=NOW)
    with pytest.raises(Organisation.DoesNotExist):
        hand_out_codes(four.cell.pk, by=four.dung, now=NOW)
    assert not EntryCode.objects.exists()


def test_a_picture_has_attributes_only() -> None:
    drawn = picture(entry_url("0400-0001-0R9Y-3V1K-CKZE-20Z8"))
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert 'class="qr"' in drawn


def test_the_sheet_offers_codes_and_then_shows_the_cards(four: Four) -> None:
    client = as_holder(four.binh)
    assert "2 người chưa có mã vào" in client.get(URL).content.decode()
    answer = client.post(URL)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    page = unescape(client.get(URL).content.decode())
    texts = re.findall(r'class="code-text">([0-9A-Z-]+)<', page)
    assert len(texts) == 2
    assert [page.index("Lê Thị Bình"), page.index("Trần Văn An")] == sorted(
        [page.index("Lê Thị Bình"), page.index("Trần Văn An")]
    )
    assert Client().get(f"/vao/{texts[0]}/").status_code == 302
    assert 'style="' not in page


def test_the_sheet_is_kept_nowhere(four: Four) -> None:
    assert "no-store" in as_holder(four.binh).get(URL)["Cache-Control"]


def test_a_clerk_alone_in_the_unit_gets_a_card_too(four: Four) -> None:
    clerk = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    page = as_holder(clerk).get("/don-vi/AH-01/ma-vao/").content.decode()
    assert "1 người chưa có mã vào" in page


@pytest.mark.parametrize(("who", "status"), [("an", 403), ("cuc", 403), ("dung", 404)])
def test_others_are_refused_and_strangers_find_nothing(four: Four, who: str, status: int) -> None:
    client = as_holder(getattr(four, who))
    assert client.get(URL).status_code == status
    assert client.post(URL).status_code == status
    assert not EntryCode.objects.exists()


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in() -> None:
    assert Client().get(URL).status_code == 302
