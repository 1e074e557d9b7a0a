"""Orders to publish: for an hour, or for now where the tree is too large to be counted while somebody waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.actions.drafting import publish_dissemination
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.models import Dissemination, PublishOrder, UnitDuty
from thongsuot.cascade.publishing import send_out
from thongsuot.cascade.queries.drafts import check_may_go_out, check_ready, own_drives
from thongsuot.cascade.queries.ordering import is_large
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Seat

State = PublishOrder.State


@transaction.atomic
def publish_or_order(dissemination_id: int, *, by: Seat, now: datetime) -> PublishOrder | None:
    """Publish at once; where that takes longer than anybody waits for a page, order it and give the order."""
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    if is_large(drive, day_of(now)):
        return _order(drive, now, by, now)
    publish_dissemination(dissemination_id, by=by, now=now)
    return None


@transaction.atomic
def order_publishing(dissemination_id: int, *, at: datetime, by: Seat, now: datetime) -> PublishOrder:
    """Let a draft go out at an hour to come; until then it is not changed, and may be moved or cancelled."""
    permissions.check_draft(by)
    rules.check_hour(at, now)
    return _order(own_drives(by).get(pk=dissemination_id), at, by, now)


def _order(drive: Dissemination, at: datetime, by: Seat, now: datetime) -> PublishOrder:
    check_may_go_out(drive, at)
    order = PublishOrder.objects.create(
        dissemination=drive, fingerprint=fingerprint_of(drive), due_at=at, ordered_at=now, ordered_by=by.pk
    )
    facts: dict[str, Json] = {"order": order.pk, "due_at": at.isoformat(), "fingerprint": order.fingerprint}
    ledger.record("cascade.dissemination.ordered", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return order


@transaction.atomic
def move_publishing(dissemination_id: int, *, at: datetime, by: Seat, now: datetime) -> PublishOrder:
    """Let it go out at another hour."""
    permissions.check_draft(by)
    rules.check_hour(at, now)
    drive = own_drives(by).get(pk=dissemination_id)
    order = drive.orders.live().get()
    rules.check_movable(order.state, State.WAITING)
    check_ready(drive, at)
    order.due_at = at
    order.save(update_fields=["due_at"])
    facts: dict[str, Json] = {"order": order.pk, "due_at": at.isoformat()}
    ledger.record("cascade.publishing.moved", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return order


@transaction.atomic
def cancel_publishing(dissemination_id: int, *, by: Seat, now: datetime) -> PublishOrder:
    """Take an order back, also one that is being carried out: until the last moment nothing of it is to be seen."""
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    order = drive.orders.live().get()
    _end(order, State.CANCELLED, by, now)
    ledger.record("cascade.publishing.cancelled", subject=drive.ref, by=by.actor(), at=now, facts={"order": order.pk})
    return order


@transaction.atomic
def publish_as_ordered(order_id: int, *, duties: Sequence[UnitDuty], by: Seat, now: datetime) -> PublishOrder:
    """Let the drive of an order go out with the duties that were counted for it, at the hour that it truly is.

    Nothing happens where the order was cancelled meanwhile, or where people or the day changed since the counting: then
    the order comes back as it is, still at work.
    """
    drive = own_drives(by).get(orders=order_id)
    order = PublishOrder.objects.get(pk=order_id)
    if order.state != State.AT_WORK or order.is_stale or any(duty.since != day_of(now) for duty in duties):
        return order
    check_ready(drive, now)
    send_out(drive, duties, by, now)
    order.units = len(duties)
    _end(order, State.DONE, by, now)
    return order


def _end(order: PublishOrder, state: PublishOrder.State, by: Seat, now: datetime) -> None:
    order.state, order.ended_at, order.ended_by = state, now, by.pk
    order.save(update_fields=["state", "units", "ended_at", "ended_by"])
