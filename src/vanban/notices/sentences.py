"""Cut a report into paragraphs, sentences and clauses; a full stop inside quotation marks or a name ends nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.text import UPPER

_STOP = re.compile(rf"(?:[.!?]+|…)[”\"]?(?=\s+[{UPPER}“\"\d-]|\s*\Z)")
_SHORT = re.compile(r"(?:\b(?:TP|TS|ThS|PGS|GS|Th|Q|P|đ/c|TT|tr|St|UV|Mr|BS|KS|LS)|\b[A-Z])\Z")
_QUOTED = re.compile(r"“[^“”]{0,600}”|\"[^\"\n]{0,600}\"|\([^()\n]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text: a paragraph, a sentence or a clause."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return its words."""
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int, drop: str = " \t\n") -> Stretch:
    """Return the stretch without the signs of `drop` at both ends."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Stretch(start, end)


def paragraphs(view: str) -> list[Stretch]:
    """Return the lines that hold something; a report writes a paragraph on a line."""
    found, position = [], 0
    for line in view.split("\n"):
        stretch = trimmed(view, position, position + len(line))
        if stretch.start < stretch.end:
            found.append(stretch)
        position += len(line) + 1
    return found


def quoted(view: str, stretch: Stretch) -> list[tuple[int, int]]:
    """Return the spans of quotations and brackets inside a stretch."""
    return [match.span() for match in _QUOTED.finditer(view, stretch.start, stretch.end)]


def within(spans: list[tuple[int, int]], offset: int) -> bool:
    """Say whether an offset lies inside one of the spans."""
    return any(start < offset < end - 1 for start, end in spans)


def sentences(view: str, paragraph: Stretch) -> Iterator[Stretch]:
    """Yield the sentences of a paragraph, end marks included."""
    start, shields = paragraph.start, quoted(view, paragraph)
    for match in _STOP.finditer(view, paragraph.start, paragraph.end):
        if within(shields, match.start()) or _SHORT.search(view, max(start, match.start() - 5), match.start()):
            continue
        yield trimmed(view, start, match.end())
        start = match.end()
    rest = trimmed(view, start, paragraph.end)
    if rest.start < rest.end:
        yield rest


def split_at(view: str, stretch: Stretch, signs: re.Pattern[str]) -> list[Stretch]:
    """Cut a stretch at the matches of `signs` outside quotations and brackets."""
    shields, start, pieces = quoted(view, stretch), stretch.start, []
    for match in signs.finditer(view, stretch.start, stretch.end):
        if not within(shields, match.start()):
            pieces.append(trimmed(view, start, match.start()))
            start = match.end()
    pieces.append(trimmed(view, start, stretch.end))
    return [piece for piece in pieces if piece.start < piece.end]
