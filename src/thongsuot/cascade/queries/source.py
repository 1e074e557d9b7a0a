"""The source of a notice for people: cut into plain and marked pieces, whole or one sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from thongsuot.cascade.models import Finding

MARKS = {"event": "k-event", "work": "k-work", "person": "k-person", "audience": "k-who", "instruction": "k-do"}
AROUND = 320  # signs of a sentence that stand on either side of the words at most
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: plain when `number` is None, else the mark that finding `number` points to."""

    text: str
    number: int | None = None
    css: str = ""
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the mark of one finding stands in the source."""

    start: int
    end: int
    number: int
    css: str
    finding_id: int

    @classmethod
    def of(cls, number: int, finding: Finding) -> Self:
        """Take a finding that has a place."""
        return cls(finding.start or 0, finding.end or 0, number, MARKS[finding.kind], finding.pk)


def paragraphs(text: str, marks: Sequence[Stretch]) -> tuple[tuple[Piece, ...], ...]:
    """Cut the source at line ends and at the marks, which do not overlap: each paragraph a row of pieces."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    rows: list[tuple[Piece, ...]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            rows.append(_pieces(line, offset, ordered))
        offset += len(line) + 1
    return tuple(rows)


def sentence(text: str, finding: Finding) -> tuple[Piece, ...]:
    """Give the sentence around a finding with its own words marked; nothing for what has no place in the source."""
    if finding.start is None or finding.end is None:
        return ()
    first = max(0, finding.start - AROUND)
    before = text[first : finding.start]
    begins = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    after = text[finding.end : finding.end + AROUND]
    ends = _SENTENCE_END.search(after)
    return (
        Piece(before[begins:].lstrip()),
        Piece(text[finding.start : finding.end], css=MARKS[finding.kind]),
        Piece(after[: ends.end() if ends else AROUND].rstrip()),
    )


def _pieces(line: str, offset: int, marks: Sequence[Stretch]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at, stop = offset, offset + len(line)
    for mark in marks:
        start, end = mark.start, min(mark.end, stop)
        if start < at or start >= stop:
            continue
        if start > at:
            pieces.append(Piece(line[at - offset : start - offset]))
        pieces.append(Piece(line[start - offset : end - offset], mark.number, mark.css, mark.finding_id))
        at = end
    if at < stop:
        pieces.append(Piece(line[at - offset :]))
    return tuple(pieces)
