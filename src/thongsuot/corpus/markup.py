"""Write the text of a law as HTML, piece by piece: what a template would do, in a tenth of its time.

A sheet of a long law has thousands of pieces of a few signs each; a template walks a dozen nodes for every one of them.
Every word that comes from a document passes through `escape` here, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thongsuot.corpus.setting.paragraphs import Paragraph, Table
from thongsuot.corpus.setting.pieces import Piece

FRAMED = ("preamble", "signature")


def law_html(pieces: Sequence[Piece], address: str, ask_url: str = "") -> SafeString:
    """Write pieces; `address` is what a permalink begins with, `ask_url` hangs "Hỏi về điều này" on every article."""
    page = _Page(escape(address), escape(ask_url), escape(get_language() or "vi"))
    return mark_safe("\n".join(page.piece(piece) for piece in pieces))  # noqa: S308  # every word was escaped


@dataclass(frozen=True, slots=True)
class _Page:
    """What all pieces of a page share, fit to stand in an attribute."""

    address: str
    ask_url: str
    language: str

    def piece(self, piece: Piece) -> str:
        """Write a heading of several articles, an article, or what stands beside articles."""
        if piece.is_container:
            return self._container(piece)
        frame = " art--frame" if piece.kind in FRAMED else ""
        return f'<section class="art{frame}" id="{escape(piece.eid)}" lang="vi">\n{self._inside(piece)}\n</section>'

    def _container(self, piece: Piece) -> str:
        part = " law-part" if piece.kind == "component" else ""
        marker = f"<span>{escape(piece.marker)}</span>" if piece.marker else ""
        head = f'<h2 class="law-chap{part}" id="{escape(piece.eid)}" lang="vi">{marker}{escape(piece.heading)}</h2>'
        if not (piece.paragraphs or piece.cautions or piece.children):
            return head
        return f'{head}\n<section class="art" lang="vi">{self._words(piece)}{self._clauses(piece.children)}</section>'

    def _inside(self, piece: Piece) -> str:
        body = self._words(piece) + self._clauses(piece.children)
        if piece.kind == "article":
            return f"{self._article_head(piece)}\n{body}{self._ask(piece)}"
        if not piece.marker:
            return body
        note = " cl--note" if piece.kind == "note" else ""
        heading = f"<p>{escape(piece.heading)}</p>" if piece.heading else ""
        return f'<div class="cl{note}">{self._number(piece)}{heading}{body}</div>'

    def _article_head(self, piece: Piece) -> str:
        marker, href, cite = escape(piece.marker), self._permalink(piece), escape(_("Trích dẫn"))
        heading = f" {escape(piece.heading)}" if piece.heading else ""
        return (
            f'<h3><a class="at" href="{href}">{marker}{heading}</a></h3>'
            f'<a class="at-cite no-print" lang="{self.language}" href="{href}trich-dan/">{cite}'
            f'<span class="vh">: {marker}</span></a>'
        )

    def _ask(self, piece: Piece) -> str:
        if not self.ask_url:
            return ""
        ask = escape(_("Hỏi về điều này"))
        return (
            f'\n<p class="small no-print" lang="{self.language}"><a href="{self.ask_url}?dieu={quote(piece.eid)}#hoi">'
            f'{ask}<span class="vh">: {escape(piece.marker)}</span></a></p>'
        )

    def _clauses(self, clauses: Sequence[Piece]) -> str:
        return "".join(self._clause(piece) for piece in clauses)

    def _clause(self, piece: Piece) -> str:
        eid = escape(piece.eid)
        if piece.kind == "furniture":
            return f'<div class="furniture no-print" id="{eid}">{self._words(piece)}</div>\n'
        is_note = piece.kind == "note"
        number = f'<span class="n">{escape(piece.marker)}</span>' if is_note and piece.marker else self._number(piece)
        heading = f"<p>{escape(piece.heading)}</p>" if piece.heading else ""
        inside = f"{number}{heading}{self._words(piece)}{self._clauses(piece.children)}"
        return f'<div class="cl{" cl--note" if is_note else ""}" id="{eid}">{inside}</div>\n'

    def _number(self, piece: Piece) -> str:
        return f'<a class="n at" href="{self._permalink(piece)}">{escape(piece.marker)}</a>' if piece.marker else ""

    def _permalink(self, piece: Piece) -> str:
        return f"{self.address}~{escape(piece.eid)}/"

    def _words(self, piece: Piece) -> str:
        cautions = "".join(f"<p>{escape(caution.message)}</p>" for caution in piece.cautions)
        if cautions:
            look = escape(_("Cần người xem lại"))
            told = f"<b>{look}</b>{cautions}"
            cautions = f'<div class="note note--doubt no-print" role="note" lang="{self.language}">{told}</div>'
        words = "".join(map(_paragraph, piece.paragraphs))
        return f"{cautions}{words}{_table(piece.table) if piece.table else ''}"


def _paragraph(words: Paragraph) -> str:
    if words.is_typed and not words.runs:
        label = escape(_("Đoạn xếp cột bằng dấu cách"))
        return f'<pre class="typed" role="group" tabindex="0" aria-label="{label}">{escape(words.text)}</pre>'
    return f"<p>{_line(words)}</p>"


def _line(words: Paragraph) -> str:
    return "".join(_runs(words)) if words.runs else escape(words.text)


def _runs(words: Paragraph) -> Iterator[str]:
    for run in words.runs:
        text = escape(run.text)
        if not run.href:
            yield text
            continue
        title = f' title="{escape(run.title)}"' if run.title else ""
        yield f'<a class="cross" href="{escape(run.href)}" data-peek="{escape(run.peek)}"{title}>{text}</a>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell.text)}</th>' for cell in table.head)
    rows = "".join(f"\n<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    label = escape(_("Bảng"))
    body = f"<table>{head}<tbody>{rows}</tbody></table>"
    return f'<div class="law-table" role="group" tabindex="0" aria-label="{label}">{body}</div>'


def _cell(cell: Paragraph) -> str:
    number = ' class="num"' if cell.is_number else ""
    return f"<td{number}>{_line(cell)}</td>"
