"""Every answer that is not a yes is a page of ours: a sentence, the next step, a way back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import Four, make_four

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.site.doors")]


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def an(client: Client, four: Four) -> Client:
    client.force_login(four.an.person, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    return client


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_a_refusal_is_a_heading_and_its_next_step(an: Client) -> None:
    answer = an.get("/thu/tu-choi/", HTTP_REFERER="http://testserver/quan-triet/")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "<h1>Đợt quán\u00a0triệt này đã khép lại</h1>" in html
    assert '<p class="lede">Hỏi văn phòng &lt;cấp ủy&gt;.</p>' in html
    assert 'href="http://testserver/quan-triet/"' in html


def test_htmx_gets_only_the_notice_and_its_place_is_named(an: Client) -> None:
    answer = an.get("/thu/tu-choi/", headers={"HX-Request": "true"})
    html = answer.content.decode().strip()
    assert answer.status_code == 409
    assert html.startswith('<div id="notice"')
    assert "<html" not in html
    assert "HX-Request" in answer["Vary"]


def test_a_link_back_never_leads_to_another_house(an: Client) -> None:
    html = an.get("/thu/tu-choi/", HTTP_REFERER="https://example.org/x").content.decode()
    assert "example.org" not in html


def test_absent_and_invisible_are_the_same_page(an: Client) -> None:
    absent, invisible = an.get("/thu/khong-co/"), an.get("/thu/khong-thay/")
    assert (absent.status_code, invisible.status_code) == (404, 404)
    assert without_token(absent.content.decode()) == without_token(invisible.content.decode())


def test_a_stranger_without_an_account_sees_the_public_page_for_absent_things(client: Client) -> None:
    html = client.get("/thu/khong-co/").content.decode()
    assert "Không tìm thấy trang này" in html
    assert "nav--main" not in html


def test_an_unknown_outcome_carries_the_form_back_with_the_same_key(an: Client) -> None:
    answer = an.post(
        "/thu/chua-ro/", {"key": "11111111-1111-4111-8111-111111111111", "note": 'a "b" <c>', "t": ["1", "2"]}
    )
    html = answer.content.decode()
    assert answer.status_code == 503
    assert '<form class="gap" method="post" action="/thu/chua-ro/" data-again>' in html
    assert 'name="key" value="11111111-1111-4111-8111-111111111111"' in html
    assert 'name="note" value="a &quot;b&quot; &lt;c&gt;"' in html
    assert html.count('name="t"') == 2
    assert html.count('name="csrfmiddlewaretoken"') == html.count('method="post"')


def test_an_unknown_outcome_without_a_key_offers_no_second_sending(an: Client) -> None:
    assert "data-again" not in an.post("/thu/chua-ro/", {"note": "x"}).content.decode()


def test_a_page_that_stood_open_too_long_is_told_so(four: Four) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/tai-khoan/dang-nhap/", {"login": "an", "password": "x"})
    assert answer.status_code == 403
    assert "Trang này mở đã lâu nên chưa gửi được" in answer.content.decode()


def test_what_cannot_be_read_and_what_is_too_big_have_their_own_sentences(client: Client) -> None:
    unreadable, too_big = client.get("/thu/sai/"), client.get("/thu/lon/")
    assert (unreadable.status_code, too_big.status_code) == (400, 413)
    assert "Yêu cầu này không đọc được" in unreadable.content.decode()
    assert "lớn quá mức nhận một lần" in too_big.content.decode()


def test_a_fault_of_ours_is_said_without_a_query(an: Client, django_assert_num_queries: object) -> None:
    from django.template.loader import render_to_string

    answer = an.get("/thu/hong/")
    assert answer.status_code == 500
    assert "Máy chủ vướng lỗi, việc này chưa làm được" in answer.content.decode()
    with django_assert_num_queries(0):  # type: ignore[operator]
        render_to_string("500.html")


def test_no_page_of_ours_carries_inline_script_or_style(an: Client) -> None:
    for address in ("/thu/tu-choi/", "/thu/khong-co/", "/thu/hong/", "/tai-khoan/mat-khau/", "/nhat-ky/"):
        html = an.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", html), address


def test_a_buttons_address_opened_by_itself_says_where_to_press(an: Client) -> None:
    answer = an.get("/thu/nut/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "chưa gửi được" in answer.content.decode()


def test_a_request_for_another_house_is_answered_in_ours(an: Client) -> None:
    answer = an.get("/nhat-ky/", headers={"Host": "other.example", "Referer": "https://other.example/x"})
    assert answer.status_code == 400
    assert "Yêu cầu này không đọc được" in answer.content.decode()


def test_every_answer_bears_the_policy_even_the_one_to_a_strange_host(an: Client) -> None:
    strange = an.get("/nhat-ky/", headers={"Host": "other.example"})
    for answer in (strange, an.get("/thu/khong-co/"), an.get("/thu/hong/"), an.get("/static/khong-co.css")):
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(an: Client) -> None:
    for address in ("/nhat-ky/", "/thu/khong-co/", "/thu/nut/", "/tai-khoan/mat-khau/"):
        assert "no-store" in an.get(address)["Cache-Control"], address
    assert not Client().get("/tai-khoan/da-khoa/").has_header("Cache-Control")


def test_a_busy_database_asks_for_a_minute_and_keeps_what_was_typed(an: Client) -> None:
    answer = an.post(
        "/thu/dang-ban/", {"key": "11111111-1111-4111-8111-111111111111", "text": "Điều 2 áp dụng khi nào?"}
    )
    assert answer.status_code == 503
    assert "Chờ một phút rồi làm lại" in answer.content.decode()
    assert "Điều 2 áp dụng khi nào?" in answer.content.decode()
