"""See through tables that only lay a page out: a row with words in one cell is a line, not a row."""

from __future__ import annotations

import re

from vanban.patterns import late
from vanban.text import behind_line_end

_ONE_CELL = late(r"\n[ ]*\|[ |]*[^|\n \t][^|\n]*(?:\|[ |]*)?$", re.MULTILINE)
_RULER = late(r"^[ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*$")


def seen_through(view: str) -> str:
    """Return `view` with blanks for the bars of rows that have words in one cell only; the length stays."""
    return _ONE_CELL.sub(_without_bars, behind_line_end(view))[1:] if "|" in view else view


def _without_bars(match: re.Match[str]) -> str:
    return match[0] if _RULER.match(match[0][1:]) else match[0].replace("|", " ")
