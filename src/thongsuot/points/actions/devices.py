"""Shut a device out of a point: it was lost, or who had it is no longer to keep the door."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.points.models import PointDevice


@transaction.atomic
def end_device(device_id: int, *, by: Seat, now: datetime) -> PointDevice:
    """Shut a device out at once: it takes no list and brings no queue any more; a second time changes nothing.

    What it has not sent comes in as a file that somebody who keeps the point hands in.
    """
    held = PointDevice.objects.visible_to(by).select_related("point").select_for_update(of=("self",))
    device = held.get(pk=device_id)
    if device.ended_at is not None:
        return device
    device.ended_at, device.ended_by = now, by.pk
    device.save(update_fields=["ended_at", "ended_by"])
    facts: dict[str, Json] = {"device": device.pk}
    by_keeper = by.actor(Power.MEETINGS)
    ledger.record("points.device.ended", subject=device.point.ref, by=by_keeper, at=now, facts=facts)
    return device
