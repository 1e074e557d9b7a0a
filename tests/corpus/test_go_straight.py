"""Go straight to what is typed: one document or provision is offered on top, and Enter leads to a typed number."""

from __future__ import annotations

import pytest

from tests.cascade.doors import enter, page, text_of
from tests.corpus import papers
from tests.factories import NOW, Four, make_expression
from thongsuot.corpus.actions.importing import import_document

pytestmark = pytest.mark.django_db(databases="__all__")

ADDRESS = "/van-ban/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu/"


@pytest.fixture
def paper() -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=None, now=NOW)


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("words", "address", "label"),
    [
        ("118-QĐ/TU", ADDRESS, "Quy định 118-QĐ/TU"),
        ("khoan 1 dieu 2 quy dinh 118-qd/tu", f"{ADDRESS}~art_2__cl_1/", "Khoản 1 Điều 2 Quy định 118-QĐ/TU"),
        ("điều 3 quy định 118-QĐ/TU", f"{ADDRESS}~art_3/", "Điều 3 Quy định 118-QĐ/TU"),
    ],
)
def test_a_typed_citation_is_offered_on_top_and_enter_leads_there(
    four: Four, words: str, address: str, label: str
) -> None:
    client = enter(four.an)
    html = page(client, f"/van-ban/?tim={words}")
    assert f"Đi tới {label}" in text_of(html)
    assert f'href="{address}"' in html
    assert client.get("/van-ban/", {"tim": words, "den": "1"}).headers["Location"] == address


def test_enter_on_a_bare_name_shows_the_list_with_the_offer_on_top(four: Four) -> None:
    make_expression("68/2020/QH14", type_key="luat", title="Cư trú")
    client = enter(four.an)
    answer = client.get("/van-ban/", {"tim": "luật cư trú", "den": "1", "loai": "luat"})
    assert answer.headers["Location"] == "/van-ban/?tim=lu%E1%BA%ADt+c%C6%B0+tr%C3%BA&loai=luat"
    assert "Đi tới Luật 68/2020/QH14" in text_of(page(client, answer.headers["Location"]))


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("words", ["", "giu loi hen", "999-QĐ/TU", "quy định"])
def test_enter_on_anything_else_shows_the_list_under_its_own_address(four: Four, words: str) -> None:
    client = enter(four.an)
    location = client.get("/van-ban/", {"tim": words, "den": "1"}).headers["Location"]
    assert location.startswith("/van-ban/") and "den=" not in location
    assert "Đi tới" not in text_of(page(client, location)).partition("Tìm theo số")[2]


@pytest.mark.usefixtures("paper")
def test_words_that_were_found_are_marked_in_the_title(four: Four) -> None:
    html = page(enter(four.an), "/van-ban/?tim=loi+giu")
    assert "<mark>giữ</mark> <mark>lời</mark> hẹn" in html


def test_a_marked_title_lets_no_markup_of_its_own_through(four: Four) -> None:
    make_expression(title="Về <b>lời</b> & lời")
    html = page(enter(four.an), "/van-ban/?tim=loi")
    assert "Về &lt;b&gt;<mark>lời</mark>&lt;/b&gt; &amp; <mark>lời</mark>" in html
