"""Set the ruled tables of a PDF page as rows, as other loaders do; the words outside keep their order, none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from vanban.loaders.grids import Grid, Rule, grids_of
from vanban.loaders.pdf_signs import Signs
from vanban.loaders.pdf_words import Piece, written
from vanban.loaders.tables import table_lines
from vanban.patterns import late

_WORD = late(r"(\s*)(\S+)")
_FEWEST_RULES = 6
_FEWEST_FILLED_ROWS, _FEWEST_HEADS = 2, 3  # rows with more than one filled cell, or one row of so many: a blank form
_Place = tuple[int | None, int]  # number of the table, None outside; number of the cell
_OUTSIDE: _Place = (None, -1)
_BESIDE: _Place = (None, -2)  # in a line that goes on into a table


@dataclass(slots=True)
class _Table:
    """A grid and the words found in its cells."""

    grid: Grid
    words: dict[int, list[str]] = field(default_factory=dict)

    def lines(self) -> list[str] | None:
        """Return the rows, None where nothing shows that the cells hold data: then the words stay as they stand."""
        seen: set[int] = set()
        rows: list[list[list[str]]] = []
        filled: list[int] = []
        for owners in self.grid.owners:
            cells = list(dict.fromkeys(owners))
            rows.append([[] if cell in seen else self.words.get(cell, []) for cell in cells])
            filled.append(sum(map(bool, rows[-1])))
            seen.update(cells)
        if sum(count > 1 for count in filled) < _FEWEST_FILLED_ROWS and max(filled) < _FEWEST_HEADS:
            return None
        lines = table_lines(rows)
        return lines if all(line.startswith("|") for line in lines) else None


def with_tables(text: str, signs: Signs, rules: list[Rule]) -> str:
    """Return the text of a page with its ruled tables as rows; `text` is as PDFium gives it, sign by sign."""
    if len(rules) < _FEWEST_RULES:
        return text
    tables = [_Table(grid) for grid in grids_of(map(signs.rule, rules))]
    if not tables:
        return text
    pieces = list(_pieces(signs, tables, text))
    return written(pieces, {at: table.lines() for at, table in enumerate(tables)}) + text[len(text.rstrip()) :]


def _pieces(signs: Signs, tables: list[_Table], text: str) -> Iterator[Piece]:
    """Yield the words of a page in its order, and give those of tables to their cells."""
    for match in _WORD.finditer(text):
        begin, end = match.span(2)
        first = _place(signs, tables, begin)
        last = first if first is _OUTSIDE else _place(signs, tables, end - 1)
        parts = [(begin, end, first)] if first == last else _signs(signs, tables, begin, end)
        for start, stop, (at, cell) in parts:
            if at is not None:
                tables[at].words.setdefault(cell, []).append(text[start:stop])
            yield Piece(match[1] if start == begin else "", text[start:stop], at)


def _signs(signs: Signs, tables: list[_Table], begin: int, end: int) -> Iterator[tuple[int, int, _Place]]:
    """Yield the parts of a word that runs over the line between two cells."""
    places = [_place(signs, tables, at) for at in range(begin, end)]
    for place, group in groupby(range(end - begin), key=places.__getitem__):
        found = [begin + at for at in group]
        yield found[0], found[-1] + 1, place


def _place(signs: Signs, tables: list[_Table], at: int) -> _Place:
    """Return in which table and cell a sign stands."""
    x, y = signs.place(at)
    found: _Place = _OUTSIDE
    for number, table in enumerate(tables):
        if table.grid.depths[0] <= -y < table.grid.depths[-1]:
            if (cell := table.grid.cell(x, y)) is not None:
                return number, cell
            found = _BESIDE
    return found
