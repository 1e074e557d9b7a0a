"""Everybody sees where they are signed in, in words and without a place, and ends what is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_four
from thongsuot.people.actions import end_sessions, issue_entry_code, revoke_entry_code
from thongsuot.people.devices import browser_of, system_of
from thongsuot.people.models import OpenSession

pytestmark = pytest.mark.django_db(**BOTH)
URL = "/tai-khoan/phien/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Edg/130.0"
PASSWORD = "một câu dài để thử cửa"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def desk(four: Four) -> Client:
    """An at a desk, signed in by password."""
    four.an.person.set_password(PASSWORD)
    four.an.person.save()
    client = Client(headers={"User-Agent": DESK})
    client.post("/tai-khoan/dang-nhap/", {"login": "an", "password": PASSWORD})
    return client


def on_phone(four: Four) -> Client:
    code = issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
    client = Client(headers={"User-Agent": PHONE})
    assert client.post("/vao/", {"code": code.text})["Location"] == "/"
    return client


def test_the_page_tells_devices_apart_in_words(four: Four, desk: Client) -> None:
    on_phone(four)
    page = desk.get(URL).content.decode()
    assert "Hai phiên đăng nhập đang mở" in page
    assert page.index("Edge trên Windows") < page.index("Chrome trên Android")
    assert page.count("phiên này") == 1
    assert "127.0.0.1" not in page
    assert "SM-A055F" not in page


def test_ending_one_shuts_that_device_out_at_once(four: Four, desk: Client) -> None:
    phone = on_phone(four)
    assert phone.get("/").status_code == 200
    row = OpenSession.objects.get(system="Android")
    assert desk.post(f"{URL}ket-thuc/", {"phien": row.pk})["Location"] == URL
    assert phone.get("/")["Location"].startswith("/tai-khoan/dang-nhap/")
    assert desk.get("/").status_code == 200
    assert [entry.facts for entry in told("people.sessions.ended")] == [{"sessions": [row.pk]}]


def test_ending_all_others_leaves_ones_own(four: Four, desk: Client) -> None:
    phones = [on_phone(four), on_phone(four)]
    desk.post(f"{URL}ket-thuc/")
    assert [phone.get("/").status_code for phone in phones] == [302, 302]
    assert desk.get("/").status_code == 200
    assert "Không còn phiên nào khác" in desk.post(f"{URL}ket-thuc/", follow=True).content.decode()


def test_nobody_ends_the_session_of_another(four: Four, desk: Client) -> None:
    row = OpenSession.objects.get()
    assert end_sessions([row.pk], by=four.binh.person, now=NOW) == 0
    other = Client()
    other.force_login(four.binh.person)
    other.post(f"{URL}ket-thuc/", {"phien": row.pk})
    assert desk.get("/").status_code == 200
    assert "Edge" not in other.get(URL).content.decode()


def test_a_session_whose_code_was_taken_back_is_no_longer_listed(four: Four, desk: Client) -> None:
    on_phone(four)
    code_id = OpenSession.objects.get(system="Android").code
    assert code_id
    revoke_entry_code(code_id, by=four.binh, now=timezone.now())
    assert "Android" not in desk.get(URL).content.decode()


def test_a_new_password_ends_the_others_and_keeps_ones_own(four: Four, desk: Client) -> None:
    other = Client(headers={"User-Agent": PHONE})
    other.post("/tai-khoan/dang-nhap/", {"login": "an", "password": PASSWORD})
    form = {"oldpassword": PASSWORD, "password1": f"{PASSWORD} nữa", "password2": f"{PASSWORD} nữa"}
    assert desk.post("/tai-khoan/mat-khau/", form).status_code == 302
    assert other.get("/").status_code == 302
    page = desk.get(URL).content.decode()
    assert "Một phiên đăng nhập đang mở" in page
    assert "phiên này" in page


def test_what_was_signed_out_is_forgotten_at_the_next_sign_in(four: Four, desk: Client) -> None:
    on_phone(four).post("/tai-khoan/thoat/")
    assert "Android" not in desk.get(URL).content.decode()
    on_phone(four)
    assert OpenSession.objects.filter(system="Android").count() == 1


def test_the_last_day_of_use_moves_along(four: Four, desk: Client) -> None:
    session = Session.objects.get(session_key=OpenSession.objects.get().key)
    was = timezone.localdate() - timedelta(days=3)
    OpenSession.objects.update(seen_on=was)
    store = desk.session
    store["open_session"] = [OpenSession.objects.get().pk, session.session_key, was.isoformat()]
    store.save()
    desk.get("/")
    assert OpenSession.objects.get().seen_on == timezone.localdate()


def test_coming_with_a_password_is_in_the_record_too(desk: Client) -> None:
    assert [entry.facts["by"] for entry in told("people.person.entered")] == ["password"]


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (PHONE, "Chrome", "Android"),
        (DESK, "Edge", "Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1 Zalo",
            "Zalo",
            "iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0 Chrome/114.0 Safari/537.36", "Cốc Cốc", "Windows"),
        ("curl/8", "", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, browser: str, system: str) -> None:
    assert (browser_of(agent), system_of(agent)) == (browser, system)


def test_whoever_is_not_signed_in_has_no_such_page() -> None:
    assert Client().get(URL).status_code == 302
    assert Client().post(f"{URL}ket-thuc/").status_code == 302
