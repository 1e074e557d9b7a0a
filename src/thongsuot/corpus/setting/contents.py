"""Lay out a text before it is set: which sheet holds which provision, and the outline that leads to each. Pure.

A long law is handed out in sheets, each small enough for a slow line; a sheet ends where a component, a chapter or at
least an article does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thongsuot.corpus.setting.paragraphs import Source
from thongsuot.corpus.setting.pieces import CONTAINERS, Row, component_title, heading_of, marker_of, short, units

SHEET = 100_000  # signs; packed for the wire about 25 kB
ROW = 100  # what the marks around a provision weigh, in signs
RANKS = {"part": 1, "chapter": 1, "section": 2, "subsection": 2}
CLAUSES_MOST = 60  # a component without articles shows its clauses in the outline up to so many
_EXCERPT = 160
_EXCERPT_MAX = 72
_NUMBERED = re.compile(r"[\s*_#>|-]*\S{1,9}?[.)/:-]{1,2}\s|[\s*_#>|-]*\d+\s")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a text: its number from 1, the rows on it, and what they are ("Điều 1 đến 35")."""

    number: int
    rows: range
    label: str


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """One provision of the outline and the way to it."""

    eid: str
    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A chapter (or part, or section where there is none) with what is in it; no `eid` where none stands above."""

    eid: str
    label: str
    href: str
    children: tuple[OutlineLink, ...]

    @property
    def articles(self) -> tuple[OutlineLink, ...]:
        """Give its articles alone."""
        return tuple(child for child in self.children if child.kind == "article")

    @property
    def range(self) -> str:
        """Give the articles in short: "Điều 1 đến 4", "Điều 24"; nothing where there are none."""
        return _range([article.label for article in self.articles])


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """One component of the text with its outline: the act, an attached regulation, an annex, a form."""

    eid: str
    label: str
    href: str
    articles: int
    entries: tuple[OutlineEntry, ...]


@dataclass(slots=True)
class _Open:
    """An entry that is still being filled."""

    eid: str
    label: str
    href: str
    children: list[OutlineLink] = field(default_factory=list)

    def closed(self) -> OutlineEntry:
        return OutlineEntry(self.eid, self.label, self.href, tuple(self.children))


def sheets(rows: Sequence[Row], *, most: int = SHEET) -> tuple[Sheet, ...]:
    """Return the sheets of a text, one where it is short enough."""
    found = list(units(rows, range(len(rows))))
    cuts, first, weight = [0], 0, 0
    for place, (at, end) in enumerate(found):
        own = _weight(rows, at, end)
        if weight + own > most and (cut := _cut(rows, found, first, place, most)) > first:
            cuts.append(found[cut][0])
            weight = sum(_weight(rows, *found[one]) for one in range(cut, place))
            first = cut
        weight += own
    stops = [*cuts[1:], len(rows)]
    return tuple(
        Sheet(number, range(start, stop), _label(rows[start:stop]))
        for number, (start, stop) in enumerate(zip(cuts, stops, strict=True), start=1)
    )


def whole(rows: Sequence[Row]) -> Sheet:
    """Return all rows as one sheet, whatever they weigh."""
    return Sheet(0, range(len(rows)), _label(rows))


def stretch(rows: Sequence[Row], sheet: Sheet) -> range:
    """Return what of the text a sheet shows."""
    shown = rows[sheet.rows.start : sheet.rows.stop]
    return range(shown[0].start, max(row.end for row in shown)) if shown else range(0)


def elsewhere(rows: Sequence[Row], found: Sequence[Sheet], shown: Sheet) -> dict[str, str]:
    """Return the ways to the provisions that are not on the sheet shown."""
    others = [sheet for sheet in found if shown.number and sheet is not shown]
    return {rows[at].eid: f"?trang={sheet.number}#{rows[at].eid}" for sheet in others for at in sheet.rows}


def sheet_of(found: Sequence[Sheet], at: int) -> Sheet:
    """Return the sheet that holds the row at a position."""
    return found[bisect_right([sheet.rows.start for sheet in found], at) - 1]


def outline(
    source: Source, rows: Sequence[Row], titles: Sequence[str | None], hrefs: Mapping[str, str]
) -> tuple[OutlineGroup, ...]:
    """Return the outline by component; `hrefs` says where a provision is that stands on another sheet."""
    groups: list[OutlineGroup] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].component == rows[at].component:
            end += 1
        groups.append(_group(source, rows[at:end], titles, hrefs))
        at = end
    return tuple(groups)


def _group(source: Source, rows: Sequence[Row], titles: Sequence[str | None], hrefs: Mapping[str, str]) -> OutlineGroup:
    number = rows[0].component
    articles = sum(row.kind == "article" for row in rows)
    entries = tuple(one.closed() for one in _entries(source, rows, hrefs, is_deep=not articles))
    label = component_title(number, titles) if number else ""
    eid = f"component-{number}" if number else rows[0].eid
    return OutlineGroup(eid, short(label), hrefs.get(rows[0].eid, f"#{eid}"), articles, entries)


def _entries(source: Source, rows: Sequence[Row], hrefs: Mapping[str, str], *, is_deep: bool) -> list[_Open]:
    entries: list[_Open] = []
    high = next((row.kind for row in rows if row.kind in CONTAINERS), "")
    clauses = is_deep and sum(row.kind == "clause" for row in rows) <= CLAUSES_MOST
    for row in rows:
        link = OutlineLink(row.eid, row.kind, "", hrefs.get(row.eid, f"#{row.eid}"))
        if row.kind in ("part", "chapter") or (row.kind in CONTAINERS and row.kind == high):
            entries.append(_Open(link.eid, _container_label(source, row), link.href))
        elif row.kind in CONTAINERS or row.kind == "article" or (clauses and row.kind == "clause"):
            if not entries:
                entries.append(_Open("", "", ""))
            label = _clause_label(source, row) if row.kind == "clause" else _label_of(source, row)
            entries[-1].children.append(OutlineLink(link.eid, link.kind, label, link.href))
    return entries


def _container_label(source: Source, row: Row) -> str:
    marker = marker_of(source, row)
    if row.kind == "chapter":
        return short(f"{marker.removeprefix('Chương ')}. {heading_of(source, row)}")
    return _label_of(source, row)


def _label_of(source: Source, row: Row) -> str:
    heading = heading_of(source, row)
    marker = marker_of(source, row)
    joint = ". " if heading and marker[-1:].isalnum() and row.kind != "article" else " "
    return short(f"{marker}{joint}{heading}")


def _clause_label(source: Source, row: Row) -> str:
    """Give a clause that has no heading the words it begins with."""
    stretch = source.text[row.start : min(row.end, row.start + _EXCERPT)]
    words = _NUMBERED.sub("", stretch, count=1).strip().split("\n", 1)[0]
    return short(f"{marker_of(source, row)} {heading_of(source, row) or words.replace('*', '')}", _EXCERPT_MAX)


def _weight(rows: Sequence[Row], at: int, end: int) -> int:
    stop = rows[end].start if end < len(rows) else rows[at].end
    return stop - rows[at].start + ROW * (end - at)


def _cut(rows: Sequence[Row], found: Sequence[tuple[int, int]], first: int, place: int, most: int) -> int:
    """Return before which unit a sheet ends best that cannot take the one at `place`: `first` where nowhere."""
    best, best_rank, weight = first, len(RANKS), 0
    for one in range(first, place + 1):
        at, end = found[one]
        is_free = one > first and rows[found[one - 1][0]].kind not in CONTAINERS
        if is_free and (weight * 2 >= most or one == place) and _rank(rows, at) <= best_rank:
            best, best_rank = one, _rank(rows, at)
        weight += _weight(rows, at, end)
    return best


def _rank(rows: Sequence[Row], at: int) -> int:
    if rows[at].component != rows[at - 1].component:
        return 0
    return RANKS.get(rows[at].kind, 3)


def _label(rows: Sequence[Row]) -> str:
    return _range([f"Điều {row.num}" for row in rows if row.kind == "article"])


def _range(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    first, last = (" ".join(label.split()[:2]).rstrip(".") for label in (labels[0], labels[-1]))
    return first if first == last else f"{first} đến {last.removeprefix('Điều ')}"
