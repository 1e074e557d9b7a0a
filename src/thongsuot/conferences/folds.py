"""What the ledger's entries mean for conferences: pure, and the same in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from thongsuot.ledger.entries import Entry, Json, SeatMark

MARKED, ANSWERED = "conferences.attendance.marked", "conferences.check.answered"
ATTENDED, CHECKED = "attended", "checked"
PRESENT, EXCUSED, ABSENT = "present", "excused", "absent"
CHECK = "check"
EPOCH = 1_577_836_800  # 2020-01-01 UTC: seconds since then fit 32 bits until 2088


def noted(now: datetime) -> dict[str, Json]:
    """Say when a mark was made: it follows from the moment, so that the same one sent again later is the same."""
    return {"noted_at": now.isoformat(timespec="seconds")}


def attendance_marks(entry: Entry) -> Iterator[SeatMark]:
    """Give one mark a seat: what was said last about a half day holds, by the second in which it was noted."""
    if entry.event != MARKED:
        return
    facts: Any = {**entry.facts, **entry.derived}
    rank = int(datetime.fromisoformat(facts["noted_at"]).timestamp()) - EPOCH
    for seat, unit, status in facts["marks"]:
        yield SeatMark(entry.subject, facts["half_day"], ATTENDED, seat, unit, status, rank, entry.at, False)


def check_marks(entry: Entry) -> Iterator[SeatMark]:
    """Give one mark a seat: the best try stays, as the number of right answers ("right_4")."""
    if entry.event != ANSWERED:
        return
    facts: Any = entry.facts
    right = facts["right"]
    for seat, unit in facts["seats"]:
        yield SeatMark(entry.subject, CHECK, CHECKED, seat, unit, f"right_{right}", right, entry.at, False)
