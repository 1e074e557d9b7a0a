"""Cite: what a wording cites is kept with its place, and found in the corpus whichever of the two came first."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.corpus import papers
from tests.factories import NOW, Four
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.cited import citation_links
from thongsuot.corpus.models import Citation, CitedWork, Expression, Relation

pytestmark = pytest.mark.django_db(databases="__all__")

HEAD = (
    "THÀNH ỦY AN HẢI\n*\nSố {number}\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hải, ngày {day} tháng 10 năm 2026\n"
    "HƯỚNG DẪN\nvề việc ghi sổ hẹn\n"
)
CITING = HEAD.format(number="7-HD/TU", day="20") + (
    f"Căn cứ Quy định số {papers.NUMBER} ngày 12-10-2026 của Thành ủy An Hải về giữ lời hẹn;\n"
    "Điều 1. Ghi sổ\n1. Ghi theo điểm b, c khoản 2 Điều 2 Quy định số 118-QĐ/TU.\n2. Xem khoản 1 Điều này.\n"
    "Điều 2. Hiệu lực\nHướng dẫn này thay thế Hướng dẫn số 3-HD/TU ngày 01-02-2020 của Thành ủy An Hải.\n"
)


def imported(text: str, name: str = "van-ban.txt", **values: object) -> Expression:
    return import_document(text.encode(), name=name, **{"by": None, "now": NOW, **values})  # type: ignore[arg-type]


def test_what_a_wording_cites_is_kept_where_it_stands() -> None:
    expression = imported(CITING)
    assert Citation.objects.count() >= 5
    for one in Citation.objects.all():
        assert expression.text[one.start : one.end] == one.text


def test_the_cited_document_may_come_first() -> None:
    cited = imported(papers.TEXT)
    citing = imported(CITING)
    assert CitedWork.objects.get(expression=citing, number=papers.NUMBER).work == cited.work


def test_the_citing_document_may_come_first() -> None:
    citing = imported(CITING)
    assert CitedWork.objects.get(expression=citing, number=papers.NUMBER).work is None
    cited = imported(papers.TEXT)
    assert CitedWork.objects.get(expression=citing, number=papers.NUMBER).work == cited.work


def test_relations_are_kept() -> None:
    citing = imported(CITING)
    assert {(one.kind, one.citation.cited.number) for one in Relation.objects.filter(expression=citing)} == {
        ("based_on", papers.NUMBER),
        ("replaces", "3-HD/TU"),
    }


def test_links_lead_to_the_provision(django_assert_num_queries: object) -> None:
    imported(papers.TEXT)
    citing = imported(CITING)
    with django_assert_num_queries(1):
        links = citation_links(citing)
    hrefs = {citing.text[one.start : one.end]: one.href for one in links}
    assert hrefs["khoản 1 Điều này"] == "#art_1__cl_1"
    assert hrefs["điểm b, c khoản 2 Điều 2 Quy định số 118-QĐ/TU"].endswith("118-qd-tu/#art_2__cl_2__point_b")


def test_the_words_cited_can_be_seen_beside_the_text(client: Client, four: Four) -> None:
    imported(papers.TEXT)
    citing = imported(CITING)
    client.force_login(four.an.person)
    link = next(one for one in citation_links(citing) if "điểm b, c" in citing.text[one.start : one.end])
    page = client.get(link.preview).content.decode()
    assert "ngày làm xong;" in page and "nơi trả kết quả;" in page and "số điện thoại" not in page
    fragment = client.get(link.preview, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div class="peek" id="xem-truoc">')
