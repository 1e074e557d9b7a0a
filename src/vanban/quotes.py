"""Know which places of a text lie inside quotation marks: an amending act quotes articles that are not its own.

Quotation marks in real files are unbalanced in one file out of twelve, so a mark only counts where its partner is seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_MARK = re.compile('[“”"]')
_LINE_END = re.compile(r"[ \t]*[.;,:]*[ \t]*(?:\n|\Z)")
_LONGEST = 60_000


class Quotes:
    """The quotation marks of one text, in order."""

    __slots__ = ("_closes", "_last", "_opens", "_places")

    def __init__(self, view: str) -> None:
        self._places: list[int] = []
        self._opens: list[bool] = []
        self._closes: list[bool] = []
        for match in _MARK.finditer(view):
            opens = _opens(view, match.start())
            if opens is None:
                continue
            self._places.append(match.start())
            self._opens.append(opens)
            self._closes.append(not opens and _LINE_END.match(view, match.end()) is not None)

    def inside(self, offset: int) -> bool:
        """Say whether `offset` lies in a quotation that was opened before it and is closed after it."""
        index = bisect_left(self._places, offset)
        if index < len(self._places) and self._places[index] == offset and self._opens[index]:
            return True
        if index == 0 or index == len(self._places):
            return False
        depth = self._depth(index)
        if depth <= 0:
            return False
        opened = not self._opens[index] or depth > 1
        return opened and self._places[index] - self._places[index - 1] < _LONGEST

    def _depth(self, index: int) -> int:
        """Count open quotations before mark `index`, going back to the last mark that closed a line."""
        depth = 0
        for step in range(index - 1, max(-1, index - 200), -1):
            if self._closes[step] and depth <= 0:
                break
            depth += 1 if self._opens[step] else -1
        return depth


def _opens(view: str, place: int) -> bool | None:
    """Say whether the mark opens or closes a quotation; a straight one with words on both sides does neither."""
    if view[place] != '"':
        return view[place] == "“"
    before, after = view[place - 1 : place], view[place + 1 : place + 2]
    if (not before or before.isspace() or before in "(:") and after.strip():
        return True
    return False if before.strip() and (not after or after.isspace() or after in ".;,:)") else None
