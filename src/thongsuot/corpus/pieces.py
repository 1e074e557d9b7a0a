"""Set stored provisions for reading: from rows in the order of the text to pieces a template simply walks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from thongsuot.corpus.fingerprint import plain

LABELS = {"part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục", "article": "Điều"}
CONTAINERS = ("part", "chapter", "section", "subsection")
LINED = ("preamble", "signature", "table", "furniture")  # where every line stands for itself
_MARKER = re.compile(r"[\s*_#>|-]*([0-9]+(?:\.[0-9]+)*[a-zđ]?|[a-zđ]{1,2})\s?([.)/:-]{0,2})", re.IGNORECASE)
_ENDS = re.compile(r"[.;:!?…”\"’)\]/|]\s*$")
_BEGINS = re.compile(r"\s*(?:[-+•*–|]|\d+[.)]|[a-zđ]\))")
_BLANK = re.compile(r"[\s|_*=-]*")
LABEL_MAX = 140
WRAPPED = 36  # a shorter line ends because its writer ended it


@dataclass(frozen=True, slots=True)
class Row:
    """What a stored provision lends to its piece; `raw` is its stretch of the whole text as written."""

    eid: str
    kind: str
    num: str
    heading: str
    text: str
    depth: int
    component: int
    raw: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing on the page. `marker` is the number as written ("1.", "đ)"), or "Chương I" and "Điều 9." with the word.

    Pieces nest article → clause → point; containers stand beside their articles, not around them.
    """

    eid: str
    kind: str
    marker: str
    heading: str
    paragraphs: tuple[str, ...]
    children: tuple[Piece, ...] = ()

    @property
    def is_container(self) -> bool:
        """Say whether this is a heading of several articles."""
        return self.kind in CONTAINERS or self.kind == "component"

    @property
    def label(self) -> str:
        """Give number and heading on one line: "Điều 9. Giữ lời hẹn"."""
        words = " ".join(f"{self.marker} {self.heading}".split())
        return words if len(words) <= LABEL_MAX else f"{words[:LABEL_MAX].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One chapter (or part, attached text) of the outline with its articles; no `eid` where articles stand alone."""

    eid: str
    label: str
    articles: tuple[Piece, ...]

    @property
    def range(self) -> str:
        """Give the articles in short: "Điều 1 đến 4", "Điều 24"; nothing where there are none."""
        if not self.articles:
            return ""
        first, last = (one.marker.rstrip(".") for one in (self.articles[0], self.articles[-1]))
        return first if first == last else f"{first} đến {last.removeprefix('Điều ')}"


def pieces(rows: Sequence[Row], titles: Sequence[str | None], file_format: str) -> tuple[Piece, ...]:
    """Return the pieces of a text; `titles` names its components, the first being the act itself."""
    found: list[Piece] = []
    component = 0
    at = 0
    while at < len(rows):
        if rows[at].component != component:
            component = rows[at].component
            found.append(_component(component, titles))
        if rows[at].kind in CONTAINERS:
            found.append(_piece(rows[at], (), file_format))
            at += 1
        else:
            end = _end_of(rows, at)
            found.append(_grown(rows[at:end], file_format))
            at = end
        if rows[at - 1].kind == "preamble" and len(found) > 1 and found[-2].kind == "component":
            found[-1] = _untitled(found[-1], found[-2].heading)
    return tuple(found)


def outline(found: Iterable[Piece]) -> tuple[OutlineEntry, ...]:
    """Return the chapters with the articles that follow each of them, down to the next."""
    entries: list[tuple[str, str, list[Piece]]] = []
    for piece in found:
        if piece.kind in ("part", "chapter", "component") or (piece.is_container and not entries):
            label = piece.label
            if piece.kind == "chapter":
                label = f"{piece.marker.removeprefix('Chương ')}. {piece.heading}"
            entries.append((piece.eid, label, []))
        elif piece.kind == "article":
            if not entries:
                entries.append(("", "", []))
            entries[-1][2].append(piece)
    return tuple(OutlineEntry(eid, label, tuple(articles)) for eid, label, articles in entries)


def _component(number: int, titles: Sequence[str | None]) -> Piece:
    title = titles[number] if number < len(titles) else None
    return Piece(f"component-{number}", "component", "", title or "Phần kèm theo", ())


def _untitled(preamble: Piece, title: str) -> Piece:
    """Leave out the first lines of an attached text's preamble where they only say the title that stands above."""
    said = ""
    for place, line in enumerate(preamble.paragraphs, start=1):
        said = f"{said} {line}".strip()
        if said.casefold() == title.casefold():
            return replace(preamble, paragraphs=preamble.paragraphs[place:])
    return preamble


def _end_of(rows: Sequence[Row], at: int) -> int:
    end = at + 1
    while end < len(rows) and rows[end].depth > rows[at].depth:
        end += 1
    return end


def _grown(rows: Sequence[Row], file_format: str) -> Piece:
    """Build one piece with everything under it; deeper than point the pieces follow one another."""
    children: list[Piece] = []
    at = 1
    while at < len(rows):
        end = at + _end_of(rows[at:], 0)
        children.append(_grown(rows[at:end], file_format))
        at = end
    return _piece(rows[0], tuple(children), file_format)


def _piece(row: Row, children: tuple[Piece, ...], file_format: str) -> Piece:
    heading = " ".join(plain(row.heading, file_format).split())
    text = plain(row.text, file_format)
    lines = _lines(text) if row.kind in LINED or file_format == "docx" else _paragraphs(text)
    return Piece(row.eid, row.kind, _marker(row), heading, tuple(lines), children)


def _marker(row: Row) -> str:
    if row.kind in LABELS:
        return f"{LABELS[row.kind]} {row.num}{'.' if row.kind == 'article' and row.heading else ''}".strip()
    if not row.num:
        return ""
    written = _MARKER.match(row.raw)
    if written and written[1].lower() == row.num.lower() and written[2]:
        return written[1] + written[2]
    return f"{row.num})" if row.kind == "point" else f"{row.num}."


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that hold a word; the cells of a table row stay on one line."""
    for line in text.splitlines():
        if not _BLANK.fullmatch(line):
            yield " · ".join(cell for part in line.split("|") if (cell := part.strip()))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs; a line broken only by the width of some page joins the line before it."""
    begun, last = "", ""
    for line in _lines(text):
        if begun and (len(last) < WRAPPED or _ENDS.search(last) or _BEGINS.match(line)):
            yield begun
            begun = ""
        begun, last = f"{begun} {line}".strip(), line
    if begun:
        yield begun
