"""The story of stopping letters: one press in the letter, without signing in; the duty stays."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_dissemination, make_four
from thongsuot.desk.queries import today
from thongsuot.notices.actions import set_address
from thongsuot.notices.mailing import stop_token

pytestmark = pytest.mark.django_db(**BOTH)


def test_a_mail_program_stops_the_letters_with_one_post_and_the_duty_stays() -> None:
    four = make_four()
    make_dissemination(four.cuc)
    box = set_address("an@example.vn", by=four.an, now=NOW)
    address = f"/thong-bao/ngung/{stop_token(box)}/"
    stranger = Client(enforce_csrf_checks=True)
    assert "Ngừng nhận thư từ Thông Suốt?" in text_of(page(stranger, address))
    box.refresh_from_db()
    assert not box.is_stopped
    for _twice in range(2):
        assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    box.refresh_from_db()
    assert box.is_stopped
    assert [entry.by.person for entry in told("notices.mail.stopped")] == [four.an.person_id]
    assert today(four.an, NOW).count == 1
    assert "đã ngừng nhận thư" in text_of(page(enter(four.an), "/thong-bao/"))


def test_a_link_that_was_made_up_leads_nowhere() -> None:
    assert Client().get("/thong-bao/ngung/1:abc/").status_code == 404
