"""The text of a law becomes HTML: every word of a document is only ever a word."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from thongsuot.corpus.markup import law_html
from thongsuot.corpus.setting.paragraphs import Paragraph, Run, Table
from thongsuot.corpus.setting.pieces import Caution, Piece

HOSTILE = """"><script>alert('1')</script><a onclick="x" href='javascript:1'>&"""


class Tags(HTMLParser):
    """Collect the tags and what stands between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def _everywhere(words: str) -> Piece:
    said = Paragraph(words, (Run(words), Run(words, words, words, words)))
    cell = Paragraph(words)
    table = Table((cell,), ((cell, said),))
    inner = [
        Piece(words, kind, words, words, (said, cell, Paragraph(words, is_typed=True)), table=table)
        for kind in ("clause", "note", "furniture")
    ]
    return Piece(words, "article", words, words, (said,), tuple(inner), cautions=(Caution(words),))


@pytest.mark.parametrize("kind", ["article", "chapter", "component", "preamble", "signature", "clause", "note"])
def test_no_word_of_a_document_becomes_a_tag_or_an_attribute(kind: str) -> None:
    whole = _everywhere(HOSTILE)
    piece = Piece(HOSTILE, kind, HOSTILE, HOSTILE, whole.paragraphs, whole.children, whole.table, whole.cautions)
    page = Tags(law_html([piece], HOSTILE, HOSTILE))
    assert "script" not in page.names
    assert "onclick" not in page.attributes
    assert HOSTILE in page.words


def test_an_article_leads_to_its_permanent_address_and_a_question_to_its_article() -> None:
    html = law_html([Piece("art_9", "article", "Điều 9.", "Giữ lời hẹn")], "/van-ban/x/", "/hoi/")
    assert '<a class="at" href="/van-ban/x/~art_9/">Điều 9. Giữ lời hẹn</a>' in html
    assert 'href="/hoi/?dieu=art_9#hoi"' in html
    assert "Hỏi về" not in law_html([Piece("art_9", "article", "Điều 9.", "")], "/van-ban/x/")
