"""Read a document: the whole text in its order, an address for every article, and what kind of text it is."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.corpus import papers
from tests.factories import NOW, Four, make_person
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import Expression
from thongsuot.corpus.queries.reading import reading

pytestmark = pytest.mark.django_db(databases="__all__")
ADDRESS = "/van-ban/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu"


def imported(text: str = papers.TEXT, name: str = "quy-dinh.txt", **values: bool) -> Expression:
    return import_document(text.encode(), name=name, by=None, now=NOW, **values)


def read(client: Client, four: Four, address: str = f"{ADDRESS}/") -> str:
    client.force_login(four.an.person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    main = page[page.index('<main class="law"') : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_every_word_of_the_law_is_on_the_page_in_its_order(four: Four, client: Client) -> None:
    imported()
    shown = words_of(read(client, four))
    at = shown.index("Toàn văn")
    for line in papers.LINES[2:]:
        for piece in line.replace("*", "").split(" "):
            at = shown.index(piece, at)


def test_every_article_and_point_has_its_address_and_clause_numbers_are_text(four: Four, client: Client) -> None:
    imported()
    page = read(client, four)
    assert '<section class="art" id="art_2" lang="vi">' in page
    assert f'<h3><a class="at" href="{ADDRESS}/~art_2/">Điều 2. Nguyên tắc</a></h3>' in page
    clause, point = f"{ADDRESS}/~art_2__cl_2/", f"{ADDRESS}/~art_2__cl_2__point_dd/"
    assert f'id="art_2__cl_2"><a class="n at" href="{clause}">2.</a><p>Người hẹn ghi rõ:</p>' in page
    assert f'id="art_2__cl_2__point_dd"><a class="n at" href="{point}">đ)</a><p>số điện thoại để hỏi.</p>' in page
    assert '<h2 class="law-chap" id="chp_ii" lang="vi"><span>Chương II</span>THI HÀNH</h2>' in page


def test_no_address_is_given_twice(four: Four, client: Client) -> None:
    imported()
    ids = re.findall(r'\bid="([^"]+)"', read(client, four))
    assert len(ids) == len(set(ids))


def test_the_outline_names_chapters_and_articles_at_both_widths(four: Four, client: Client) -> None:
    imported()
    page = read(client, four)
    assert '<a class="chap" href="#chp_i">I. NHỮNG QUY ĐỊNH CHUNG</a>' in page
    assert '<a href="#chp_i">I. NHỮNG QUY ĐỊNH CHUNG · Điều 1 đến 2</a>' in page
    assert page.count("2 chương, 3 điều") == 2
    assert Expression(articles=3).extent == "3 điều"


def test_the_page_names_the_document_and_its_fingerprint(four: Four, client: Client) -> None:
    expression = imported()
    page = read(client, four)
    assert '<h1 lang="vi">Quy định về việc giữ lời hẹn với người' in page.replace("\u00a0", " ")
    assert f"Quy định số {papers.NUMBER} ngày 12/10/2026" in page
    assert f"{expression.sha256[:4]} {expression.sha256[4:8]}" in page
    assert "Có hiệu lực từ ngày 01/11/2026, theo lời văn bản" in page
    assert f"/van-ban/tep/{expression.manifestations.get().pk}/" in page


def test_the_newest_wording_is_shown_and_each_keeps_its_own_address(four: Four, client: Client) -> None:
    first, second = imported(), imported(papers.NEXT_TEXT)
    newest, old = read(client, four), read(client, four, f"{ADDRESS}@1/")
    assert "một người chịu trách nhiệm" in newest and "một người chịu trách nhiệm" not in old
    assert first.get_absolute_url() == f"{ADDRESS}@1/" and second.get_absolute_url() == f"{ADDRESS}@2/"
    assert f'href="{ADDRESS}@1/"' in newest
    assert "Đây là bản nhập lần 1, đã có bản mới hơn" in old
    assert "đã có bản mới hơn" not in newest


def test_a_stand_in_says_on_its_page_that_it_is_none_of_the_real_texts(four: Four, client: Client) -> None:
    imported(is_stand_in=True)
    banner = "Bản soạn thay để trình diễn, không phải văn bản thật"
    assert banner in read(client, four, f"{ADDRESS}--soan-thay/")
    imported(papers.NEXT_TEXT)
    assert banner not in read(client, four)


@pytest.mark.parametrize(
    "wrong", ["@3", "@0", "@x", "@99999999999", "/~art_9", "/~art_9/trich-dan", "-nope", "%00", "@1@1", "'%20or%201=1"]
)
def test_a_wrong_address_is_not_found(four: Four, client: Client, wrong: str) -> None:
    imported()
    client.force_login(four.an.person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{ADDRESS}{wrong}/").status_code == 404


def test_every_seat_reads_whoever_has_none_does_not_and_nobody_reads_unnamed(four: Four, client: Client) -> None:
    imported()
    assert client.get(f"{ADDRESS}/").status_code == 302
    for seat in (four.an, four.binh, four.cuc, four.dung):
        client.force_login(seat.person, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"{ADDRESS}/").status_code == 200
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{ADDRESS}/").status_code == 404


def test_what_a_file_says_is_text_and_never_markup(four: Four, client: Client) -> None:
    imported(papers.TEXT.replace("Phạm vi", "Phạm vi <script>alert(1)</script>"))
    page = read(client, four)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_the_law_is_one_fragment_with_a_hook_for_questions(four: Four) -> None:
    page = reading(imported().pk, four.an)
    assert "?dieu=" not in render_to_string("corpus/_law.html", {"reading": page})
    asked = render_to_string("corpus/_law.html", {"reading": page, "ask_url": "/quan-triet/7/doc/"})
    assert '<a href="/quan-triet/7/doc/?dieu=art_3#hoi">Hỏi về điều này<span class="vh">: Điều 3.</span></a>' in asked
    assert asked.count("?dieu=") == 3


def test_a_text_without_articles_reads_too(four: Four, client: Client) -> None:
    expression = imported("Ghi chép buổi họp tổ dân phố.\nMọi người thống nhất quét dọn đường làng.\n")
    page = read(client, four, expression.work.get_absolute_url())
    assert expression.extent == "không chia điều"
    assert "quét dọn đường làng" in page and "Văn bản không ghi rõ ngày có hiệu lực" in page
