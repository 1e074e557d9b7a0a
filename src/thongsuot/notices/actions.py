"""Telling people, and where they want to be told as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Actor
from thongsuot.notices.models import Mailbox, Message
from thongsuot.orgs.models import Seat

BATCH = 1_000
PART = 4_000  # in one transaction: well under a second of the write lock


def tell(messages: Iterable[Message], *, by: Actor, now: datetime) -> int:
    """Keep what people are told, each thing once, and say how many were new; whoever was told already is not again.

    A city is told in parts, each recorded with itself: others write in between, and a run that ends half-way is taken
    up where it stopped.
    """
    waiting = iter(messages)
    told = 0
    while part := list(islice(waiting, PART)):
        told += _tell(part, by, now)
    return told


@transaction.atomic
def _tell(messages: Sequence[Message], by: Actor, now: datetime) -> int:
    day = day_of(now)
    before = Message.objects.filter(told_on=day).count()
    Message.objects.bulk_create(messages, batch_size=BATCH, ignore_conflicts=True)
    told = Message.objects.filter(told_on=day).count() - before
    if told:
        subject = f"notices.day:{day.isoformat()}"
        ledger.record("notices.messages.told", subject=subject, by=by, at=now, facts={"messages": told})
    return told


@transaction.atomic
def set_address(address: str, *, by: Seat, now: datetime) -> Mailbox:
    """Give, change or take back (empty) one's own address for e-mail; given again, letters come again."""
    mailbox, _new = Mailbox.objects.select_for_update(of=("self",)).get_or_create(person_id=by.person_id)
    mailbox.address, mailbox.is_stopped = address.strip(), False
    mailbox.save(update_fields=["address", "is_stopped"])
    facts = {"has_address": bool(mailbox.address)}
    ledger.record("notices.address.set", subject=mailbox.ref, by=by.actor(), at=now, facts=facts)
    return mailbox


@transaction.atomic
def stop_mail(mailbox_id: int, *, by: Actor, now: datetime) -> Mailbox:
    """Send no more letters to this address; what its person has to do stays and is told in the desk. Twice is once."""
    mailbox = Mailbox.objects.select_for_update(of=("self",)).get(pk=mailbox_id)
    if not mailbox.is_stopped:
        mailbox.is_stopped = True
        mailbox.save(update_fields=["is_stopped"])
        ledger.record("notices.mail.stopped", subject=mailbox.ref, by=by, at=now, facts={})
    return mailbox
