"""Import a document: the same text is one wording, a new text the next, and what was read is all there."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.cascade.doors import few_queries
from tests.corpus import papers
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.facts.identity import Identity, address_beside, is_same_work
from thongsuot.corpus.models import Expression, Manifestation, Provision, Work
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry, OutboxRow
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")


def imported(content: bytes | str, name: str = "quy-dinh.txt", **values: object) -> Expression:
    data = content.encode() if isinstance(content, str) else content
    return import_document(data, name=name, **{"by": None, "now": NOW, **values})  # type: ignore[arg-type]


def test_a_document_becomes_work_expression_manifestation_and_provisions() -> None:
    expression = imported(papers.docx(), "quy-dinh.docx")
    work = expression.work
    assert (work.number, work.type_key, work.issued_on) == (papers.NUMBER, "quy-dinh", date(2026, 10, 12))
    assert work.uri == "/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu"
    assert (expression.ordinal, expression.chapters, expression.articles) == (1, 2, 3)
    eids = set(expression.provisions.values_list("eid", flat=True))
    assert {"chp_i", "art_1", "art_2__cl_2__point_dd", "art_3"} <= eids
    assert expression.manifestations.get().format == "docx"


def test_the_provisions_tile_the_whole_text() -> None:
    expression = imported(papers.TEXT)
    starts = list(expression.provisions.order_by("position").values_list("start", flat=True))
    assert starts[0] == 0 and starts == sorted(starts)
    stretches = [expression.text[a:b] for a, b in zip(starts, [*starts[1:], len(expression.text)], strict=True)]
    assert "".join(stretches) == expression.text == papers.TEXT
    assert any(stretch.startswith("đ) số điện thoại") for stretch in stretches)


def test_the_same_file_twice_is_one_of_everything() -> None:
    first = imported(papers.TEXT)
    again = imported(papers.TEXT, "ten-khac.txt")
    assert again == first
    assert [model.objects.count() for model in (Work, Expression, Manifestation, StoredFile)] == [1, 1, 1, 1]


def test_the_same_text_in_another_format_is_another_file_of_the_same_wording() -> None:
    first = imported(papers.TEXT)
    assert imported(papers.docx(), "quy-dinh.docx") == first
    markdown = papers.TEXT.replace("QUY ĐỊNH\nvề", "**QUY ĐỊNH**\nvề").replace("Chương I\n", "## Chương I\n")
    assert imported(markdown, "quy-dinh.md") == first
    assert sorted(first.manifestations.values_list("format", flat=True)) == ["docx", "md", "txt"]
    assert Expression.objects.count() == 1


def test_decomposed_marks_make_no_other_wording() -> None:
    first = imported(papers.TEXT)
    assert imported(unicodedata.normalize("NFD", papers.TEXT).replace("\n", "\r\n"), "nfd.txt") == first


def test_a_new_text_of_a_known_number_is_the_next_wording() -> None:
    first, second = imported(papers.TEXT), imported(papers.NEXT_TEXT)
    assert second.work == first.work
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert first.sha256 != second.sha256
    assert Provision.objects.filter(expression=first).count() == Provision.objects.filter(expression=second).count()


def test_one_comma_makes_another_wording() -> None:
    assert imported(papers.TEXT) != imported(papers.TEXT.replace("việc đã hẹn;", "việc, đã hẹn;"))


def test_a_text_without_a_number_is_found_by_its_content() -> None:
    plain = "Ghi chép của buổi họp tổ dân phố.\nMọi người thống nhất quét dọn đường làng.\n"
    first = imported(plain)
    assert first.work.number == "" and first.work.uri.endswith(f"sha256-{first.sha256[:16]}")
    assert imported(plain, "lan-hai.txt") == first
    assert imported(plain + "Có mười người dự.\n").work != first.work


def test_the_same_number_of_another_year_or_office_is_another_work() -> None:
    first = imported(papers.TEXT)
    assert imported(papers.TEXT.replace("năm 2026\nQUY", "năm 2021\nQUY")).work != first.work
    known = Identity("quyet-dinh", "12/QĐ-UBND", "Ủy ban nhân dân phường Bến Đá", date(2026, 1, 5))
    other = Identity("quyet-dinh", "12/QĐ-UBND", "Ủy ban nhân dân xã Đắk Lơ Rang", date(2026, 1, 5))
    assert not is_same_work(known, other)
    uri = "/akn/vn/act/quyet-dinh/2026-01-05/12-qd-ubnd"
    assert address_beside(uri, other, 1) == f"{uri}--uy-ban-nhan-dan-xa-dak-lo-rang"
    assert address_beside(uri, other, 2) == f"{uri}--uy-ban-nhan-dan-xa-dak-lo-rang--3"


def test_two_offices_with_one_number_on_one_day_have_two_addresses() -> None:
    first = imported(papers.TEXT)
    Work.objects.update(issuer="Thành ủy Sông Cả")
    second, third = imported(papers.NEXT_TEXT), imported(papers.TEXT.replace("người làm", "người giúp"))
    assert first.work.uri == "/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu"
    assert second.work.uri == f"{first.work.uri}--thanh-uy-an-hai"
    assert third.work == second.work and third.ordinal == 2


def test_what_one_text_does_not_say_does_not_make_it_another_work() -> None:
    known = Identity("nghi-dinh", "30/2020/NĐ-CP", "Chính phủ", date(2020, 3, 5))
    assert is_same_work(known, Identity("nghi-dinh", "30/2020/NĐ-CP", "", None))
    assert not is_same_work(known, Identity("thong-tu", "30/2020/NĐ-CP", "", None))
    party = Identity("quy-dinh", "58-QĐ/TW", "Bộ Chính trị", None)
    assert not is_same_work(party, Identity("quy-dinh", "58-QĐ/TW", "", None))
    assert is_same_work(party, Identity("quy-dinh", "58-QĐ/TW", "BỘ CHÍNH TRỊ", date(2022, 2, 8)))
    assert not is_same_work(Identity("", "", "", None), Identity("", "", "", None))


def test_a_stand_in_never_takes_the_place_of_the_real_text() -> None:
    stand_in = imported(papers.TEXT, is_stand_in=True)
    real = imported(papers.NEXT_TEXT)
    assert stand_in.work.is_stand_in and not real.work.is_stand_in
    assert stand_in.work != real.work
    assert stand_in.work.uri == f"{real.work.uri}--soan-thay"


def test_a_later_wording_fills_in_what_the_first_did_not_say() -> None:
    first = imported(papers.TEXT.replace("về việc giữ lời hẹn với người dân\n", ""))
    Work.objects.update(title="", folded="")
    imported(papers.NEXT_TEXT)
    work = Work.objects.get(pk=first.work_id)
    assert "giữ lời hẹn" in work.title and " giu loi hen" in work.folded


def test_an_import_is_recorded_by_ids_and_hashes_only(four: Four) -> None:
    expression = imported(papers.TEXT, by=four.cuc)
    ledger.drain()
    entry = Entry.objects.get(event="corpus.expression.imported")
    assert entry.subject == f"corpus.expression:{expression.pk}"
    body = bytes(entry.body).decode()
    assert expression.sha256 in body
    assert papers.NUMBER not in body and "quy-dinh.txt" not in body
    imported(papers.TEXT, by=four.cuc)
    ledger.drain()
    assert Entry.objects.filter(event__startswith="corpus.").count() == 1


def test_office_and_clerk_import_and_others_are_sent_to_the_clerk(four: Four) -> None:
    assert imported(papers.TEXT, by=four.cuc).read_by == four.cuc.pk
    with pytest.raises(NotAllowed, match="văn thư"):
        imported(papers.NEXT_TEXT, by=four.an)
    assert Expression.objects.count() == 1


def test_a_clerk_adds_a_wording_only_to_what_their_own_unit_brought_in(four: Four) -> None:
    clerk = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    colleague = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    citys = imported(papers.TEXT, by=four.cuc)
    files = StoredFile.objects.count()
    with pytest.raises(NotAllowed, match="văn phòng"):
        imported(papers.NEXT_TEXT, by=clerk)
    assert imported(papers.TEXT, by=clerk) == citys
    assert (Expression.objects.count(), StoredFile.objects.count()) == (1, files)
    own = papers.TEXT.replace(papers.NUMBER, "7-QĐ/ĐU")
    assert imported(own, by=clerk).work == imported(own.replace("việc", "mọi việc", 1), by=colleague).work


def test_an_import_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thongsuot.corpus.rules.MOST_PROVISIONS", 3)
    with pytest.raises(Refusal) as refusal:
        imported(papers.TEXT)
    assert refusal.value.code == "too_many_provisions"
    assert [model.objects.count() for model in (Work, Expression, StoredFile, OutboxRow)] == [0, 0, 0, 0]


def test_a_collision_with_another_import_is_looked_at_again() -> None:
    collided: list[str] = []

    def somebody_was_faster(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('INSERT INTO "corpus_expression"') and not collided:
            collided.append(sql)
            execute(sql, params, many, context)  # the same row a moment before: the constraint refuses ours
        return execute(sql, params, many, context)

    with connection.execute_wrapper(somebody_was_faster):
        expression = imported(papers.TEXT)
    assert collided and Expression.objects.get() == expression
    assert Work.objects.count() == Manifestation.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "number", "chapters", "articles"),
    [
        ("002_*.docx", "30/2020/NĐ-CP", 7, 38),
        ("003_*.md", "383-QĐ/TW", 0, 23),
        ("171_*", "2500/QĐ-TTg", 0, 5),
    ],
)
def test_real_documents_import(corpus_folder: Path, pattern: str, number: str, chapters: int, articles: int) -> None:
    (path,) = (corpus_folder / "docs").glob(pattern)
    expression = imported(path.read_bytes(), path.name)
    assert (expression.work.number, expression.chapters, expression.articles) == (number, chapters, articles)
    assert imported(path.read_bytes(), path.name) == expression


@pytest.mark.slow
def test_a_law_of_a_thousand_nodes_is_written_in_few_statements() -> None:
    clauses = "1. Khoản một.\n2. Khoản hai:\na) điểm a;\nb) điểm b.\n"
    articles = "".join(f"Điều {number}. Tên điều\n{clauses}" for number in range(1, 201))
    with few_queries(60):
        expression = imported(papers.TEXT.split("Chương I")[0] + articles)
    assert expression.provisions.count() > 1_000
