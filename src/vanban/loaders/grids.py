"""Find tables in ruled lines: lines that touch one another make a grid, and the lines between its cells its cells.

Pure geometry: places count from the lower left, as on a page of PDF, and the words stand upright.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_SAME = 2.5  # points: two lines nearer than that are one
_GAP = 4.0  # pieces of a line, and a line and the one it meets, may be that far apart
_OPEN = 8.0  # a table whose outer lines are left out reaches that far beyond its last one
_FEWEST_EDGES = 3
_MOST_RULES = 250
_MOST_CELLS = 3_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One ruled line: whether it stands upright, where, and from where to where it reaches."""

    upright: bool
    at: float
    begin: float
    end: float

    def covers(self, place: float) -> bool:
        """Say whether the line passes a place along it."""
        return self.begin - _GAP <= place <= self.end + _GAP


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where its columns and rows end, from left to right and from top to bottom, and whose each place is.

    `depths` say how far below zero the lines of the rows stand, so that they grow downwards. `owners` holds for each
    row and column the number of the cell, which may reach over several of both.
    """

    columns: tuple[float, ...]
    depths: tuple[float, ...]
    owners: tuple[tuple[int, ...], ...]

    def cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a place, None outside."""
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.depths, -y) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.depths) - 1
        return self.owners[row][column] if inside else None

    def holds(self, other: Grid) -> bool:
        """Say whether another grid lies inside this one."""
        wide, high = self.columns[-1] - self.columns[0], self.depths[-1] - self.depths[0]
        x, y = (other.columns[0] + other.columns[-1]) / 2, -(other.depths[0] + other.depths[-1]) / 2
        is_less = other.columns[-1] - other.columns[0] < wide and other.depths[-1] - other.depths[0] < high
        return is_less and self.cell(x, y) is not None


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """Return the tables of at least two columns and two rows that lines make; one inside a cell of another is none."""
    joined = _joined(rules)
    if len(joined) > _MOST_RULES:
        return []
    grids = [grid for part in _touching(joined) if (grid := _grid(part))]
    return [one for one in grids if not any(other.holds(one) for other in grids)]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of each line, as programs draw one piece for each cell."""
    joined: list[Rule] = []
    for line in _lines(sorted(rules, key=lambda one: (one.upright, one.at))):
        at = sum(one.at for one in line) / len(line)
        for piece in sorted(line, key=lambda one: one.begin):
            last = joined[-1] if joined and joined[-1].at == at and joined[-1].upright == piece.upright else None
            if last and piece.begin <= last.end + _GAP:
                joined[-1] = Rule(last.upright, at, last.begin, max(last.end, piece.end))
            else:
                joined.append(Rule(piece.upright, at, piece.begin, piece.end))
    return joined


def _lines(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    line: list[Rule] = []
    for one in rules:
        if line and (one.upright != line[0].upright or one.at - line[0].at > _SAME):
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _touching(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Yield the lines that hang together."""
    left = list(rules)
    while left:
        part, waiting = [], [left.pop()]
        while waiting:
            one = waiting.pop()
            part.append(one)
            met = [other for other in left if _meet(one, other)]
            left = [other for other in left if other not in met]
            waiting += met
        yield part


def _meet(one: Rule, other: Rule) -> bool:
    return one.upright != other.upright and one.covers(other.at) and other.covers(one.at)


def _grid(part: list[Rule]) -> Grid | None:
    upright = [one for one in part if one.upright]
    level = [one for one in part if not one.upright]
    columns = _edges(upright, level)
    rows = _edges(level, upright)[::-1]
    cells = (len(columns) - 1) * (len(rows) - 1)
    if min(len(columns), len(rows)) < _FEWEST_EDGES or cells > _MOST_CELLS:
        return None
    return Grid(tuple(columns), tuple(-row for row in rows), _owners(columns, rows, part))


def _edges(across: list[Rule], along: list[Rule]) -> list[float]:
    """Return where the lines stand, and where those that cross them end when the outer ones are left out."""
    edges: list[float] = []
    for at in sorted(one.at for one in across):
        if not edges or at - edges[-1] > _SAME:
            edges.append(at)
    if edges and along:
        first, last = min(one.begin for one in along), max(one.end for one in along)
        edges = [first] * (first < edges[0] - _OPEN) + edges + [last] * (last > edges[-1] + _OPEN)
    return edges


def _owners(columns: Sequence[float], rows: Sequence[float], part: list[Rule]) -> tuple[tuple[int, ...], ...]:
    owners: list[list[int]] = []
    number = 0
    for row in range(len(rows) - 1):
        middle = (rows[row] + rows[row + 1]) / 2
        owners.append([])
        for column in range(len(columns) - 1):
            centre = (columns[column] + columns[column + 1]) / 2
            if column and not _is_ruled(part, True, columns[column], middle):
                owners[row].append(owners[row][-1])
            elif row and not _is_ruled(part, False, rows[row], centre):
                owners[row].append(owners[row - 1][column])
            else:
                owners[row].append(number)
                number += 1
    return tuple(map(tuple, owners))


def _is_ruled(part: list[Rule], upright: bool, at: float, place: float) -> bool:
    return any(one.upright is upright and abs(one.at - at) <= _SAME and one.begin <= place <= one.end for one in part)
