"""Turn the cells of a table into lines: one that only arranges the page gives lines, one that holds data gives rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.patterns import late

_LAYOUT = late(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Nơi nhận|T/?M\.?\s|KT\.|TL\.|TUQ\.|ỦY BAN NHÂN DÂN", re.IGNORECASE
)
_WIDEST_LAYOUT = 3
Rows = Sequence[Sequence[Sequence[str]]]


def table_lines(rows: Rows) -> list[str]:
    """Return the lines of a table whose cells are lists of lines, in the order of the document."""
    widest = max((len(row) for row in rows), default=0)
    words = "\n".join("\n".join(cell) for row in rows for cell in row)
    if widest <= 1 or (widest <= _WIDEST_LAYOUT and (len(rows) == 1 or _LAYOUT.search(words))):
        return [line for row in rows for cell in row for line in cell]
    return ["| " + " | ".join(" ".join(" ".join(cell).split()) for cell in row) + " |" for row in rows]
