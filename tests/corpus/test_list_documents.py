"""List the documents: newest first, fifty to a page, found without marks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.corpus import papers
from tests.factories import NOW, Four, make_expression, make_person
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import Work
from thongsuot.corpus.queries.documents import documents
from thongsuot.corpus.queries.wanted import Wanted
from thongsuot.corpus.search import fold, fold_number, matching

pytestmark = pytest.mark.django_db(databases="__all__")


def listed(client: Client, four: Four, query: str = "", *, name: str = "an") -> str:
    client.force_login(getattr(four, name).person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(f"/van-ban/{query}")
    assert response.status_code == 200
    return response.content.decode()


def make_work(number: str, title: str, on: date | None = None) -> Work:
    return make_expression(number, title=title, issued_on=on, issuer="Thành ủy An Hải").work


def test_words_are_folded_to_their_beginnings() -> None:
    assert fold("30/2020/NĐ-CP", "Về công tác văn thư") == " 30 2020 nd cp ve cong tac van thu"
    assert fold("", " … ") == ""
    assert fold_number("30/2020/NĐ-CP") == " 30 2020 nd cp ndcp"


@pytest.mark.parametrize(
    "words",
    [
        "tiếp công dân",
        "tiep cong dan",
        "TIẾP CÔNG",
        "cong dan tiep",
        "118",
        "118-QĐ/TU",
        "qd tu",
        "quy định an hải",
        "tie",
        "qd118",
        "118 QĐTU",
        "118qđtu",
    ],
)
def test_a_document_is_found_by_any_of_its_words_without_marks(words: str) -> None:
    work = make_work("118-QĐ/TU", "Về tiếp công dân")
    make_work("12-QĐ/TU", "Về giữ lời hẹn")
    assert list(matching(Work.objects.filter(pk=work.pk), words)) == [work]
    assert len(matching(Work.objects.all(), "118 tiep")) == 1


@pytest.mark.parametrize("words", ["tiep nhan", "18-QĐ", "ông dân", "' OR 1=1 --", "%", "_", "\\", "\x00tiepx"])
def test_what_begins_no_word_is_not_found(words: str) -> None:
    make_work("118-QĐ/TU", "Về tiếp công dân")
    assert len(matching(Work.objects.all(), words)) == (1 if not fold(words) else 0)


def test_a_single_letter_is_a_word_just_begun_and_a_single_figure_is_a_number() -> None:
    make_work("7-QĐ/TU", "Về tiếp công dân")
    assert len(matching(Work.objects.all(), "x")) == 1
    assert len(matching(Work.objects.all(), "7 x")) == 1
    assert len(matching(Work.objects.all(), "8")) == 0


def test_newest_come_first_and_the_undated_last(four: Four) -> None:
    old, undated, new = (
        make_work("1", "a", date(2020, 1, 1)),
        make_work("2", "b"),
        make_work("3", "c", date(2026, 1, 1)),
    )
    assert list(documents(four.an, Wanted(), today=NOW.date()).page) == [new, old, undated]


def test_the_page_says_how_many_there_are_and_what_they_are(four: Four, client: Client) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=None, now=NOW)
    page = listed(client, four)
    assert ">Kho có 1 văn bản" in page
    assert 'href="/van-ban/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu/"' in page
    assert "Quy định 118-QĐ/TU" in page and "2 chương, 3 điều" in page and "12/10/2026" in page


def test_the_list_is_cut_into_pages_of_fifty(four: Four, client: Client) -> None:
    for number in range(51):
        make_work(f"{number}-QĐ/TU", "Về một việc")
    first, second = listed(client, four, "?tim=mot+viec"), listed(client, four, "?tim=mot+viec&trang=2")
    assert first.count('<th scope="row">') == 50 and second.count('<th scope="row">') == 1
    assert "Văn bản 1 đến 50 trong 51" in first and "Văn bản 51 đến 51 trong 51" in second
    assert 'href="?tim=mot+viec&amp;trang=2"' in first and "Trang 2 / 2" in second
    assert listed(client, four, "?trang=khong-phai-so").count('<th scope="row">') == 50
    assert listed(client, four, "?trang=99").count('<th scope="row">') == 1


def test_an_empty_corpus_says_who_fills_it(four: Four, client: Client) -> None:
    assert ">Kho chưa có văn bản nào" in listed(client, four)
    assert "Văn phòng hoặc văn thư nhập văn bản" in listed(client, four)
    office = listed(client, four, name="cuc")
    assert "Nhập tệp .docx, .txt hoặc .md" in office and 'href="/van-ban/nhap/">Nhập văn bản' in office


def test_nothing_found_says_what_to_try_and_keeps_what_was_typed(four: Four, client: Client) -> None:
    make_work("118-QĐ/TU", "Về tiếp công dân")
    page = listed(client, four, "?tim=%3Cb%3Ekhông")
    assert "Không văn bản nào khớp với “&lt;b&gt;không”" in page and 'value="&lt;b&gt;không"' in page
    assert "Thử ít chữ hơn" in page


def test_only_who_may_import_is_offered_it(four: Four, client: Client) -> None:
    make_work("118-QĐ/TU", "Về tiếp công dân")
    assert 'btn--main" href="/van-ban/nhap/"' not in listed(client, four)
    assert 'btn--main" href="/van-ban/nhap/"' in listed(client, four, name="cuc")


def test_the_number_of_queries_does_not_grow_with_the_list(four: Four, client: Client) -> None:
    listed(client, four)
    asked = []
    for wanted in (2, 30):
        while Work.objects.count() < wanted:
            make_work(f"{Work.objects.count()}-QĐ/TU", "Về một việc")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/van-ban/").content.count(b'<th scope="row">') == wanted
        asked.append(len(queries))
    assert asked[0] == asked[1] < 10


def test_a_person_without_a_seat_sees_no_list_and_nobody_sees_it_unnamed(client: Client) -> None:
    assert client.get("/van-ban/").status_code == 302
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/van-ban/").status_code == 404
