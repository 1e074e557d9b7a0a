"""How a head has another act in their place for a time, and how that ends before its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Delegation, Seat
from thongsuot.orgs.rules import delegations as rules


@dataclass(frozen=True, slots=True)
class Grant:
    """What is entrusted: named powers, from a day to the end of another, and the paper that says so."""

    powers: tuple[str, ...]
    valid_from: date
    valid_to: date
    basis: str


@transaction.atomic
def delegate(deputy_id: int, *, grant: Grant, by: Seat, now: datetime) -> Delegation:
    """Have another of the unit do named things in the place of its head, until the end of a day.

    The head may go on doing them. What is done so is recorded as done in their place. Reading is never among them, and
    whoever holds a delegation has nothing to hand on.
    """
    list(Seat.objects.select_for_update().filter(pk=by.pk).values_list("pk"))  # two at once could give one thing twice
    deputy = Seat.objects.visible_to(by).held_on(day_of(now)).get(pk=deputy_id)
    permissions.check_delegate(by, deputy)
    permissions.check_entrustable(deputy, grant.powers)
    rules.check_days(grant.valid_from, grant.valid_to, day_of(now))
    rules.check_powers(grant.powers, _held(grant, by))
    rules.check_based(grant.basis)
    for seat in (by, deputy):
        rules.check_stays(seat.valid_to, grant.valid_to)
    made = Delegation.objects.create(
        seat=by,
        deputy=deputy,
        powers=sorted(grant.powers),
        basis=grant.basis.strip()[:200],
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        granted_at=now,
        granted_by=by.pk,
    )
    facts: dict[str, Json] = {"seat": by.pk, "deputy": deputy.pk, "powers": made.powers}
    facts |= {"from": made.valid_from.isoformat(), "to": made.valid_to.isoformat()}
    ledger.record("orgs.delegation.granted", subject=made.ref, by=by.actor(), at=now, facts=facts)
    return made


def _held(grant: Grant, by: Seat) -> set[str]:
    """Give what is delegated by this head on any of the days of a grant."""
    meeting = by.delegations.filter(ended_at=None, valid_from__lte=grant.valid_to, valid_to__gte=grant.valid_from)
    return set(chain.from_iterable(meeting.values_list("powers", flat=True)))


@transaction.atomic
def end_delegation(delegation_id: int, *, by: Seat, now: datetime) -> Delegation:
    """End a delegation from this moment on; a second time, or after its last day, changes nothing."""
    mine = Delegation.objects.visible_to(by).select_related("seat")
    delegation = mine.select_for_update(of=("self",)).get(pk=delegation_id)
    permissions.check_end_delegation(by, delegation)
    if delegation.ended_at is None and day_of(now) <= delegation.valid_to:
        delegation.ended_at, delegation.ended_by = now, by.pk
        delegation.save(update_fields=["ended_at", "ended_by"])
        ledger.record("orgs.delegation.ended", subject=delegation.ref, by=by.actor(), at=now, facts={})
    return delegation
