"""See through tables that only lay a page out: a row with words in one cell is a line, not a row."""

from __future__ import annotations

import re

_ONE_CELL = re.compile(r"^[ ]*\|[ |]*[^|\n \t][^|\n]*(?:\|[ |]*)?$", re.MULTILINE)
_RULER = re.compile(r"^[ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*$")


def seen_through(view: str) -> str:
    """Return `view` with blanks for the bars of rows that have words in one cell only; the length stays."""
    return _ONE_CELL.sub(_without_bars, view) if "|" in view else view


def _without_bars(match: re.Match[str]) -> str:
    return match[0] if _RULER.match(match[0]) else match[0].replace("|", " ")
