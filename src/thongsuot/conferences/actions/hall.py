"""What delegates do in the hall, each by the pass on their own page: no session, no row, one entry in the ledger.

These are the verbs of the hot hour. They decide by a sitting that the web worker keeps and by what the pass says, and
answer once the ledger has it on disk.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.folds import PRESENT, noted
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json, Receipt

OWN_PHONE = "own_phone"


def check_in(sitting: Sitting, *, half_day: int, by: Pass, now: datetime, key: UUID) -> Receipt:
    """Keep that a delegate is there in a half day of today; the same key answers with the first receipt."""
    permissions.check_pass(by, sitting.conference, now)
    rules.check_unreported(sitting.reported_at)
    item, day = sitting.half_days.get(half_day, ("", None))
    rules.check_today(day, day_of(now))
    marks: list[Json] = [[by.seat, by.unit, PRESENT]]
    facts: dict[str, Json] = {"half_day": item, "method": OWN_PHONE, "marks": marks}
    return ledger.append(
        "conferences.attendance.marked",
        key=key,
        by=by.actor(),
        at=now,
        subject=sitting.ref,
        facts=facts,
        derived=noted(now),
    )
