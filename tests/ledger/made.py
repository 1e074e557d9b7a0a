"""The smallest valid things of the ledger, and a fold for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from thongsuot.ledger.entries import Actor, Draft, Entry, SeatMark

NOW = datetime(2026, 11, 23, 8, 5, 0, 123_000, UTC)
KEY = UUID("00000000-0000-4000-8000-000000000001")
AN = Actor(5, 5, "1/5/77")
BINH = Actor(6, 6, "1/5/77")
CUC = Actor(7, 7, "1/5")
ACKNOWLEDGED = "cascade.reading.acknowledged"
RANKS = {"cascade.reading.declined": ("declined", 1), ACKNOWLEDGED: ("acknowledged", 2)}


def draft(**change: Any) -> Draft:
    """Make An's acknowledgement, or something a little different from it."""
    return replace(Draft(ACKNOWLEDGED, KEY, AN, NOW, "dissemination:1", {"expression": "e1"}), **change)


def mark(**change: Any) -> SeatMark:
    """Make the mark of An's acknowledgement, or something a little different from it."""
    return replace(
        SeatMark("dissemination:1", "e1", "read", 5, "1/5/77", "acknowledged", 2, NOW, False),
        **change,
    )


def reading_fold(entry: Entry) -> Iterator[SeatMark]:
    """Mark the actor's own seat; an event named `broken` stands for a fold with a mistake in it."""
    if entry.event == "cascade.reading.broken":
        raise LookupError("a fold with a mistake in it")
    if entry.event in RANKS and entry.by.seat:
        status, rank = RANKS[entry.event]
        late = bool(entry.derived.get("late"))
        item = str(entry.facts["expression"])
        yield SeatMark(entry.subject, item, "read", entry.by.seat, entry.by.unit, status, rank, entry.at, late)
