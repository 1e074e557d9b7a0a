"""Cite: every citation of a wording is kept where it stands, bounded in statements, and leads where it says."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vanban
from tests.corpus import papers
from tests.corpus.laws import ENDS_OLD, NEW, OLD, decree, imported, law, named
from thongsuot.corpus.citing.cite import cite_again
from thongsuot.corpus.models import Citation, CitedWork, Expression, Relation
from thongsuot.corpus.queries.cited import CitationLink, citation_links

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = (
    "1. Ghi theo điểm a, b khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14.\n2. Xem khoản 1 Điều này.\n"
    "3. Xem Điều 9 Nghị định này.\n"
    "4. Theo Chỉ thị số 4/CT-TTg ngày 02 tháng 01 năm 2021 của Thủ tướng Chính phủ và khoản 7 Điều 2 Luật Cây xanh."
)


def shown(expression: Expression) -> dict[str, CitationLink]:
    return {expression.text[one.start : one.end]: one for one in citation_links(expression)}


def test_what_a_wording_cites_is_kept_where_it_stands() -> None:
    expression = decree(WORDS)
    kept = list(Citation.objects.order_by("position"))
    assert [one.position for one in kept] == list(range(len(kept)))
    assert all(expression.text[one.start : one.end] == one.text for one in kept)
    assert [(one.clause, one.point, one.within) for one in kept[:2]] == [
        ("1", "a", "art_1__cl_1"),
        ("1", "b", "art_1__cl_1"),
    ]
    assert kept[0].group == kept[1].group is not None
    assert kept[2].is_self and kept[2].eid == "art_1__cl_1"


PARTS = (
    "Điều 3 ",
    "khoản 2 Điều này, ",
    "Luật Cây xanh ",
    "năm 2020; ",
    "số 8/2020/QH14 ",
    "Nghị định ",
    "\n",
    "điểm đ ",
)
NOISE = ("30/2020/NĐ-CP ", "Quy định số 118-QĐ/TU ngày 12-10-2026 ", "Hoi\u0309 ", "và ", "“", "”", "\u00a0")


@given(words=st.lists(st.sampled_from((*PARTS, *NOISE)), max_size=30).map("".join))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_every_stored_span_holds_its_words(words: str) -> None:
    expression = decree(f"Thử {words}")
    for one in Citation.objects.filter(expression=expression):
        assert expression.text[one.start : one.end] == one.text
    links = citation_links(expression)
    assert all(first.end <= second.start for first, second in pairwise(links))


def test_links_lead_to_the_provision_its_article_or_the_document_by_one_query(django_assert_num_queries: Any) -> None:
    law(NEW)
    citing = decree(WORDS)
    with django_assert_num_queries(1):
        links = shown(citing)
    there = "/van-ban/akn/vn/act/luat/2020-11-13/8-2020-qh14/"
    assert links["điểm a, b khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14"].href == f"{there}#art_2__cl_1__point_a"
    assert links["khoản 7 Điều 2 Luật Cây xanh"].href == f"{there}#art_2"
    assert links["khoản 1 Điều này"].href == "#art_1__cl_1"
    unknown = next(link for words, link in links.items() if words.startswith("Chỉ thị số 4/CT-TTg"))
    assert unknown.href is None
    assert (unknown.label, unknown.title) == ("Chỉ thị 4/CT-TTg", "Kho chưa có văn bản này")
    assert all(words != "Điều 9 Nghị định này" for words in links)


def test_a_link_follows_the_newest_wording_of_what_it_cites() -> None:
    law(NEW)
    citing = decree("Làm theo khoản 2 Điều 3 Luật Cây xanh số 8/2020/QH14.")
    words = "khoản 2 Điều 3 Luật Cây xanh số 8/2020/QH14"
    assert str(shown(citing)[words].href).endswith("#art_3")
    law(NEW, end="2. Sổ cũ vẫn dùng.\n")
    assert str(shown(citing)[words].href).endswith("#art_3__cl_2")


def test_relations_are_kept_with_the_place_that_says_so() -> None:
    ending = law(NEW, end=ENDS_OLD)
    kept = {(one.kind, one.citation.text, one.citation.within) for one in Relation.objects.filter(expression=ending)}
    assert ("repeals", "Luật Cây xanh số 5/2006/QH11", "art_3__cl_2") in kept
    assert {kind for kind, _text, _within in kept} == {"repeals", "based_on"}


def test_a_second_reading_takes_the_place_of_the_first() -> None:
    law(NEW)
    citing = decree(WORDS)
    before = list(Citation.objects.filter(expression=citing).order_by("position").values_list("text", "eid", "within"))
    cite_again(citing, vanban.read(citing.text.encode(), "van-ban.txt"))
    after = list(Citation.objects.filter(expression=citing).order_by("position").values_list("text", "eid", "within"))
    assert after == before
    assert named(citing)["Luật Cây xanh 8/2020/QH14"] == "8/2020/QH14"


def test_a_text_of_two_thousand_citations_takes_no_more_statements_than_a_short_one() -> None:
    def statements(number: int) -> int:
        words = "\n".join(f"{at}. Theo khoản 1 Điều {at} Nghị định số {at}/2020/NĐ-CP." for at in range(1, number + 1))
        with CaptureQueriesContext(connection) as caught:
            expression = decree(words, number=f"{number}/2022/NĐ-CP")
        assert Citation.objects.filter(expression=expression).count() >= number
        return sum(not one["sql"].startswith("INSERT") for one in caught.captured_queries)

    assert statements(2_000) == statements(20)


def test_a_document_that_many_cite_arrives_by_as_many_statements_as_one_nobody_cites() -> None:
    for at in range(1, 31):
        decree("Làm theo Luật Cây xanh số 8/2020/QH14.", number=f"{at}/2022/NĐ-CP")
    with CaptureQueriesContext(connection) as cited:
        law(NEW)
    with CaptureQueriesContext(connection) as uncited:
        law(OLD, title="CÂY CẢNH")
    assert CitedWork.objects.filter(work__number="8/2020/QH14").count() == 30
    assert len(cited) == len(uncited)


def test_a_document_that_is_removed_leaves_its_citations_open() -> None:
    cited = imported(papers.TEXT)
    citing = decree(f"Làm theo Quy định số {papers.NUMBER} ngày 12-10-2026.")
    assert list(named(citing).values()) == [papers.NUMBER]
    cited.work.delete()
    assert list(named(citing).values()) == [None]
