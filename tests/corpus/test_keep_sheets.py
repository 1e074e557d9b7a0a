"""A sheet is set once and shown again as it was, until anything it is made of has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.corpus.laws import NEW, decree, law
from tests.corpus.pages import signed_in
from tests.factories import NOW, Four
from thongsuot.corpus.actions.correcting import correct_fact
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.corpus.models import Provision

pytestmark = pytest.mark.django_db(databases="__all__")
LINK = 'class="cross" href="/van-ban/akn/vn/act/luat/2020-11-13/8-2020-qh14/~art_2__cl_1/"'


@pytest.fixture(autouse=True)
def kept_sheets(settings: Any, tmp_path: Path) -> None:
    """Keep sheets in a folder, as the product does."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "sheets": {"BACKEND": backend, "LOCATION": tmp_path / "sheets"}}


def read(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_second_reader_gets_the_same_page_and_no_provision_is_asked_for(
    four: Four, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = decree("Làm theo lời hẹn.").work.get_absolute_url()
    first = read(signed_in(client, four.an), address)
    with django_assert_max_num_queries(9) as asked:
        second = read(client, address)
    assert first == second and "Làm theo lời hẹn." in second
    assert not [query for query in asked.captured_queries if f'FROM "{Provision._meta.db_table}" WHERE' in query["sql"]]


def test_what_is_cited_becomes_a_link_when_it_arrives(four: Four, client: Client) -> None:
    address = decree("Làm theo khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14.").work.get_absolute_url()
    assert LINK not in read(signed_in(client, four.an), address)
    law(NEW)
    assert LINK in read(client, address)


def test_the_number_set_right_stands_at_the_foot_and_in_every_permalink(four: Four, client: Client) -> None:
    expression = decree("Làm theo lời hẹn.")
    read(signed_in(client, four.an), expression.work.get_absolute_url())
    fixes = Fixes({"number": "10/2022/NĐ-CP"}, reason="Bản chụp")
    work = correct_fact(expression.pk, fixes=fixes, by=four.cuc, now=NOW).work
    page = read(client, work.get_absolute_url())
    assert "Nghị định 10/2022/NĐ-CP" in page
    assert f"{work.get_absolute_url()}~art_1/" in page and "9-2022" not in page


def test_each_language_has_its_own_sheet(four: Four, client: Client) -> None:
    address = decree("Làm theo lời hẹn.").work.get_absolute_url()
    assert "Toàn văn" in read(signed_in(client, four.an), address)
    client.cookies["django_language"] = "en"
    english = read(client, address)
    assert ">Cite<" in english and "Trích dẫn<" not in english


def test_a_second_wording_leaves_the_first_its_own_sheet(four: Four, client: Client) -> None:
    first = decree("Làm theo lời hẹn.")
    read(signed_in(client, four.an), first.get_absolute_url())
    decree("Làm theo sổ.")
    assert "Làm theo sổ." in read(client, first.work.get_absolute_url())
    page = read(client, first.get_absolute_url())
    assert "Làm theo lời hẹn." in page and f"{first.get_absolute_url()}~art_1/" in page
