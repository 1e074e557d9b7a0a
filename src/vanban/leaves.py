"""Cut the words under a heading: the heading itself, tables, and paragraphs around tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from vanban.text import squeeze

_ROW = re.compile(r"^[ ]*\|[^\n|]*\|[^\n]*(?:\n|\Z)", re.MULTILINE)
_LONGEST_HEADING = 400
_SENTENCE_END = (".", ";", ":", ",")
_FURNITURE = re.compile(r"(?:CÔNG BÁO/Số|## Page|\d{1,3}\s*$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text below a heading: paragraph or table."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words of a heading, None when there are none, and where the text after them begins."""

    heading: str | None
    end: int


def table_spans(view: str) -> list[tuple[int, int]]:
    """Return the spans of pipe tables of at least two rows."""
    spans: list[tuple[int, int, int]] = []
    for match in _ROW.finditer(view):
        if spans and spans[-1][1] == match.start():
            spans[-1] = (spans[-1][0], match.end(), spans[-1][2] + 1)
        else:
            spans.append((match.start(), match.end(), 1))
    return [(start, end) for start, end, rows in spans if rows > 1]


def pieces_between(tables: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    """Cut `start`..`end` at the tables inside it; the pieces tile it and begin with a paragraph unless a table does."""
    pieces: list[Piece] = []
    position = start
    for index in range(bisect_left(tables, (start, start)), len(tables)):
        low, high = tables[index]
        if high > end:
            break
        if low > position:
            pieces.append(Piece("paragraph", position, low))
        pieces.append(Piece("table", low, high))
        position = high
    if position < end or not pieces:
        pieces.append(Piece("paragraph", position, end))
    return pieces


def heading_words(view: str, text: str, place: tuple[str, int, int]) -> HeadingWords:
    """Tell the heading of a part, chapter, section or article from its text; `place` is (kind, start, end)."""
    kind, start, end = place
    if kind in ("clause", "point"):
        return HeadingWords(None, start)
    stop = min(end, start + 2 * _LONGEST_HEADING)
    lines = _paragraph(view, start, stop, skip_blank=kind != "article")
    words = squeeze(text[start:lines]).lstrip(".:- ")
    ends = words.endswith(_SENTENCE_END) and kind == "article"
    if not words or ends or len(words) > _LONGEST_HEADING:
        return HeadingWords(None, start)
    return HeadingWords(words.strip("*_ "), lines)


def _paragraph(view: str, start: int, stop: int, *, skip_blank: bool) -> int:
    """Return where the heading's lines end: wrapped lines go on in small letters, titles of chapters in capitals."""
    position, taken = start, False
    while position < stop:
        line_end = view.find("\n", position, stop)
        line_end = stop if line_end < 0 else line_end
        line = view[position:line_end].strip()
        if not line and taken:
            break
        if taken and not (line[0].islower() or (skip_blank and line.isupper() and not _FURNITURE.match(line))):
            break
        if not line and not (skip_blank or position == start):
            break
        taken = taken or bool(line)
        position = min(line_end + 1, stop)
    return position
