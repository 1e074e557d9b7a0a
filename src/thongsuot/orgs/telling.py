"""How the rooms above learn that seats changed: entries in the ledger that `site/wiring.py` answers to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Actor, Json

UNITS_PER_ENTRY = 5_000


def tell_seats_changed(unit_ids: Collection[int], *, subject: str, by: Actor, now: datetime) -> None:
    """Say in which units the seats changed, in entries that stay small: whoever counts seats counts them anew."""
    touched = sorted(unit_ids)
    for at in range(0, len(touched), UNITS_PER_ENTRY):
        facts: dict[str, Json] = {"units": list(touched[at : at + UNITS_PER_ENTRY])}
        ledger.record("orgs.seats.changed", subject=subject, by=by, at=now, facts=facts)
