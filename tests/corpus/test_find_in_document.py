"""Find words in one document: with marks or without, each place named and a way to it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.corpus.test_give_away_place import entered
from tests.corpus.test_read_document_page import ADDRESS, imported, read
from tests.factories import Four

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("typed", ["ngày làm xong", "NGAY LAM XONG", "ngay  lam"])
def test_words_are_found_with_and_without_marks(four: Four, client: Client, typed: str) -> None:
    imported()
    page = entered(client, four).get(f"{ADDRESS}/tim/", {"tim": typed}).content.decode()
    assert f'<a href="{ADDRESS}/#art_2__cl_1">khoản 1 Điều 2</a>' in page
    assert f'<a href="{ADDRESS}/#art_2__cl_2__point_b">điểm b khoản 2 Điều 2</a>' in page
    assert page.count("<mark>ngày làm") == 2 and ">2 chỗ có lời ấy</h1>" in page


def test_wrong_marks_find_nothing_and_the_page_says_what_to_do(four: Four, client: Client) -> None:
    imported()
    page = entered(client, four).get(f"{ADDRESS}/tim/", {"tim": "ngáy làm xong"}).content.decode()
    assert "Không thấy lời ấy trong văn bản" in page and "Hãy thử ít chữ hơn." in page
    assert "Gõ lời cần tìm" in client.get(f"{ADDRESS}/tim/").content.decode()


def test_what_is_typed_is_words_and_never_a_pattern_or_markup(four: Four, client: Client) -> None:
    imported()
    for typed in (".*", "<b>x</b>", "(((", "\\", "%00", "a" * 500):
        page = entered(client, four).get(f"{ADDRESS}/tim/", {"tim": typed}).content.decode()
        assert "Không thấy lời ấy trong văn bản" in page and "<b>x</b>" not in page


def test_a_long_list_says_that_there_is_more(four: Four, client: Client) -> None:
    imported("Điều 1. Hẹn\n" + "lời hẹn và " * 300 + "\n", name="dai.txt")
    expression = imported("QUY ĐỊNH\nĐiều 1. Hẹn\n" + "lời hẹn và " * 301 + "\n")
    page = entered(client, four).get(f"{expression.work.get_absolute_url()}tim/", {"tim": "loi hen"}).content.decode()
    assert page.count("<mark>") == 200 and "Hơn 200 chỗ có lời ấy" in page


def test_the_reading_page_has_the_field_at_both_widths(four: Four, client: Client) -> None:
    imported()
    assert read(client, four).count(f'role="search" method="get" action="{ADDRESS}/tim/"') == 2
