"""Set as rows what stands in columns without ruled lines: words whose gaps lie one under the other over several lines.

Nothing says that such lines are a table but their places and their numbers. So at least three columns are asked for,
three lines that fill them, edges that agree, and one column of numbers: then two columns of text, a letterhead, and
signatures beside one another are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from vanban.loaders.pdf_signs import Signs
from vanban.loaders.pdf_words import Piece, written
from vanban.loaders.tables import table_lines
from vanban.patterns import late

_WORD = late(r"(\s*)(\S+)")
_LINE = late(r"[^\r\n]*[^\s]")
_SYLLABLE = late(r"\S+")
_NUMBERED = late(r"^[ ]*\d+(?:[.,/]\d+)*%?[ ][^\n]*$|^[^\n]*[ ]\d+(?:[.,/]\d+)*%?[ \r]*$", re.MULTILINE)
_DIGIT = late(r"\d")
_OPENS = late(r"(?:Điều|Chương|Mục|Phần|Nơi|Ghi|TM\.|KT\.|Căn)(?!\w)|\d{1,3}\.(?!\d)|[a-zđ]\)|-")
_GUTTER = 10.0  # points between two cells
_FEWEST = 3  # columns, and lines that fill so many
_MOST_APART = 3.2  # heights of a font between two rows
_WRAPPED = 1.8  # heights of a font between the lines of one cell
_SAME_LINE, _SAME_EDGE = 0.4, 4.0
_MOSTLY = 0.6
_SHORT, _LONG = 25, 75  # signs of a line
_LONGEST = 80  # signs of the middle cell


class _Word(NamedTuple):
    number: int
    begin: int
    end: int
    left: float
    right: float
    base: float
    height: float


class _Chunk(NamedTuple):
    """Words of a line with no wide gap between them."""

    words: tuple[_Word, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one height of the page, from left to right."""

    base: float
    height: float
    chunks: tuple[_Chunk, ...]


def with_aligned_rows(text: str, signs: Signs) -> str:
    """Return the text of a page with its columns of short words as rows; no word is lost."""
    if not _may_hold(text, signs):
        return text
    words = list(_words(text, signs))
    tables = [one for run in _runs(_lines(words)) if (one := _rows(text, run))]
    if not tables:
        return text
    owner = {number: at for at, (_rows_of, numbers) in enumerate(tables) for number in numbers}
    pieces = [Piece(match[1], match[2], owner.get(number)) for number, match in enumerate(_WORD.finditer(text))]
    return written(pieces, {at: lines for at, (lines, _numbers) in enumerate(tables)}) + text[len(text.rstrip()) :]


def _may_hold(text: str, signs: Signs) -> bool:
    """Look at the short lines with a number at an end: most pages have no row among them."""
    if sum(end - begin <= _SHORT for begin, end in map(re.Match[str].span, _LINE.finditer(text))) >= _FEWEST * _FEWEST:
        return True
    numbered = [match.span() for match in _NUMBERED.finditer(text) if match.end() - match.start() < _LONG]
    return len(numbered) >= _FEWEST and sum(_is_row(text, signs, span) for span in numbered) >= _FEWEST


def _is_row(text: str, signs: Signs, span: tuple[int, int]) -> bool:
    places = [match.span() for match in _SYLLABLE.finditer(text, *span)]
    gaps = (signs.sign(other[0]).left - signs.sign(one[1] - 1).right for one, other in pairwise(places))
    return sum(gap >= _GUTTER for gap in gaps) >= _FEWEST - 1


def _words(text: str, signs: Signs) -> Iterator[_Word]:
    for number, match in enumerate(_WORD.finditer(text)):
        begin, end = match.span(2)
        first, last = signs.sign(begin), signs.sign(end - 1)
        yield _Word(number, begin, end, first.left, last.right, signs.place(begin)[1], first.height)


def _lines(words: list[_Word]) -> list[_Line]:
    """Return the lines of a page from top to bottom, whatever the order in which the file has their words."""
    lines: list[_Line] = []
    group: list[_Word] = []
    for one in sorted(words, key=lambda word: -word.base):
        if group and group[0].base - one.base > _SAME_LINE * max(one.height, group[0].height):
            lines.append(_line(group))
            group = []
        group.append(one)
    return [*lines, _line(group)] if group else lines


