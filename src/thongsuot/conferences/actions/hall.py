"""What delegates do in the hall, each by the pass on their own page: no session, no row, one entry in the ledger.

These are the verbs of the hot hour. They decide by a sitting that the web worker keeps and by what the pass says, and
answer once the ledger has it on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thongsuot.cascade.actions.reading import acknowledge_called
from thongsuot.conferences import permissions, rules
from thongsuot.conferences.folds import PRESENT, noted
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.figures import first_sheet
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.conferences.sheets import Answers, key_of_sheet, marked
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json

OWN_PHONE = "own_phone"
LONGEST_DEVICE = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger holds of one press, and when it came; for a sheet also how many answers were right, of how many.

    The same press sent again is answered with the same.
    """

    seq: int
    at: datetime
    right: int | None = None
    of: int | None = None


def check_in(sitting: Sitting, *, half_day: int, by: Pass, now: datetime, key: UUID, device: str = "") -> Kept:
    """Keep that a delegate is there in a half day of today; the same key answers with the first receipt.

    The name that a phone gave itself stands beside the moment, not among what the key holds: one delegate's card on two
    phones is one presence. One phone that speaks for several people is listed for a person to look at.
    """
    permissions.check_pass(by, sitting.conference, now)
    rules.check_unreported(sitting.reported_at)
    item, day = sitting.half_days.get(half_day, ("", None))
    rules.check_today(day, day_of(now))
    marks: list[Json] = [[by.seat, by.unit, PRESENT]]
    facts: dict[str, Json] = {"half_day": item, "method": OWN_PHONE, "marks": marks}
    receipt = ledger.append(
        "conferences.attendance.marked",
        key=key,
        by=by.actor(),
        at=now,
        subject=sitting.ref,
        facts=facts,
        derived={**noted(now), **({"device": device[:LONGEST_DEVICE]} if device else {})},
    )
    return Kept(receipt.seq, receipt.at)


def acknowledge_in_hall(sitting: Sitting, *, by: Pass, now: datetime, key: UUID) -> Kept:
    """Keep that a delegate has read what was presented: one entry for each text of the drive, all under one press."""
    permissions.check_pass(by, sitting.conference, now)
    rules.check_presented(len(sitting.texts))
    called = by.called()
    for at, text in enumerate(sitting.texts):
        receipt = acknowledge_called(text, by=called, now=now, key=key_from(key, at) if at else key)
    return Kept(receipt.seq, receipt.at)


def answer_in_hall(sitting: Sitting, *, answers: Answers, by: Pass, now: datetime) -> Kept:
    """Keep a delegate's sheet and say how many answers were right; a second sheet answers with the first result.

    The key of a sheet is made of conference and seat and not by the page: two phones hand in one sheet.
    """
    permissions.check_pass(by, sitting.conference, now)
    rules.check_unreported(sitting.reported_at)
    rules.check_begun(min((day for _item, day in sitting.half_days.values()), default=None), day_of(now))
    rules.check_asked(len(sitting.right))
    rules.check_answered([one for one, chosen in answers.items() if chosen], sitting.right)
    sheet = marked(answers, sitting.right)
    try:
        receipt = ledger.append(
            "conferences.check.answered",
            key=key_of_sheet(sitting.ref, by.actor()),
            by=by.actor(),
            at=now,
            subject=sitting.ref,
            facts=sheet.facts(by.seat, by.unit),
            private=sheet.given,
        )
    except Refusal as refusal:
        first = first_sheet(sitting.ref, by.seat)
        if refusal.code != "key_reused" or first is None:
            raise
        return Kept(first.seq, first.at, first.rank, sheet.of)
    return Kept(receipt.seq, receipt.at, sheet.right, sheet.of)
