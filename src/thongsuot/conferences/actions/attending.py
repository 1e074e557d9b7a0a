"""Say who is present in a half day: by roll call, or from the list that was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.folds import ABSENT, EXCUSED, PRESENT, noted
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat

STATUSES = frozenset({PRESENT, EXCUSED, ABSENT})
ROLL_CALL, PAPER = "roll_call", "paper"
A_ENTRY = 200  # seats named by one entry: an entry stays small


@dataclass(frozen=True, slots=True)
class RollCall:
    """What was noted of one half day: seat id → present, excused or absent; by which method."""

    half_day: int
    marks: Mapping[int, str]
    method: str = ROLL_CALL


def mark_attendance(conference_id: int, *, call: RollCall, by: Seat, now: datetime, key: UUID) -> int:
    """Keep who is present and answer with how many seats were marked; what was said last of a seat holds.

    The same key with the same marks is kept once.
    """
    permissions.check_keep(by)
    conference = Conference.objects.visible_to(by).kept_by(by).select_related("dissemination").get(pk=conference_id)
    rules.check_unreported(conference.reported_at)
    half_day = HalfDay.objects.get(pk=call.half_day, conference=conference)
    rules.check_begun(half_day.on, day_of(now))
    paths = dict(delegates(conference, half_day.on).values_list("pk", "organisation__path"))
    rules.check_marks(call.marks, paths, STATUSES)
    marks: list[Json] = [[seat, paths[seat], status] for seat, status in sorted(call.marks.items())]
    for part, first in enumerate(range(0, len(marks), A_ENTRY)):
        facts: dict[str, Json] = {
            "half_day": half_day.item,
            "method": call.method,
            "marks": marks[first : first + A_ENTRY],
        }
        ledger.append(
            "conferences.attendance.marked",
            key=key_from(key, part),
            by=by.actor(Power.MEETINGS),
            at=now,
            subject=conference.ref,
            facts=facts,
            derived=noted(now),
        )
    return len(call.marks)
