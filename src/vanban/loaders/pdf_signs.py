"""Know where the signs of a PDF page stand, and which way up they are."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vanban.loaders.grids import Rule
from vanban.patterns import late

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_LINE = late(r"[^\r\n]+")
_SAMPLED = 12
_QUARTER = 1.5707963
_APART = 0.15  # of the height of a font: a wider gap is a blank
_LOWER = 0.5


def turn_of(words: PdfTextPage, text: str) -> int:
    """Return by how many quarters most words are turned clockwise: 1 reads down the page, 3 up."""
    sampled = range(0, len(text), max(1, len(text) // _SAMPLED))
    turns = Counter(_turns(words, text, sampled).values())
    return turns.most_common(1)[0][0] if turns else 0


def lines_aside(words: PdfTextPage, text: str, turn: int) -> list[str]:
    """Return the lines whose words are not turned as most are: a running head over a table that lies on its side."""
    turns = _turns(words, text, range(len(text)))
    lines = ("".join(text[at] for at in range(*one.span()) if turns.get(at) != turn) for one in _LINE.finditer(text))
    return [line.strip() for line in lines if line.strip()]


def spaced(words: PdfTextPage, text: str, turn: int) -> tuple[str, list[int]]:
    """Return the words that are turned as most are, and the index of each sign; blanks are set anew by the gaps.

    PDFium sees gaps inside the words of a page that lies on its side, wherever a letter comes from a second font.
    """
    import pypdfium2.raw as pdfium

    turns = _turns(words, text, range(len(text)))
    signs = Signs(words, turn)
    pieces, indices = list[str](), list[int]()
    before: _Sign | None = None
    for at, sign in enumerate(text):
        if turns.get(at, turn) != turn or (sign.isspace() and pdfium.FPDFText_IsGenerated(words.raw, at) == 1):
            continue
        now = signs.sign(at)
        blank = "" if before is None else now.blank_after(before)
        pieces.append(blank + sign)
        indices += [at] * len(pieces[-1])
        before = now
    return "".join(pieces), indices


def _turns(words: PdfTextPage, text: str, places: Iterable[int]) -> dict[int, int]:
    import pypdfium2.raw as pdfium

    angle = pdfium.FPDFText_GetCharAngle
    return {at: round(angle(words.raw, at) / _QUARTER) % 4 for at in places if not text[at].isspace()}


class _Sign(NamedTuple):
    """Where a sign begins and ends, where the room under its base line ends, and how high its font is."""

    left: float
    right: float
    base: float
    height: float

    def blank_after(self, before: _Sign) -> str:
        """Return the blank between the sign before and this one."""
        if abs(self.base - before.base) > _LOWER * before.height:
            return "\n"
        gap = self.left - before.right
        return " " if gap > _APART * before.height or gap < -before.height else ""


class Signs:
    """The places of the signs of a page, turned so that its words stand upright."""

    def __init__(self, words: PdfTextPage, turn: int, indices: Sequence[int] | None = None) -> None:
        import pypdfium2.raw as pdfium

        self._raw, self._turn, self._indices = words.raw, turn, indices
        self._origin, self._box = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        self._x, self._y, self._sides = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()

    def place(self, at: int) -> tuple[float, float]:
        """Return where the sign at an index stands."""
        self._origin(self._raw, at if self._indices is None else self._indices[at], self._x, self._y)
        return self._turned(self._x.value, self._y.value)

    def sign(self, at: int) -> _Sign:
        """Return the place of the sign at an index with the room it takes."""
        self._box(self._raw, at if self._indices is None else self._indices[at], self._sides)
        x, y = self._turned(self._sides.left, self._sides.bottom)
        to_x, to_y = self._turned(self._sides.right, self._sides.top)
        return _Sign(min(x, to_x), max(x, to_x), min(y, to_y), abs(to_y - y))

    def middle(self, page: PdfPage) -> float:
        """Return where the middle of the page's width stands."""
        left, bottom, right, top = page.get_mediabox()
        return self._turned((left + right) / 2, (bottom + top) / 2)[0]

    def rule(self, rule: Rule) -> Rule:
        """Return a ruled line as it lies once the page is turned."""
        if self._turn == 0:
            return rule
        first, last = (rule.at, rule.begin), (rule.at, rule.end)
        (x, y), (to_x, to_y) = (self._turned(*(end if rule.upright else end[::-1])) for end in (first, last))
        if rule.upright == (self._turn % 2 == 0):
            return Rule(True, x, min(y, to_y), max(y, to_y))
        return Rule(False, y, min(x, to_x), max(x, to_x))

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (-y, x), (-x, -y), (y, -x))[self._turn]
