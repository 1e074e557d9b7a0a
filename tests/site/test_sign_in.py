"""Signing in by password: one door, one sentence for every mistake, no account made by oneself."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import Four, make_four
from thongsuot.ledger.models import OutboxRow

PASSWORD = "mật khẩu dài của An"
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.site.doors")]
LOGIN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def four(settings: object) -> Four:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    cache.clear()
    four = make_four()
    four.an.person.set_password(PASSWORD)
    four.an.person.save()
    return four


def test_the_page_asks_for_name_and_password_and_offers_the_code(client: Client) -> None:
    html = client.get(LOGIN).content.decode()
    assert 'name="login"' in html
    assert 'autocomplete="current-password"' in html
    assert 'href="/vao/"' in html
    assert "Quên" not in html
    assert "đăng ký" not in html.lower()


def test_the_right_password_leads_on_to_where_one_wanted_to_go(client: Client, four: Four) -> None:
    answer = client.post(f"{LOGIN}", {"login": "an", "password": PASSWORD, "next": "/nhat-ky/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/nhat-ky/"
    assert client.get("/nhat-ky/").status_code == 200


def test_an_address_outside_the_house_is_not_followed(client: Client, four: Four) -> None:
    answer = client.post(LOGIN, {"login": "an", "password": PASSWORD, "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_sentence(client: Client, four: Four) -> None:
    pages = [
        client.post(LOGIN, {"login": name, "password": "sai-bét"}).content.decode() for name in ("an", "khong-co-ai")
    ]
    assert all("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, hoặc vào bằng mã." in page for page in pages)
    assert 'value="an"' in pages[0]
    assert all("sai-bét" not in page for page in pages)


def test_a_locked_account_is_told_only_to_who_knows_its_password_and_does_not_enter(client: Client, four: Four) -> None:
    four.an.person.is_active = False
    four.an.person.save()
    assert "chưa đúng" in client.post(LOGIN, {"login": "an", "password": "sai-bét"}).content.decode()
    answer = client.post(LOGIN, {"login": "an", "password": PASSWORD}, follow=True)
    assert "Tài khoản này đang tạm khóa" in answer.content.decode()
    assert client.get("/nhat-ky/").status_code == 302


def test_the_sixth_wrong_try_is_braked_with_a_sentence(client: Client, four: Four) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": "an", "password": "sai"})
    html = client.post(LOGIN, {"login": "an", "password": PASSWORD}).content.decode()
    assert "Chờ năm phút rồi thử lại" in html


@pytest.mark.parametrize("address", ["dang-ky/", "signup/", "password/reset/", "email/", "login/code/confirm/"])
def test_no_door_makes_an_account_or_sends_mail(client: Client, address: str) -> None:
    answer = client.get(f"/tai-khoan/{address}")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_leaving_needs_one_press_and_ends_the_session(client: Client, four: Four) -> None:
    client.post(LOGIN, {"login": "an", "password": PASSWORD})
    assert "Thoát khỏi máy này?" in client.get("/tai-khoan/thoat/").content.decode()
    assert client.post("/tai-khoan/thoat/", follow=True).content.decode().count("Đã thoát khỏi máy này.") == 1
    assert client.get("/nhat-ky/").status_code == 302


def test_a_new_password_is_asked_twice_and_mistakes_are_said_in_place(client: Client, four: Four) -> None:
    client.post(LOGIN, {"login": "an", "password": PASSWORD})
    wrong = {"oldpassword": "không phải", "password1": "ngắn", "password2": "khác"}
    html = client.post("/tai-khoan/mat-khau/", wrong).content.decode()
    assert "Mật khẩu đang dùng chưa đúng. Gõ lại." in html
    assert 'id="id_oldpassword_error"' in html
    fresh = "một câu dễ nhớ của An"
    assert (
        client.post(
            "/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
        ).status_code
        == 302
    )
    four.an.person.refresh_from_db()
    assert four.an.person.check_password(fresh)


def test_an_account_without_a_password_of_its_own_may_set_one(client: Client, four: Four) -> None:
    four.dung.person.set_unusable_password()
    four.dung.person.save()
    client.force_login(four.dung.person, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/tai-khoan/mat-khau/", follow=True)
    assert "Đặt mật khẩu để đăng nhập không cần mã" in answer.content.decode()


def test_a_session_that_ended_under_htmx_takes_the_whole_window_to_the_sign_in_page(client: Client, four: Four) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/quan-triet/1/doc/ab/?x=1"}
    answer = client.post("/quan-triet/1/xac-nhan/", {"expression": "ab"}, headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{LOGIN}?next=%2Fquan-triet%2F1%2Fdoc%2Fab%2F%3Fx%3D1"
    assert "HX-Request" in answer["Vary"]


def test_changing_a_password_by_page_is_recorded(client: Client, four: Four) -> None:
    client.force_login(four.an.person)
    new = "tám ngọn đồi vàng"
    answer = client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    four.an.person.refresh_from_db()
    assert four.an.person.check_password(new)
    assert any("people.password.set" in row.draft for row in OutboxRow.objects.all())
