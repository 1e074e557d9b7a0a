"""What entries made at a point mean beyond presence: who was seen there, by which means, and who is inside now. Pure.

A step for each point and each means, so that whoever was noted at two of them counts at both and the order in which
devices come back decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from thongsuot.conferences.folds import EPOCH, MARKED
from thongsuot.ledger.entries import Entry, SeatMark
from thongsuot.points.passages import OUT

INSIDE, SEEN = "inside", "seen"


def point_step(point: int) -> str:
    """Name the step of being noted at a point."""
    return f"point_{point}"


def means_step(method: str) -> str:
    """Name the step of being noted by a means."""
    return f"by_{method}"


def passage_marks(entry: Entry) -> Iterator[SeatMark]:
    """Give each seat's marks: at which point and by which means it was first noted, and which way it went last."""
    if entry.event != MARKED or "point" not in entry.facts:
        return
    facts: Any = {**entry.facts, **entry.derived}
    rank = int(datetime.fromisoformat(facts["noted_at"]).timestamp()) - EPOCH
    scope, item, way = entry.subject, facts["half_day"], facts["direction"]
    for seat, unit, _status in facts["marks"]:
        for step in (point_step(facts["point"]), means_step(facts["method"])):
            yield SeatMark(scope, item, step, seat, unit, SEEN, -rank, entry.at, False)
        yield SeatMark(scope, item, INSIDE, seat, unit, way, rank * 2 + (way == OUT), entry.at, False)
