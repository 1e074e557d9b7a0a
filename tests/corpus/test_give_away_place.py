"""Give a place of a document away: its permanent address, and the words by which another paper cites it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cascade.doors import few_queries
from tests.corpus import papers
from tests.corpus.test_read_document_page import ADDRESS, imported, read
from tests.factories import Four

pytestmark = pytest.mark.django_db(databases="__all__")
HTMX = {"HX-Request": "true"}
POINT = f"{ADDRESS}/~art_2__cl_2__point_dd/"
NAME = "Quy định số 118-QĐ/TU, ngày 12/10/2026 của Thành ủy An Hải về việc giữ lời hẹn với người dân"


def entered(client: Client, four: Four) -> Client:
    client.force_login(four.an.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_permanent_address_leads_to_the_place(four: Four, client: Client) -> None:
    imported()
    answer = entered(client, four).get(POINT)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ADDRESS}/#art_2__cl_2__point_dd")


def test_the_address_of_an_old_wording_stays_with_it(four: Four, client: Client) -> None:
    imported()
    imported(papers.NEXT_TEXT)
    assert entered(client, four).get(f"{ADDRESS}@1/~art_2/").headers["Location"] == f"{ADDRESS}@1/#art_2"
    assert f'href="{ADDRESS}@1/~art_2/"' in read(client, four, f"{ADDRESS}@1/")
    assert f'href="{ADDRESS}/~art_2/"' in read(client, four)


def test_a_place_of_a_long_text_is_found_on_its_sheet(four: Four, client: Client) -> None:
    long = "\n".join(f"Điều {number}. Tên\n{'Mỗi lời hẹn có một ngày làm xong. ' * 60}" for number in range(3, 120))
    imported(papers.TEXT.split("Chương II")[0] + long + "\n")
    first = read(client, four)
    assert 'href="?trang=2"' in first and 'id="art_119"' not in first
    assert 'href="?trang=3#art_119"' in first
    assert client.get(f"{ADDRESS}/~art_119/").headers["Location"] == f"{ADDRESS}/?trang=3#art_119"
    last = read(client, four, f"{ADDRESS}/?trang=3")
    assert 'id="art_119"' in last and 'href="?trang=1#art_1"' in last
    assert last == last.replace('id="art_1"', "")
    whole = read(client, four, f"{ADDRESS}/?trang=tat-ca")
    assert 'id="art_1"' in whole and 'id="art_119"' in whole and 'href="#art_119"' in whole
    for odd in ("99", "0", "-1", "x", "١"):
        assert 'aria-current="page"' in read(client, four, f"{ADDRESS}/?trang={odd}")


def test_the_card_says_both_forms_and_the_address(four: Four, client: Client) -> None:
    imported()
    page = entered(client, four).get(f"{POINT}trich-dan/").content.decode()
    assert f'id="td-day-du" lang="vi">điểm đ khoản 2 Điều 2 {NAME}</p>' in page
    assert 'id="td-ngan" lang="vi">điểm đ khoản 2 Điều 2 Quy định số 118-QĐ/TU</span>' in page
    assert f'href="{POINT}">http://testserver{POINT}</a>' in page
    assert "<h1>" in page


def test_an_articles_card_leads_to_those_of_its_clauses_and_points(four: Four, client: Client) -> None:
    imported()
    page = entered(client, four).get(f"{ADDRESS}/~art_2/trich-dan/").content.decode()
    assert f'<a href="{POINT}trich-dan/">điểm đ khoản 2 Điều 2</a>' in page
    assert page.count("/trich-dan/") == 7


def test_the_whole_document_has_a_card_too(four: Four, client: Client) -> None:
    imported()
    assert f'href="{ADDRESS}/trich-dan/"' in read(client, four)
    assert f">{NAME}</p>" in client.get(f"{ADDRESS}/trich-dan/").content.decode()


def test_htmx_gets_the_card_alone_with_a_way_to_close_it(four: Four, client: Client) -> None:
    imported()
    card = entered(client, four).get(f"{POINT}trich-dan/", headers=HTMX).content.decode()
    assert card.strip().startswith('<div class="cite" id="trich-dan"')
    assert "data-close" in card and "<h1" not in card


def test_without_javascript_every_article_leads_to_its_card(four: Four, client: Client) -> None:
    imported()
    assert f'<a class="at-cite no-print" lang="vi" href="{ADDRESS}/~art_2/trich-dan/">' in read(client, four)


def test_the_card_asks_the_database_little(four: Four, client: Client) -> None:
    imported()
    entered(client, four).get(f"{POINT}trich-dan/")
    with few_queries(8):
        client.get(f"{POINT}trich-dan/")


@pytest.mark.parametrize("wrong", ["~art_9/", "~art_9/trich-dan/", "~/", "~%00/", "~art_2/~art_3/"])
def test_a_place_that_is_not_there_is_not_found(four: Four, client: Client, wrong: str) -> None:
    imported()
    assert entered(client, four).get(f"{ADDRESS}/{wrong}").status_code == 404


def test_nobody_is_told_of_a_place_unnamed(client: Client) -> None:
    assert client.get(POINT).headers["Location"].startswith("/tai-khoan/")
    assert client.get(f"{POINT}trich-dan/").headers["Location"].startswith("/tai-khoan/")
