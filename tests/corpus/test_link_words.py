"""Lay links over the words of a text: whatever a file looks like, no word changes, moves or is lost by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import papers
from thongsuot.corpus.setting.doubts import cautions
from thongsuot.corpus.setting.paragraphs import Paragraph, Source
from thongsuot.corpus.setting.pieces import Piece, Row, Setting, pieces
from vanban.model import Document
from vanban.reading import read_document

LINED = ("docx", "odt", "html")
BITS = st.sampled_from(
    [
        "Điều 4. Tên gọi",
        "1. Khoản này nói về việc ghi sổ hẹn của mọi đơn vị trong phường, gồm cả việc ghi lại",
        "a) điểm thứ nhất",
        "đ) điểm **đậm** và *nghiêng*",
        "theo khoản 2 Điều 3 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3\nnăm 2020 của Chính phủ",
        "| cột một | cột hai |",
        "|---|---|",
        "| | Điều 1 Nghị định này |",
        "CÔNG BÁO/Số 7 + 8/Ngày 01-02-2026",
        "- 12 -",
        "Phường        2024   2025",
        "……………………",
        "Chương II",
        "THI HÀNH  CHUNG",
        "",
        "[3] Khoản này được sửa đổi theo quy định tại Luật số 1/2024/QH15.",
        "“Điều 9. Lời được dẫn”",
    ]
)
TEXTS = st.lists(BITS, min_size=1, max_size=24).map(lambda lines: papers.TEXT + "\n".join(lines) + "\n")
FORMATS = st.sampled_from(["txt", "md", "docx"])


@dataclass(frozen=True, slots=True)
class Laid:
    """A link of a test: the citation at these signs of the text."""

    start: int
    end: int
    href: str = "#x"
    title: str = ""
    peek: str = ""


def rows_of(document: Document) -> list[Row]:
    """Give the rows that an import would store."""
    return [
        Row(
            step.node.id,
            step.node.kind,
            step.node.num or "",
            step.node.heading or "",
            step.depth,
            step.component,
            *step.node.span,
            step.node.text,
        )
        for step in document.walk()
    ]


def set_with(document: Document, file_format: str, links: Sequence[Laid]) -> list[Paragraph]:
    """Set a document and give every paragraph and cell of it, in the order of the text."""
    source = Source(document.text, file_format == "md", file_format in LINED, links)
    rows = rows_of(document)
    found = pieces(source, rows, range(len(rows)), Setting())
    return [paragraph for piece in found for paragraph in paragraphs_of(piece)]


def paragraphs_of(piece: Piece) -> Iterator[Paragraph]:
    yield from piece.paragraphs
    if piece.table:
        yield from piece.table.head
        for row in piece.table.rows:
            yield from row
    for child in piece.children:
        yield from paragraphs_of(child)


def letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())


def is_left_of(shown: str, whole: str) -> bool:
    """Say whether `shown` is `whole` with something left out, as page furniture inside a stretch is."""
    rest = iter(whole)
    return all(sign in rest for sign in shown)


@settings(max_examples=60, deadline=None)
@given(TEXTS, FORMATS, st.data())
def test_no_word_changes_by_linking_and_every_link_says_what_was_cited(
    text: str, file_format: str, data: st.DataObject
) -> None:
    document = read_document(text.encode(), f"x.{'txt' if file_format == 'docx' else file_format}")
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(document.text)), max_size=12))))
    links = [Laid(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    links = sorted([*links, *(Laid(*one.span) for one in document.citations)], key=lambda one: one.start)
    plain, linked = set_with(document, file_format, []), set_with(document, file_format, links)
    assert [one.text for one in linked] == [one.text for one in plain]
    cited = {letters(document.text[one.start : one.end]) for one in links}
    for one in linked:
        assert not one.runs or "".join(run.text for run in one.runs) == one.text
        for run in one.runs:
            assert not run.href or any(is_left_of(letters(run.text), whole) for whole in cited)


@pytest.mark.parametrize(("file_format", "number"), [("txt", "30/2020/NĐ-CP"), ("md", "**30/2020/NĐ-CP**")])
def test_a_citation_broken_by_the_width_of_a_page_is_one_link_of_its_words(file_format: str, number: str) -> None:
    cited = f"khoản 2 Điều 3 Nghị định số {number} ngày 05\ntháng 3 năm 2020 của Chính phủ"
    text = papers.TEXT.replace("Mỗi lời hẹn có một ngày làm xong.", f"Việc ghi sổ theo {cited} cho mọi lời hẹn.")
    document = read_document(text.encode(), f"x.{file_format}")
    links = [Laid(*one.span) for one in document.citations if "30/2020" in one.text]
    (found,) = [run.text for one in set_with(document, file_format, links) for run in one.runs if run.href]
    assert found == " ".join(cited.replace("*", "").split())


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["txt", "md"]))
def test_a_doubt_about_a_line_stands_beside_the_innermost_provision_of_its_first_word(text: str, kind: str) -> None:
    document = read_document(text.encode(), f"x.{kind}")
    rows, starts = rows_of(document), [0, *(at.end() for at in re.finditer("\n", document.text))]
    for line, start in enumerate(starts[:-1], start=1):
        (told,) = cautions(Source(document.text), rows, [], [{"code": "x", "line": line, "message": "?"}])
        word = re.compile(r"\S").search(document.text, start)
        place = word.start() if word else start
        holding = [row for row in rows if row.start <= place < row.end]
        assert told.eid == holding[-1].eid
        assert [row.depth for row in holding] == list(range(len(holding)))
