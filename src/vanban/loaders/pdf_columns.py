"""Read two columns of running text one after the other where a file holds their lines side by side.

Most files hold one column and then the other, and PDFium keeps that. What looks alike is none: a letterhead, signatures
beside addressees and tables without lines have short lines or few, columns have many that are filled to their edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from vanban.loaders.pdf_signs import Signs
from vanban.patterns import late

_LINE = late(r"[^\r\n]*[^\s]")
_WORD = late(r"\S+")
_GUTTER = 10.0  # points
_LOOKED_AT = 8
_FEWEST = 6
_MOSTLY = 0.6
_FILLED = 0.85
_FEWEST_SIGNS = 18
_LONG = 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: from where to where, at which place its right half begins, and where both stand."""

    begin: int
    end: int
    split: int
    left: tuple[float, float]
    right: tuple[float, float]

    @property
    def is_split(self) -> bool:
        """Say whether a wide gap lies in the middle."""
        return self.begin < self.split < self.end and self.right[0] - self.left[1] >= _GUTTER


def in_columns(text: str, signs: Signs, middle: float) -> list[tuple[int, int]] | None:
    """Return the parts of a text in the order in which they are read, None where they stand in that order."""
    found = [match.span() for match in _LINE.finditer(text)]
    long = [span for span in found if span[1] - span[0] >= _LONG]
    if len(long) < _FEWEST or not _seem_split(text, signs, middle, long):
        return None
    lines = [_line(text, signs, middle, span) for span in found]
    parts: list[tuple[int, int]] = []
    has_columns = False
    for together, group in groupby(lines, key=lambda line: line.is_split or not line.begin < line.split < line.end):
        run = list(group)
        is_set = together and _are_columns(run)
        has_columns = has_columns or is_set
        parts += _columns(run) if is_set else [(one.begin, one.end) for one in run]
    return parts if has_columns else None


def _seem_split(text: str, signs: Signs, middle: float, long: list[tuple[int, int]]) -> bool:
    """Look at a few long lines: on nearly every page the first two have no gap in the middle, and all is said."""
    gaps = missed = 0
    for span in long[:: max(1, len(long) // _LOOKED_AT)]:
        is_split = _line(text, signs, middle, span).is_split
        gaps, missed = gaps + is_split, missed + (not is_split)
        if missed > max(1, gaps):
            return False
    return gaps >= missed


def _line(text: str, signs: Signs, middle: float, span: tuple[int, int]) -> _Line:
    begin, end = span
    words = [match.span() for match in _WORD.finditer(text, begin, end)]
    low, high = 0, len(words)
    while low < high:
        at = (low + high) // 2
        low, high = (at + 1, high) if signs.place(words[at][0])[0] < middle else (low, at)
    split = words[low][0] if low < len(words) else end
    left = _reach(signs, words[0][0], words[low - 1][1]) if low else (middle, middle)
    right = _reach(signs, split, words[-1][1]) if low < len(words) else (middle, middle)
    return _Line(begin, end, begin if low == 0 else split, left, right)


def _reach(signs: Signs, begin: int, end: int) -> tuple[float, float]:
    return signs.place(begin)[0], signs.sign(end - 1).right


def _are_columns(run: list[_Line]) -> bool:
    split = [line for line in run if line.is_split]
    if len(split) < _FEWEST or len(split) < _MOSTLY * len(run):
        return False
    if median(min(one.split - one.begin, one.end - one.split) for one in split) < _FEWEST_SIGNS:
        return False
    return all(_are_filled(halves) for halves in ([one.left for one in split], [one.right for one in split]))


def _are_filled(halves: list[tuple[float, float]]) -> bool:
    """Say whether most lines of a column reach its edge."""
    first, last = min(begin for begin, _end in halves), max(end for _begin, end in halves)
    return sum(end - first >= _FILLED * (last - first) for _begin, end in halves) >= _MOSTLY * len(halves)


def _columns(run: list[_Line]) -> Iterator[tuple[int, int]]:
    yield from ((one.begin, one.split) for one in run if one.begin < one.split)
    yield from ((one.split, one.end) for one in run if one.split < one.end)
