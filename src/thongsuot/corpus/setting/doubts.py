"""Bring what the reader was not sure of to the place it concerns: from a line to the provision there. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thongsuot.corpus.setting.formal import place_of
from thongsuot.corpus.setting.paragraphs import Source
from thongsuot.corpus.setting.pieces import Caution, Row

MENDED = ("furniture_set_apart", "notes_set_apart", "split_heading_joined", "running_article_found", "digits_mended")
_WORD = re.compile(r"\S")


def cautions(
    source: Source, rows: Sequence[Row], titles: Sequence[str | None], warnings: Iterable[Mapping[str, Any]]
) -> tuple[Caution, ...]:
    """Return the stored warnings in the order of the text, each once; what concerns no line comes first."""
    told: dict[tuple[str, str], tuple[int, Caution]] = {}
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
    for warning in warnings:
        line, eid, place = warning.get("line"), "", ""
        at = _row_at(source.text, rows, starts[line - 1]) if line and line <= len(starts) else None
        if at is not None:
            eid, place = rows[at].eid, place_of(rows, at, titles)
        one = Caution(warning["message"], warning["code"] in MENDED, eid, place, line or 0)
        told.setdefault((one.message, eid), (line or 0, one))
    return tuple(one for _, one in sorted(told.values(), key=lambda pair: pair[0]))


def beside(told: Iterable[Caution]) -> dict[str, tuple[Caution, ...]]:
    """Return what is said beside provisions, by their address: doubts, not what was mended."""
    found: dict[str, tuple[Caution, ...]] = {}
    for one in told:
        if one.eid and not one.is_repair:
            found[one.eid] = (*found.get(one.eid, ()), one)
    return found


def _row_at(text: str, rows: Sequence[Row], offset: int) -> int | None:
    """Return the innermost provision that holds the first word at or behind `offset`."""
    word = _WORD.search(text, offset)
    place = word.start() if word else offset
    found = None
    for at, row in enumerate(rows):
        if row.start > place:
            break
        if place < row.end:
            found = at
    return found
