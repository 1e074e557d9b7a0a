"""What the ledger's entries mean for this room: pure, and the same in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from thongsuot.ledger.entries import Entry, SeatMark

OPENED, READ = "opened", "read"
OWN_DAY = "own_day"  # of those who read: who had a later day than their level, and kept it
ACKNOWLEDGED, DECLINED = "acknowledged", "declined"
MARKS = {
    "cascade.text.opened": (OPENED, OPENED, 1),
    "cascade.reading.declined": (READ, DECLINED, 1),
    "cascade.reading.acknowledged": (READ, ACKNOWLEDGED, 2),
}


def seat_marks(entry: Entry) -> Iterator[SeatMark]:
    """Give one mark for each seat the entry names; having acknowledged outranks having declined."""
    if entry.event not in MARKS:
        return
    step, status, rank = MARKS[entry.event]
    facts: Any = entry.facts
    late: Any = entry.derived.get("late", ())  # ids of the seats whose own day had passed
    in_own_time: Any = entry.derived.get("own_day", ())
    for seat, unit in facts["seats"]:
        mark = SeatMark(
            scope=entry.subject,
            item=facts.get("counts_as", facts["expression"]),
            step=step,
            seat=seat,
            unit=unit,
            status=status,
            rank=rank,
            at=entry.at,
            late=seat in late,
        )
        yield mark
        if seat in in_own_time:
            yield replace(mark, step=OWN_DAY)
