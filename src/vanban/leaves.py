"""Cut the words under a heading: the heading itself, tables, furniture, notes, and paragraphs around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from vanban.pages import Strip
from vanban.patterns import late
from vanban.text import behind_line_end, squeeze

_ROW = late(r"\n[ ]*\|[^\n|]*\|[^\n]*")
_LONGEST_HEADING = 400
TITLED = frozenset({"part", "chapter", "section", "subsection", "article"})
_SENTENCE_END = (".", ";", ":", ",")
_NOTE_MARK = late(r"^(?:\[\d{1,3}\]\.?|\d{1,3}(?=[ ]+[^\W\d_]))[ ]*|(?<=[^\W\d_)])(?:\d{1,2}|[ ]?\[\d{1,3}\])$")


class Piece(NamedTuple):
    """A stretch of text below a heading: paragraph, table, furniture or note; a note has its number."""

    kind: str
    start: int
    end: int
    num: str | None = None


class HeadingWords(NamedTuple):
    """The words of a heading, None when there are none, and where the text after them begins."""

    heading: str | None
    end: int


def cuts_of(view: str, strips: Sequence[Strip]) -> list[Piece]:
    """Return tables and strips in the order of the text; two halves of a table around a page's edge stay two pieces."""
    tables = [Piece("table", start, end) for start, end in table_spans(view)]
    return sorted(
        [*tables, *(Piece(one.kind, one.start, one.end, one.num) for one in strips)], key=lambda one: one.start
    )


def table_spans(view: str) -> list[tuple[int, int]]:
    """Return the spans of pipe tables of at least two rows."""
    if "|" not in view:
        return []
    spans: list[tuple[int, int, int]] = []
    for match in _ROW.finditer(behind_line_end(view)):
        start, end = match.start(), min(match.end(), len(view))
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end, spans[-1][2] + 1)
        else:
            spans.append((start, end, 1))
    return [(start, end) for start, end, rows in spans if rows > 1]


def pieces_between(cuts: list[Piece], start: int, end: int) -> list[Piece]:
    """Cut `start`..`end` at tables and strips inside it; the pieces tile it and begin with a paragraph or a cut."""
    pieces: list[Piece] = []
    position = start
    for index in range(bisect_left(cuts, start, key=lambda one: one.start), len(cuts)):
        cut = cuts[index]
        if cut.end > end:
            break
        if cut.start > position:
            pieces.append(Piece("paragraph", position, cut.start))
        pieces.append(cut)
        position = cut.end
    if position < end or not pieces:
        pieces.append(Piece("paragraph", position, end))
    return pieces


def heading_words(view: str, words_of: Callable[[int, int], str], place: tuple[str, int, int]) -> HeadingWords:
    """Tell the heading of a TITLED kind from the text after its number; `place` is (kind, start, end)."""
    kind, start, end = place
    stop = min(end, start + 2 * _LONGEST_HEADING)
    lines = _paragraph(view, start, stop, skip_blank=kind != "article")
    words = squeeze(words_of(start, lines)).lstrip(".:- ").strip("*_ ")
    ends = words.endswith(_SENTENCE_END) and kind == "article"
    if not words or ends or len(words) > _LONGEST_HEADING:
        return HeadingWords(None, start)
    return HeadingWords(words, lines)


def without_note_marks(words: str) -> str:
    """Return a heading without the number of a note that is glued to it: "Phạm vi2", "[3] Tên"."""
    return _NOTE_MARK.sub("", words)


def _paragraph(view: str, start: int, stop: int, *, skip_blank: bool) -> int:
    """Return where the heading's lines end: wrapped lines go on in small letters, titles of chapters in capitals."""
    position, taken = start, False
    while position < stop:
        line_end = view.find("\n", position, stop)
        line_end = stop if line_end < 0 else line_end
        line = view[position:line_end].strip()
        if not line and taken:
            break
        if taken and not (line[0].islower() or (skip_blank and line.isupper())):
            break
        if not line and not (skip_blank or position == start):
            break
        taken = taken or bool(line)
        position = min(line_end + 1, stop)
    return position
