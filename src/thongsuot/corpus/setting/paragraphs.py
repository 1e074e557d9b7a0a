"""Set the words of a provision as paragraphs and tables, every word knowing its place in the whole text. Pure.

A citation is known by its place in the whole text; marks of Markdown, line ends and bars of tables are left out on the
page. So each stretch of a line keeps its place, and a link is laid over the very signs that were cited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from thongsuot.corpus.fingerprint import MARKDOWN

_ENDS = re.compile(r"[.;:!?…”\"’)\]/|]\s*$")
_BEGINS = re.compile(r"\s*(?:[-+•*–|]|\d+[.)]|[a-zđ]\))")
_BLANK = re.compile(r"[\s|_*=\0-]*")
_RULER = re.compile(r"[\s|:]*-{3,}[\s|:-]*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_CELL = re.compile(r"[^|]+")
_COLUMNS = re.compile(r"\S {3,}\S")
_NUMBER = re.compile(r"[\d\s.,%()/-]*\d[\d\s.,%()/-]*")
_LEFT_OUT = "\0"  # stands for each sign of a Markdown mark, so that every other sign keeps its place
WRAPPED = 36  # a shorter line ends because its writer ended it
TYPED = 3  # so many lines in a row with wide gaps were lined up by hand
HEAD_MAX = 60


class Link(Protocol):
    """A citation that leads somewhere: its span in the whole text, where to, what that is, and its words' address."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def href(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def peek(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph: plain words, or words that lead to `href`; `peek` gives what stands there."""

    text: str
    href: str = ""
    title: str = ""
    peek: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `runs` only where something in it is a link. A typed one keeps its gaps and line ends."""

    text: str
    runs: tuple[Run, ...] = ()
    is_typed: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_number(self) -> bool:
        """Say whether nothing but a number stands here: such a cell of a table does not break."""
        return _NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, all as wide as the widest; `head` is empty where no row names the columns."""

    head: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The whole text as stored, how its file sets lines, and the links over it in their order.

    `is_marked` where it bears the marks of Markdown, `is_lined` where the file ends a line only with a paragraph.
    """

    text: str
    is_marked: bool = False
    is_lined: bool = False
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of one line: the words to show, where it stands in the whole text, and how it is written there."""

    words: str
    start: int
    shown: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds a word: its words, the stretches they come from (cells of a row), and how it is written."""

    words: str
    atoms: tuple[Atom, ...]
    shown: str


def own_places(source: Source, span: range, inner: Sequence[range], words: str) -> list[range]:
    """Return where the own words of a provision stand: its span without what is inside it, number and heading.

    `words` are those stored for it: the last signs of its span, so that what stands before is number and heading.
    """
    places, at = [], span.start
    for one in inner:
        places.append(range(at, one.start))
        at = one.stop
    places.append(range(at, span.stop))
    kept = _signs(words)
    skipped = sum(_signs(source.text[place.start : place.stop]) for place in places) - kept
    return list(_behind(source.text, places, skipped)) if kept and skipped >= 0 else []


def paragraphs(source: Source, places: Sequence[range], *, is_lined: bool) -> Iterator[Paragraph]:
    """Yield paragraphs; a line broken only by the width of some page joins the one before, unless every line counts."""
    for is_gapped, group in groupby(_lines(source, places), lambda line: _COLUMNS.search(line.shown) is not None):
        found = list(group)
        if is_gapped and len(found) >= TYPED:
            yield Paragraph("\n".join(line.shown.replace(_LEFT_OUT, " ").rstrip() for line in found), is_typed=True)
        else:
            yield from _joined(source, found, is_lined=is_lined)


def table(source: Source, places: Sequence[range]) -> Table:
    """Return the rows of a table; the first is its head where a ruler follows it or it names every column."""
    rows: list[tuple[Paragraph, ...]] = []
    is_headed = False
    for start, line in _raw_lines(source.text, places):
        if _RULER.fullmatch(line):
            is_headed = is_headed or len(rows) == 1
        elif not _BLANK.fullmatch(line):
            rows.append(tuple(_cells(source, start, line)))
    width = max((len(row) for row in rows), default=0)
    rows = [row + (Paragraph(""),) * (width - len(row)) for row in rows]
    is_headed = is_headed or (len(rows) > 1 and all(_names_column(cell) for cell in rows[0]))
    return Table(rows[0] if is_headed else (), tuple(rows[is_headed:]))


def _signs(text: str) -> int:
    return len("".join(text.split()))


def _behind(text: str, places: list[range], skipped: int) -> Iterator[range]:
    for place in places:
        at = place.start
        while skipped and at < place.stop:
            skipped -= not text[at].isspace()
            at += 1
        if at < place.stop:
            yield range(at, place.stop)


def _raw_lines(text: str, places: Sequence[range]) -> Iterator[tuple[int, str]]:
    for place in places:
        for match in _LINE.finditer(text[place.start : place.stop]):
            yield place.start + match.start(), match[0]


def _lines(source: Source, places: Sequence[range]) -> Iterator[Line]:
    for start, line in _raw_lines(source.text, places):
        shown = MARKDOWN.sub(_left_out, line) if source.is_marked else line
        if not _BLANK.fullmatch(shown):
            atoms = tuple(_atoms(shown, start))
            yield Line(" · ".join(atom.words for atom in atoms), atoms, shown)


def _left_out(match: re.Match[str]) -> str:
    return _LEFT_OUT * len(match[0])


def _atoms(shown: str, start: int) -> Iterator[Atom]:
    for cell in _CELL.finditer(shown):
        words = " ".join(cell[0].replace(_LEFT_OUT, "").split())
        if words:
            yield Atom(words, start + cell.start(), cell[0])


def _cells(source: Source, start: int, line: str) -> Iterator[Paragraph]:
    """Yield the cells of a row, empty ones too: what stands before the first bar and behind the last is none."""
    shown = MARKDOWN.sub(_left_out, line) if source.is_marked else line
    bounds = [match.start() for match in re.finditer(r"\|", line)]
    for left, right in zip(bounds, [*bounds[1:], len(line)], strict=True):
        atoms = tuple(_atoms(shown[left + 1 : right], start + left + 1))
        if atoms or right < len(line):
            yield _paragraph(source, [Line(atoms[0].words, atoms, shown)]) if atoms else Paragraph("")


def _names_column(cell: Paragraph) -> bool:
    return bool(cell.text) and len(cell.text) <= HEAD_MAX and not cell.is_number


def _joined(source: Source, found: Sequence[Line], *, is_lined: bool) -> Iterator[Paragraph]:
    begun: list[Line] = []
    for line in found:
        if begun and (is_lined or _parts(begun[-1].words, line.words)):
            yield _paragraph(source, begun)
            begun = []
        begun.append(line)
    if begun:
        yield _paragraph(source, begun)


def _parts(last: str, words: str) -> bool:
    return len(last) < WRAPPED or _ENDS.search(last) is not None or _BEGINS.match(words) is not None


def _paragraph(source: Source, found: Sequence[Line]) -> Paragraph:
    text = " ".join(line.words for line in found)
    atoms = [atom for line in found for atom in line.atoms]
    end = atoms[-1].start + len(atoms[-1].shown)
    first = bisect_left(source.links, atoms[0].start, key=lambda link: link.start)
    spans: list[tuple[int, int, Link]] = []
    for link in source.links[first:]:
        if link.start >= end:
            break
        span = _span(atoms, found, link)
        if span and (not spans or span[0] >= spans[-1][1]):
            spans.append((*span, link))
    return Paragraph(text, tuple(_runs(text, spans)) if spans else ())


def _span(atoms: Sequence[Atom], found: Sequence[Line], link: Link) -> tuple[int, int] | None:
    """Return where a link stands among the words of a paragraph, None where none of its words are shown there."""
    begin = stop = None
    at = 0
    for line in found:
        for place, atom in enumerate(line.atoms):
            at += 3 if place else 0
            low = _shown_before(atom, link.start)
            high = _shown_before(atom, link.end)
            if low < high:
                begin = at + _index(atom.words, low) if begin is None else begin
                stop = at + _index(atom.words, high - 1) + 1
            at += len(atom.words)
        at += 1
    return None if begin is None or stop is None else (begin, stop)


def _shown_before(atom: Atom, offset: int) -> int:
    return _signs(atom.shown[: max(0, offset - atom.start)].replace(_LEFT_OUT, ""))


def _index(words: str, sign: int) -> int:
    """Return the index of a sign among words, white space not counted."""
    for at, each in enumerate(words):
        if not each.isspace():
            if sign == 0:
                return at
            sign -= 1
    return len(words)


def _runs(text: str, spans: Sequence[tuple[int, int, Link]]) -> Iterator[Run]:
    at = 0
    for start, end, link in spans:
        if start > at:
            yield Run(text[at:start])
        yield Run(text[start:end], link.href, link.title, link.peek)
        at = end
    if at < len(text):
        yield Run(text[at:])
