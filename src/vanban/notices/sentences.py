"""Cut a report into paragraphs, sentences and clauses; a full stop inside quotation marks or a name ends nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.patterns import late
from vanban.text import UPPER

_STOP = late(rf"(?:(?<![.!?])[.!?]++|…)[”\"]?(?=\s+[{UPPER}“\"\d-]|\s*\Z)")
_SHORT = late(r"(?:\b(?:TP|TS|ThS|PGS|GS|Th|Q|P|đ/c|TT|tr|St|UV|Mr|BS|KS|LS|Đ/c|CN|NCS)|\b[A-Z])\Z")
_QUOTED = late(r"“[^“”]{0,600}”|\"[^\"\n]{0,600}\"|\([^()\n]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text: a paragraph, a sentence or a clause."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return its words."""
        return text[self.start : self.end]


class Shields:
    """The quotations and brackets of a stretch; what stands inside them parts and says nothing."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, view: str, stretch: Stretch) -> None:
        spans = [match.span() for match in _QUOTED.finditer(view, stretch.start, stretch.end)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, offset: int) -> bool:
        """Say whether an offset lies inside one of them."""
        place = bisect_right(self._starts, offset - 1) - 1
        return place >= 0 and offset < self._ends[place] - 1


def trimmed(text: str, start: int, end: int, drop: str = " \t\n") -> Stretch:
    """Return the stretch without the signs of `drop` at both ends."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Stretch(start, end)


@dataclass(frozen=True, slots=True)
class Paragraph(Stretch):
    """A line of the report and its sentences."""

    sentences: tuple[Stretch, ...]


def cut(view: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text; a report writes each on a line."""
    return tuple(Paragraph(one.start, one.end, tuple(_sentences(view, one))) for one in _lines(view))


def _lines(view: str) -> Iterator[Stretch]:
    position = 0
    for line in view.split("\n"):
        stretch = trimmed(view, position, position + len(line))
        if stretch.start < stretch.end:
            yield stretch
        position += len(line) + 1


def _sentences(view: str, paragraph: Stretch) -> Iterator[Stretch]:
    """Yield the sentences of a paragraph, end marks included."""
    start, shields = paragraph.start, Shields(view, paragraph)
    for match in _STOP.finditer(view, paragraph.start, paragraph.end):
        if shields.hold(match.start()) or _SHORT.search(view, max(start, match.start() - 5), match.start()):
            continue
        yield trimmed(view, start, match.end())
        start = match.end()
    rest = trimmed(view, start, paragraph.end)
    if rest.start < rest.end:
        yield rest


def split_at(view: str, stretch: Stretch, signs: re.Pattern[str]) -> list[Stretch]:
    """Cut a stretch at the matches of `signs` outside quotations and brackets."""
    shields, start, pieces = Shields(view, stretch), stretch.start, []
    for match in signs.finditer(view, stretch.start, stretch.end):
        if not shields.hold(match.start()):
            pieces.append(trimmed(view, start, match.start()))
            start = match.end()
    pieces.append(trimmed(view, start, stretch.end))
    return [piece for piece in pieces if piece.start < piece.end]
