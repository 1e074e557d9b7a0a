"""The story of an address: given by its person, changed, taken back; the ledger never holds it."""

from __future__ import annotations

import pytest

from tests.cascade.doors import enter, few_queries, page, text_of
from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_four
from thongsuot.ledger.entries import Actor
from thongsuot.notices.actions import set_address, stop_mail
from thongsuot.notices.models import Mailbox

pytestmark = pytest.mark.django_db(**BOTH)


def test_an_gives_an_address_on_the_page_of_messages() -> None:
    four = make_four()
    client = enter(four.an)
    with few_queries():
        assert "Chưa có thông báo nào" in text_of(page(client, "/thong-bao/"))
    client.post("/thong-bao/", {"address": "an@example.vn"})
    assert Mailbox.objects.get().address == "an@example.vn"
    (entry,) = told("notices.address.set")
    assert dict(entry.facts) == {"has_address": True}


def test_a_wrong_address_is_told_and_nothing_is_kept() -> None:
    html = enter(make_four().an).post("/thong-bao/", {"address": "an@"}).content.decode()
    assert "aria-invalid" in html
    assert not Mailbox.objects.exists()


def test_an_address_given_again_wakes_the_letters_and_an_empty_one_takes_it_back() -> None:
    four = make_four()
    box = set_address("an@example.vn", by=four.an, now=NOW)
    stop_mail(box.pk, by=Actor(None, box.person_id, ""), now=NOW)
    assert not set_address("an@example.vn", by=four.an, now=NOW).is_stopped
    assert set_address("", by=four.an, now=NOW).address == ""
    assert Mailbox.objects.count() == 1
