"""A head follows what was done in their place: those acts alone, and only for who gave it, or did it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cascade.doors import enter, few_queries
from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from tests.orgs.test_delegate import GRANT, on_day
from thongsuot.cascade.actions.relay import OwnWords, pass_on
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.actions.delegations import delegate
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Delegation

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def made(four: Four) -> Delegation:
    """An passes a drive on for Bình, and does something of their own besides."""
    drive = make_dissemination(four.cuc)
    made = delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    pass_on(drive.pk, words=OwnWords("Học ngay."), by=on_day(four.an, NOW), now=NOW)
    issue_api_token("Của riêng", expires_on=NOW.date(), by=four.an, now=NOW)
    ledger.drain()
    return made


def test_the_head_and_the_holder_see_what_was_done_in_the_heads_place_and_nothing_else(
    four: Four, made: Delegation
) -> None:
    for seat in (four.binh, four.an):
        client = enter(seat)
        with few_queries():
            page = client.get(f"/nhat-ky/uy-quyen/{made.pk}/").content.decode()
        assert "Trần Văn An đã làm một việc thay Bí thư chi bộ" in page
        assert "Tiếp nhận đợt quán triệt cho đơn vị" in page
        assert "Lập mã API" not in page


def test_to_others_it_is_absent(four: Four, made: Delegation) -> None:
    for seat in (make_seat(unit=four.cell), four.cuc, four.dung):
        assert enter(seat).get(f"/nhat-ky/uy-quyen/{made.pk}/").status_code == 404
    assert Client().get(f"/nhat-ky/uy-quyen/{made.pk}/").status_code == 302


def test_the_page_of_delegations_leads_there(four: Four, made: Delegation) -> None:
    client = enter(four.binh)
    with few_queries():
        page = client.get("/don-vi/AH-01-03/uy-quyen/").content.decode()
    assert f"/nhat-ky/uy-quyen/{made.pk}/" in page
    assert f"/nhat-ky/uy-quyen/{made.pk}/" not in enter(four.cuc).get("/don-vi/AH-01-03/uy-quyen/").content.decode()
