"""What several verbs over a draft have in common: a change takes back what waits, and going out is one moment.

Called inside the transaction of the verb that publishes, so that nobody ever sees half of a drive.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thongsuot.cascade.models import Dissemination, Proposal, UnitDuty
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.models import Seat

BATCH = 1000


def outdate(drive: Dissemination, before: str, after: str, by: Seat, now: datetime) -> None:
    """Take back what waits for the head when the draft (its fingerprint) is no longer what was laid there."""
    if before != after:
        drive.proposals.waiting().update(decision=Proposal.Decision.OUTDATED, decided_at=now, decided_by=by.pk)


def send_out(drive: Dissemination, duties: Sequence[UnitDuty], by: Seat, now: datetime) -> Dissemination:
    """Write the duties that were counted, publish the drive, and leave both in the ledger."""
    UnitDuty.objects.bulk_create(duties, batch_size=BATCH)
    drive.published_at, drive.published_by, drive.counted_on = now, by.pk, day_of(now)
    drive.save(update_fields=["published_at", "published_by", "counted_on"])
    texts = list(drive.texts.order_by("position").values_list("expression__sha256", flat=True))
    facts = {"texts": texts, "audience": drive.audience, "deadlines": drive.deadlines, "units": len(duties)}
    ledger.record("cascade.dissemination.published", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive
