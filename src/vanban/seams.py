"""Read on over the edge of a page: what is printed between two pages is taken out, and places are given back.

A citation that a page's edge cuts in two is found in the joined text; its span covers the furniture between its halves,
its words do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from vanban.model import Span

if TYPE_CHECKING:
    from vanban.cited import CitedDocument
    from vanban.finding import Found

_END = itemgetter(1)
_CLOSES = '.;:!?”"'


class Seams:
    """A view without its furniture, joined by line ends, and the way back to the offsets of the whole."""

    __slots__ = ("_furniture", "_joined", "_seen", "_whole", "view")

    def __init__(self, view: str, furniture: Sequence[Span] = ()) -> None:
        self._seen, self._furniture = view, furniture
        self._joined, self._whole = [0], [0]
        pieces: list[str] = []
        done = length = 0
        for start, end in furniture:
            if start < done:
                continue
            piece = view[done:start].rstrip()
            while end < len(view) and view[end].isspace():
                end += 1
            joint = _joint(piece[-1:], view[end : end + 1])
            pieces += (piece, joint)
            length += len(piece) + len(joint)
            done = end
            self._joined.append(length)
            self._whole.append(done)
        self.view = "".join([*pieces, view[done:]]) if done else view

    def back(self, found: Found) -> Found:
        """Return what was found in the joined view with the offsets of the whole one."""
        if len(self._joined) == 1 or found.end <= self._joined[1]:
            return found
        start, end = self._span((found.start, found.end))
        document = found.document and self._document(found.document)
        naming = found.naming and self._span(found.naming)
        return found._replace(document=document, start=start, end=end, naming=naming)

    def shown(self, span: Span) -> str:
        """Return the words of a span of the whole view, with blanks for the furniture in it."""
        start, end = span
        words = self._seen[start:end]
        for at in range(bisect_right(self._furniture, start, key=_END), len(self._furniture)):
            low, high = self._furniture[at]
            if low >= end:
                break
            blank = slice(max(low - start, 0), min(high, end) - start)
            words = words[: blank.start] + " " * (blank.stop - blank.start) + words[blank.stop :]
        return words

    def _document(self, one: CitedDocument) -> CitedDocument:
        start, end = self._span((one.start, one.end))
        return one._replace(
            start=start,
            end=end,
            type_span=self._span(one.type_span),
            issuer_span=one.issuer_span and self._span(one.issuer_span),
            title_span=one.title_span and self._span(one.title_span),
        )

    def _span(self, span: Span) -> Span:
        return self._place(span[0]), self._place(span[1] - 1) + 1

    def _place(self, place: int) -> int:
        at = bisect_right(self._joined, place) - 1
        return self._whole[at] + place - self._joined[at]


def _joint(before: str, after: str) -> str:
    """Return a line end where a sentence may go on, a blank line where one has ended."""
    return "\n\n" if before in _CLOSES and not after.islower() else "\n"
