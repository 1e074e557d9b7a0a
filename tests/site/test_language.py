"""The language is the choice of the reader by a button; Accept-Language decides nothing, and texts stay as issued."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from openpyxl import load_workbook

from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, hash_of
from tests.factories import FOUNDED, Four, make_dissemination, make_expression, make_four
from tests.house.walls.catalogue import PO, read_po
from thongsuot.cascade.actions.drafting import draft_dissemination
from thongsuot.cascade.models import Dissemination
from thongsuot.corpus.models import Expression, Provision
from thongsuot.kernel.clock import day_of
from thongsuot.orgs import template, workbook
from thongsuot.orgs.models import Seat
from thongsuot.orgs.rows import OrganisationRows, UnitRow
from thongsuot.site import wording

pytestmark = pytest.mark.django_db(**BOTH)

SIGN_IN = "/tai-khoan/dang-nhap/"
BUTTON = "/ngon-ngu/"
COOKIE = settings.LANGUAGE_COOKIE_NAME
MONDAY = date(2026, 11, 23)
SENTENCES = [
    entry.msgid
    for entry in read_po(PO.read_text("utf-8"))
    if len(entry.msgid) > 11 and not re.search("[%&<]", entry.msgid)
]


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"), deadlines=_days())


def _days() -> dict[str, date]:
    today = day_of(timezone.now())
    return {"city": today, "ward": today + timedelta(days=15), "cell": today + timedelta(days=30)}


def in_english(client: Client) -> Client:
    client.cookies[COOKIE] = "en"
    return client


def read_in_english(seat: Seat, address: str, status: int = 200) -> str:
    """Fetch a page as this seat in English and hold that no Vietnamese sentence of the interface is left in it."""
    html = page(in_english(enter(seat)), address, status)
    assert '<html lang="en">' in html
    assert [sentence for sentence in SENTENCES if sentence in text_of(html)] == []
    return html


def test_a_browser_that_asks_for_english_is_answered_in_vietnamese(client: Client) -> None:
    answer = client.get(SIGN_IN, headers={"Accept-Language": "en-US,en;q=0.9"})
    html = answer.content.decode()
    assert '<html lang="vi">' in html
    assert "Tên đăng nhập" in html
    assert answer["Content-Language"] == "vi"
    assert "Cookie" in answer["Vary"]
    assert "Accept-Language" not in answer["Vary"]


@pytest.mark.parametrize("cookie", ["fr", "EN", "../en", "", "en'"])
def test_a_cookie_with_any_other_language_is_answered_in_vietnamese(client: Client, cookie: str) -> None:
    client.cookies[COOKIE] = cookie
    assert '<html lang="vi">' in page(client, SIGN_IN)


def test_the_sign_in_page_names_the_other_language_in_itself(client: Client) -> None:
    assert re.search(r'<button[^>]*name="language" value="en" lang="en">English<', page(client, SIGN_IN))
    html = page(in_english(client), SIGN_IN)
    assert heading_of(html) == "Sign in to Thông Suốt"
    assert "User name" in html
    assert re.search(r'<button[^>]*name="language" value="vi" lang="vi">Tiếng Việt<', html)


def test_the_button_leads_back_to_the_page_and_is_remembered(client: Client) -> None:
    answer = client.post(BUTTON, {"language": "en"}, HTTP_REFERER=f"http://testserver{SIGN_IN}?next=/van-ban/")
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{SIGN_IN}?next=/van-ban/")
    kept = answer.cookies[COOKIE]
    assert (kept.value, kept["httponly"], kept["samesite"]) == ("en", True, "Lax")
    assert kept["max-age"] >= 60 * 60 * 24 * 365
    assert "Sign in" in page(client, SIGN_IN)
    client.post(BUTTON, {"language": "vi"})
    assert "Đăng nhập" in page(client, SIGN_IN)


@pytest.mark.parametrize("outside", ["https://example.org/x", "//example.org/x", "javascript:alert(1)"])
def test_the_button_leads_to_no_other_house(client: Client, outside: str) -> None:
    for answer in (
        client.post(BUTTON, {"language": "en", "next": outside}),
        client.post(BUTTON, {"language": "en"}, HTTP_REFERER=outside),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/")


def test_opening_the_address_of_the_button_changes_nothing_and_a_foreign_form_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert COOKIE not in client.get(BUTTON, {"language": "en"}).cookies
    answer = client.post(BUTTON, {"language": "en"})
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


def test_the_desk_offers_the_language_in_both_menus(four: Four) -> None:
    assert page(enter(four.an), "/").count('value="en" lang="en"') == 2


def test_today_speaks_english_and_keeps_titles_and_names(four: Four, drive: Dissemination) -> None:
    html = read_in_english(four.an, "/")
    today = day_of(timezone.now())
    assert heading_of(html) == "Today there is one task"
    assert f"{today:%A %d/%m/%Y}" in text_of(html)
    assert "Read and acknowledge 126-QĐ/TW" in text_of(html)
    assert all(name in text_of(html) for name in (drive.title, "Trần Văn An", "Chi bộ Khu phố 3"))


def test_reading_speaks_english_around_a_text_that_stays_as_issued(four: Four, drive: Dissemination) -> None:
    first = Provision.objects.filter(expression__sha256=hash_of(drive), eid="art_1")
    text = "Điều 1. Phạm vi\nQuy định này soạn để thử.\n"
    first.update(num="1", heading="Phạm vi", text="Quy định này soạn để thử.", start=0, end=len(text))
    Expression.objects.filter(sha256=hash_of(drive)).update(text=text)
    html = read_in_english(four.an, f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/")
    words = text_of(html)
    assert "Acknowledge as read" in words
    assert "due in 30 days" in words
    assert "Điều 1. Phạm vi Cite : Điều 1. Quy định này soạn để thử." in words
    assert heading_of(html) == "Một việc để thử"
    assert re.search(r'<section class="art[^"]*" id="art_1" lang="vi">', html)


def test_coverage_speaks_english(four: Four, drive: Dissemination) -> None:
    html = read_in_english(four.cuc, f"/quan-triet/{drive.pk}/do-phu/")
    assert heading_of(html) == "Still to acknowledge: 4; no unit is overdue"
    assert "Phường Bến Đá" in html


def test_the_list_of_drives_and_the_drive_speak_english(four: Four, drive: Dissemination) -> None:
    assert heading_of(read_in_english(four.cuc, "/quan-triet/")) == "One drive is open, nobody is overdue"
    read_in_english(four.an, f"/quan-triet/{drive.pk}/")


def test_the_builder_speaks_english(four: Four) -> None:
    draft = make_dissemination(four.cuc, make_expression("126-QĐ/TW"), published=False, deadlines=_days())
    html = read_in_english(four.cuc, f"/quan-triet/{draft.pk}/")
    assert heading_of(html) == "The draft is ready. Units: 2; people who must study: 4"
    assert "Publish to 2 units" in text_of(html)


@pytest.mark.parametrize(
    "address", ["/van-ban/", "/nhat-ky/", "/don-vi/", "/van-ban/nhap/", "/quan-triet/ban-tin/", "/don-vi/nhap/"]
)
def test_every_other_place_of_the_rail_speaks_english(four: Four, address: str) -> None:
    read_in_english(four.cuc, address)


def test_a_refusal_and_its_heading_speak_english(four: Four, drive: Dissemination) -> None:
    client = in_english(enter(four.an))
    answer = client.post(f"/quan-triet/{drive.pk}/xac-nhan/", {"expression": hash_of(drive), "key": "0" * 32})
    assert answer.status_code in {403, 409}
    assert heading_of(answer.content.decode()) == "Open and read the document before you acknowledge it"


def test_an_absent_page_speaks_english_to_everybody(four: Four, client: Client) -> None:
    assert heading_of(read_in_english(four.an, "/khong-co/", 404)) == "This page was not found"


def test_a_unit_counts_what_is_below_in_plurals(four: Four) -> None:
    assert (
        heading_of(read_in_english(four.cuc, "/don-vi/")) == "Thành phố An Hải has 1 ward and 1 commune, 4 seats held"
    )


def test_a_title_proposed_to_an_english_reader_is_vietnamese_for_everybody_below(four: Four) -> None:
    with translation.override("en"):
        assert draft_dissemination(None, by=four.cuc, now=timezone.now()).title == "Đợt quán triệt mới"


def test_a_workbook_written_for_an_english_reader_is_read_by_everybody() -> None:
    city = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED)
    empty, full = io.BytesIO(), io.BytesIO()
    with translation.override("en"):
        template.write_template(empty)
        template.write_rows(OrganisationRows((city,), ()), full)
        read = workbook.read(full)
    assert load_workbook(empty)["Hướng dẫn"]["A1"].value == "Cách làm"
    assert load_workbook(full)["Đơn vị"]["C2"].value == "cấp ủy"
    assert (read.errors, [unit.kind for unit in read.rows.units]) == ([], ["party_committee"])


def test_days_and_numbers_take_their_english_form() -> None:
    with translation.override("en"):
        assert (wording.number(18960), wording.number(4.71, 1), wording.percent(6, 128)) == ("18,960", "4.7", "4.7%")
        assert wording.weekday(MONDAY) == "Monday\u00a023/11/2026"
        assert wording.weekday_short(MONDAY) == "Mon"
        assert wording.due_words(date(2026, 11, 26), MONDAY) == "due in 3 days"
        assert wording.due_words(date(2026, 11, 24), MONDAY) == "due in 1 day"
        assert wording.due_words(date(2026, 11, 21), MONDAY) == "2 days overdue"
        assert wording.due_sentence(MONDAY, MONDAY) == "Monday\u00a023/11/2026, due today"
        assert [wording.words(count) for count in (0, 6, 2000)] == ["none", "six", "2,000"]


def test_days_with_their_year_take_their_vietnamese_form() -> None:
    assert wording.full_day(MONDAY) == "thứ Hai\u00a023/11/2026"
    assert [wording.weekday_short(MONDAY + timedelta(days=days)) for days in (0, 5, 6)] == ["T2", "T7", "CN"]
