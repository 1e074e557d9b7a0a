"""What the ledger's entries mean for this room: pure, and the same in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

from thongsuot.ledger.entries import Entry, SeatMark

OPENED, READ = "opened", "read"
OWN_DAY = "own_day"  # of those who read: who had a later day than their level, and kept it
ACKNOWLEDGED, DECLINED = "acknowledged", "declined"
ON_PAPER = "on_paper"  # of those who read: whose acknowledgement was entered from a signed sheet
TAKEN_BACK = "taken_back"
AGAIN = 10  # what is done after something was taken back outranks it: one round of ranks a time
MARKS = {
    "cascade.text.opened": (OPENED, OPENED, 1),
    "cascade.reading.declined": (READ, DECLINED, 1),
    "cascade.reading.acknowledged": (READ, ACKNOWLEDGED, 2),
    "cascade.reading.entered": (READ, ACKNOWLEDGED, 2),
    "cascade.reading.taken_back": (READ, TAKEN_BACK, 9),
}
PAPER = {"cascade.reading.entered", "cascade.reading.taken_back"}


def seat_marks(entry: Entry) -> Iterator[SeatMark]:
    """Give the marks for each seat the entry names; having acknowledged outranks having declined.

    Who acknowledged by themselves keeps that whatever a sheet says: of equals the first counts.
    """
    meaning = MARKS.get(entry.event)
    if meaning is None:
        return
    step, status, rank = meaning
    facts: Any = {**entry.facts, **entry.derived}
    late, own_day = facts.get("late", ()), facts.get("own_day", ())  # ids of seats: past their day, in a later one
    levels = chain(facts.get("levels", ()), repeat(""))  # of the seats' units, in their order; older entries had none
    rank += AGAIN * facts.get("again", 0) if step == READ else 0
    scope, item, at = entry.subject, facts.get("counts_as", facts["expression"]), entry.at
    for (seat, unit), level in zip(facts["seats"], levels, strict=False):
        mark = SeatMark(scope, item, step, seat, unit, status, rank, at, seat in late, level)
        yield mark
        if seat in own_day:
            yield replace(mark, step=OWN_DAY)
        if entry.event in PAPER:
            yield replace(mark, step=ON_PAPER)
