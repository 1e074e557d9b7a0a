"""Write the words of a PDF page in their order, each table as rows at the place of its first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Piece(NamedTuple):
    """A word with the blanks before it, and the number of the table it stands in."""

    blanks: str
    word: str
    table: int | None


def written(pieces: Iterable[Piece], tables: Mapping[int, list[str] | None]) -> str:
    """Return the text of pieces; a table without rows is no table, its words stay as they stand."""
    rows = dict(tables)
    parts: list[str] = []
    ends_with_rows = False
    for one in pieces:
        lines = None if one.table is None else rows[one.table]
        if lines is None:
            parts += ("\n" if ends_with_rows and "\n" not in one.blanks else "", one.blanks, one.word)
            ends_with_rows = False
        elif lines:
            parts.append("\n" * bool(parts) + "\n".join(lines))
            rows[one.table or 0] = []
        if lines is not None:
            ends_with_rows = True
    return "".join(parts)
