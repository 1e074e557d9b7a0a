"""Set stored provisions for reading: from rows in the order of the text to pieces a template simply walks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thongsuot.corpus.fingerprint import plain
from thongsuot.corpus.setting.paragraphs import Paragraph, Source, Table, own_places, paragraphs, table

LABELS = {"part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục", "article": "Điều"}
CONTAINERS = ("part", "chapter", "section", "subsection")
LINED = ("preamble", "signature", "furniture")  # where every line stands for itself
_MARKER = re.compile(r"[\s*_#>|-]*([0-9]+(?:\.[0-9]+)*[a-zđ]?|[a-zđ]{1,2})\s?([.)/:-]{0,2})", re.IGNORECASE)
_ROMAN = re.compile(r"[\s*_#>|-]*([IVXLC]+|[A-H])\s?([.)/:-]{1,2})")
_NOTE = re.compile(r"(?:^|__)note(?:_\w+)?$")
_SIGHT = 24  # signs of the text in which a written number is looked for
LABEL_MAX = 140


@dataclass(frozen=True, slots=True)
class Row:
    """What a stored provision lends to its piece; `start` to `end` is its span in the whole text."""

    eid: str
    kind: str
    num: str
    heading: str
    depth: int
    component: int
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence on what a person should look at: where it stands, in words and as an address, if it stands anywhere.

    `is_repair` marks what was mended in reading and only wants comparing; the rest wants an answer.
    """

    message: str
    is_repair: bool = False
    eid: str = ""
    place: str = ""
    line: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing on the page. `marker` is the number as written ("1.", "đ)"), or "Chương I" and "Điều 9." with the word.

    Pieces nest article → clause → point; containers stand beside their articles, not around them. A table has no
    paragraphs but `table`; `cautions` are what is said beside this very piece.
    """

    eid: str
    kind: str
    marker: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    children: tuple[Piece, ...] = ()
    table: Table | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def is_container(self) -> bool:
        """Say whether this is a heading of several articles."""
        return self.kind in CONTAINERS or self.kind == "component"

    @property
    def plain(self) -> str:
        """Give the words where they are all that stands here besides a number: one paragraph that links to nothing."""
        if len(self.paragraphs) != 1 or self.heading or self.cautions or self.table:
            return ""
        only = self.paragraphs[0]
        return "" if only.runs or only.is_typed else only.text

    @property
    def label(self) -> str:
        """Give number and heading on one line: "Điều 9. Giữ lời hẹn"."""
        return short(f"{self.marker} {self.heading}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is set with: the names of its components, the act itself first, and what is said beside pieces.

    `within` is the component whose name stands above the first row already.
    """

    titles: Sequence[str | None] = ()
    cautions: Mapping[str, tuple[Caution, ...]] | None = None
    within: int = 0


def pieces(source: Source, rows: Sequence[Row], shown: range, setting: Setting) -> tuple[Piece, ...]:
    """Return the pieces of the rows at `shown`, which begin and end where one of `units` does."""
    found: list[Piece] = []
    component = rows[shown.start - 1].component if shown.start else setting.within
    for at, end in units(rows, shown):
        if rows[at].component != component:
            component = rows[at].component
            found.append(Piece(f"component-{component}", "component", "", component_title(component, setting.titles)))
        found.append(_grown(source, rows, range(at, end), setting))
        if rows[at].kind == "preamble" and len(found) > 1 and found[-2].kind == "component":
            found[-1] = _untitled(found[-1], found[-2].heading)
    return tuple(found)


def units(rows: Sequence[Row], shown: range) -> Iterator[tuple[int, int]]:
    """Yield where what stands side by side begins and ends: a heading, or an article with all that is inside it."""
    at = shown.start
    while at < shown.stop:
        end = at + 1 if rows[at].kind in CONTAINERS else _end_of(rows, at)
        yield at, end
        at = end


def component_title(number: int, titles: Sequence[str | None]) -> str:
    """Give the name of a component that is not the act itself."""
    title = titles[number] if number < len(titles) else None
    return title or "Phần kèm theo"


def short(words: str, most: int = LABEL_MAX) -> str:
    """Return words on one line, cut between two words where they are too many."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def marker_of(source: Source, row: Row) -> str:
    """Give the number of a provision as written; articles and what stands above them with their word."""
    raw = source.text[row.start : row.start + _SIGHT]
    if row.kind == "section" and (written := _ROMAN.match(raw)) and written[1] == row.num:
        return written[1] + written[2]
    if row.kind in LABELS:
        return f"{LABELS[row.kind]} {row.num}{'.' if row.kind == 'article' and row.heading else ''}".strip()
    if not row.num:
        return ""
    if _NOTE.search(row.eid):
        return f"[{row.num}]"
    marked = _MARKER.match(raw)
    if marked and marked[1].lower() == row.num.lower() and marked[2]:
        return marked[1] + marked[2]
    return f"{row.num})" if row.kind == "point" else f"{row.num}."


def heading_of(source: Source, row: Row) -> str:
    """Give the heading without the marks of its format."""
    return " ".join(plain(row.heading, "md" if source.is_marked else "txt").split())


def _untitled(preamble: Piece, title: str) -> Piece:
    """Leave out the first lines of an attached text's preamble where they only say the title that stands above."""
    said = ""
    for place, line in enumerate(preamble.paragraphs, start=1):
        said = f"{said} {line.text}".strip()
        if said.casefold() == title.casefold():
            return replace(preamble, paragraphs=preamble.paragraphs[place:])
    return preamble


def _end_of(rows: Sequence[Row], at: int) -> int:
    end = at + 1
    while end < len(rows) and rows[end].depth > rows[at].depth:
        end += 1
    return end


def _inner(rows: Sequence[Row], at: int) -> Iterator[tuple[int, int]]:
    """Yield where the provisions right below one begin and end."""
    place, end = at + 1, _end_of(rows, at)
    while place < end:
        below = _end_of(rows, place)
        yield place, below
        place = below


def _grown(source: Source, rows: Sequence[Row], span: range, setting: Setting) -> Piece:
    """Build one piece with everything of it that is in `span`; deeper than point the pieces follow one another."""
    row, inner = rows[span.start], list(_inner(rows, span.start))
    places = own_places(
        source, range(row.start, row.end), [range(rows[at].start, rows[at].end) for at, _ in inner], row.text
    )
    piece = Piece(
        eid=row.eid,
        kind="note" if _NOTE.search(row.eid) else row.kind,
        marker=marker_of(source, row),
        heading=heading_of(source, row),
        children=tuple(_grown(source, rows, range(at, end), setting) for at, end in inner if end <= span.stop),
        cautions=(setting.cautions or {}).get(row.eid, ()),
    )
    if row.kind == "table":
        return replace(piece, table=table(source, places))
    is_lined = row.kind in LINED or source.is_lined
    return replace(piece, paragraphs=tuple(paragraphs(source, places, is_lined=is_lined)))