def _line(group: list[_Word]) -> _Line:
    words = sorted(group, key=lambda word: word.left)
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(words), 1) if other.left - one.right >= _GUTTER)]
    parts = [words[begin:end] for begin, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    chunks = tuple(_Chunk(tuple(part), part[0].left, max(one.right for one in part)) for part in parts)
    return _Line(words[0].base, max(one.height for one in words), chunks)


def _runs(lines: list[_Line]) -> Iterator[_Run]:
    """Yield lines that stand in the same columns: each begins with a line of at least three cells."""
    run: _Run | None = None
    for line in lines:
        if run is not None and run.takes(line):
            continue
        if run is not None:
            yield run
        run = _Run(line) if len(line.chunks) >= _FEWEST else None
    if run is not None:
        yield run


class _Run:
    """Rows of the same columns, while they are gathered."""

    def __init__(self, first: _Line) -> None:
        self.columns = [(one.left, one.right) for one in first.chunks]
        self.rows: list[list[_Line]] = [[first]]
        self._last = first

    def takes(self, line: _Line) -> bool:
        """Take a line that stands in the columns: a row, or the second line of cells; say whether it did."""
        distance = self._last.base - line.base
        columns = _merged([*self.columns, *((one.left, one.right) for one in line.chunks)])
        if distance > _MOST_APART * line.height or not self._stay_apart(columns, line):
            return False
        places = [_column(columns, one) for one in line.chunks]
        if places[0] == 0 and len(places) > 1:
            self.rows.append([line])
        elif places[0] > 0 and distance <= _WRAPPED * line.height and self._goes_on(line, places):
            self.rows[-1].append(line)
        else:
            return False
        self.columns, self._last = columns, line
        return True

    def _stay_apart(self, columns: list[tuple[float, float]], line: _Line) -> bool:
        """Say whether the cells of every line so far still stand in columns of their own."""
        lines = (*(one for row in self.rows for one in row), line)
        return all(len({_column(columns, chunk) for chunk in one.chunks}) == len(one.chunks) for one in lines)

    def _goes_on(self, line: _Line, places: list[int]) -> bool:
        """Say whether a line is the second of cells: it begins at their edge, and its columns were filled above."""
        filled = {_column(self.columns, chunk): chunk.left for one in self.rows[-1] for chunk in one.chunks}
        return all(
            place in filled and abs(filled[place] - chunk.left) <= _SAME_EDGE
            for place, chunk in zip(places, line.chunks, strict=True)
        )


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches that spans cover together; what is nearer than a gutter is one."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] < _GUTTER / 2:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _column(columns: Sequence[tuple[float, float]], chunk: _Chunk) -> int:
    return sum(left <= chunk.left + 0.5 for left, _right in columns) - 1


def _rows(text: str, run: _Run) -> tuple[list[str], list[int]] | None:
    """Return the rows of a run and the numbers of its words, None where it does not look like data."""
    full = [row[0] for row in run.rows if len(row[0].chunks) >= _FEWEST]
    if len(full) < _FEWEST or len(run.columns) < _FEWEST:
        return None
    cells = [_cells(text, row, run.columns) for row in run.rows]
    if not (_has_numbers(cells) and _are_short(cells) and _edges_agree(full, run.columns)):
        return None
    lines = table_lines([[[cell] for cell in row] for row in cells])
    if not all(line.startswith("|") for line in lines):
        return None
    return lines, [word.number for row in run.rows for line in row for chunk in line.chunks for word in chunk.words]


def _cells(text: str, row: list[_Line], columns: list[tuple[float, float]]) -> list[str]:
    cells = [list[str]() for _column_ in columns]
    for line in row:
        for chunk in line.chunks:
            cells[_column(columns, chunk)] += (text[one.begin : one.end] for one in chunk.words)
    return [" ".join(cell) for cell in cells]


def _has_numbers(cells: list[list[str]]) -> bool:
    return any(
        2 * sum(bool(_DIGIT.search(cell)) for cell in column) >= len(cells) for column in zip(*cells, strict=True)
    )


def _are_short(cells: list[list[str]]) -> bool:
    lengths = sorted(len(cell) for row in cells for cell in row if cell)
    return lengths[len(lengths) // 2] <= _LONGEST and not any(_OPENS.match(cell) for row in cells for cell in row[1:])


def _edges_agree(full: list[_Line], columns: list[tuple[float, float]]) -> bool:
    """Say whether the cells of most columns begin, end or have their middle at one place."""
    agreed = 0
    for at in range(len(columns)):
        found = [chunk for line in full for chunk in line.chunks if _column(columns, chunk) == at]
        edges = ([one.left for one in found], [one.right for one in found], [one.left + one.right for one in found])
        agreed += any(_agree(places) for places in edges)
    return agreed >= len(columns) - (len(columns) > _FEWEST)


def _agree(places: list[float]) -> bool:
    near = max((sum(abs(one - other) <= _SAME_EDGE for other in places) for one in places), default=0)
    return near >= _MOSTLY * len(places)
