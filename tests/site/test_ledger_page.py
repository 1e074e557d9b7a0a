"""The ledger page shows how far the ledger goes and what one's own seat did, never what another did."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

import thongsuot
from tests.factories import NOW, Four, make_four
from thongsuot.desk.record import EVENTS, MOST, ledger_page
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import SignedHead
from thongsuot.ledger.router import alias
from thongsuot.orgs.models import Seat

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.site.doors")]


@pytest.fixture
def four() -> Four:
    return make_four()


def enter(client: Client, seat: Seat) -> None:
    client.force_login(seat.person, backend="django.contrib.auth.backends.ModelBackend")


def note(seat: Seat, minutes: int = 0, event: str = "cascade.question.asked") -> None:
    at = NOW + timedelta(minutes=minutes)
    ledger.append(event, key=new_key(), by=seat.actor(), at=at, subject="cascade.dissemination:12", facts={})


def test_before_anything_happened_the_page_says_so_and_what_would_appear(client: Client, four: Four) -> None:
    enter(client, four.an)
    html = client.get("/nhat-ky/").content.decode()
    assert "Nhật ký chưa có dòng nào" in html
    assert "Vị trí này chưa làm việc nào được ghi" in html
    assert "thongsuot ledger verify" in html


def test_one_reads_ones_own_entries_newest_first_and_nobody_elses(four: Four) -> None:
    note(four.an)
    note(four.binh, 1)
    note(four.an, 2, "example.thing.done")
    page = ledger_page(four.an)
    assert page.size == 3
    assert [(line.seq, str(line.what)) for line in page.lines] == [(3, "example.thing.done"), (1, "Gửi câu hỏi")]
    assert page.lines[1].subject == "đợt quán triệt số 12"
    assert ledger_page(four.dung).lines == ()


TAMPERED = {
    "other words": "body = CAST(replace(body, 'asked', 'posed') AS BLOB)",
    "no entry at all": "body = CAST('{' AS BLOB)",
    "text instead of bytes": "body = 'chữ thường'",
    "a number instead of bytes": "body = 12",
    "another leaf": "leaf = 'chữ'",
}
ON_POSTGRESQL = {
    "other words": "body = convert_to(replace(convert_from(body, 'UTF8'), 'asked', 'posed'), 'UTF8')",
    "no entry at all": "body = '{'",
    "text instead of bytes": "body = 'words'",
    "a number instead of bytes": "body = '12'",
    "another leaf": "leaf = 'leaf'",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_an_entry_that_was_changed_shows_as_unreadable_and_says_how_to_check(
    client: Client, four: Four, what: str
) -> None:
    note(four.an)
    note(four.an, 1)
    with connections[alias()].cursor() as cursor:
        change = (TAMPERED if cursor.db.vendor == "sqlite" else ON_POSTGRESQL)[what]
        cursor.execute(f"UPDATE ledger_entry SET {change} WHERE seq = 1")
    enter(client, four.an)
    answer = client.get("/nhat-ky/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Dòng 1 không đọc được" in html and "Hãy báo người quản trị chạy lệnh thongsuot ledger verify" in html
    assert html.count("Gửi câu hỏi") == 1


def test_fifty_lines_are_enough_for_one_page(four: Four) -> None:
    for minutes in range(MOST + 1):
        note(four.an, minutes)
    page = ledger_page(four.an)
    assert (len(page.lines), page.lines[-1].seq) == (MOST, 2)


def test_the_heading_says_how_many_lines_and_when_they_were_last_sealed(client: Client, four: Four) -> None:
    note(four.an)
    SignedHead.objects.create(size=1, root=b"\x7c\x1e\x90\xab" * 8, at=NOW, key_id=1, signature=b"x", kept=True)
    enter(client, four.an)
    html = client.get("/nhat-ky/").content.decode()
    assert "Nhật ký có 1 dòng, niêm phong gần nhất lúc 9:00\u00a023/11/2026" in html
    assert "7c1e\u00a090ab\u00a07c1e\u00a090ab" in html


def test_the_page_takes_few_queries_however_long_the_ledger(
    client: Client, four: Four, django_assert_max_num_queries: object
) -> None:
    for minutes in range(20):
        note(four.an, minutes)
    enter(client, four.an)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/nhat-ky/")


def test_nobody_reads_it_without_signing_in(client: Client) -> None:
    answer = client.get("/nhat-ky/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")


def test_every_event_that_the_product_records_has_words() -> None:
    source = Path(thongsuot.__file__).parent
    named = r'"((?:cascade|conferences|corpus|files|ledger|orgs|people)\.[a-z_]+\.[a-z_]+)"'
    recorded = {event for file in source.rglob("*.py") for event in re.findall(named, file.read_text())}
    assert len(recorded) > 20
    assert recorded <= set(EVENTS)
