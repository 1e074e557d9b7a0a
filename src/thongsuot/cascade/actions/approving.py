"""The head's word before a drive goes out: whether it is asked for, and what it is to one very draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.models import ApprovalSetting, Dissemination, Proposal
from thongsuot.cascade.queries.approval import has_head, is_approval_needed
from thongsuot.cascade.queries.drafts import check_ready, own_drives
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat

Decision = Proposal.Decision
Facts = Mapping[str, Json]


@transaction.atomic
def ask_for_approval(is_needed: bool, *, by: Seat, now: datetime) -> ApprovalSetting:
    """Choose whether the office of the head's unit asks before it publishes; the same choice again changes nothing."""
    permissions.check_choose_approval(by)
    setting = ApprovalSetting.objects.select_for_update().filter(organisation=by.organisation_id).first()
    if setting is not None and setting.is_needed == is_needed:
        return setting
    setting = setting or ApprovalSetting(organisation_id=by.organisation_id)
    setting.is_needed, setting.chosen_at, setting.chosen_by = is_needed, now, by.pk
    setting.save()
    facts: Facts = {"is_needed": is_needed}
    ledger.record("cascade.approval.chosen", subject=by.organisation.ref, by=by.actor(), at=now, facts=facts)
    return setting


@transaction.atomic
def propose_dissemination(dissemination_id: int, *, by: Seat, now: datetime) -> Proposal:
    """Lay a draft before the head of the unit, when nothing but their yes is missing."""
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    check_ready(drive, now)
    current = fingerprint_of(drive)
    waiting = drive.proposals.waiting().first()
    rules.check_proposable(
        is_needed=is_approval_needed(drive.organisation),
        has_head=has_head(drive.organisation_id, day_of(now)),
        waits_with=waiting.fingerprint if waiting else "",
        current=current,
    )
    proposal = Proposal.objects.create(dissemination=drive, fingerprint=current, proposed_at=now, proposed_by=by.pk)
    facts: Facts = {"proposal": proposal.pk, "fingerprint": current}
    ledger.record("cascade.dissemination.proposed", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return proposal


@transaction.atomic
def approve_dissemination(dissemination_id: int, *, seen: str, by: Seat, now: datetime) -> Proposal:
    """Say yes to the draft that was read (`seen`, its fingerprint): to that one, and to no later one."""
    permissions.check_approve(by)
    proposal = _last_proposal(dissemination_id, by)
    rules.check_decidable(proposal.decision, Decision.WAITING)
    rules.check_seen(seen, fingerprint_of(proposal.dissemination))
    proposal.decision, proposal.decided_at, proposal.decided_by = Decision.APPROVED, now, by.pk
    proposal.save(update_fields=["decision", "decided_at", "decided_by"])
    facts: Facts = {"proposal": proposal.pk, "fingerprint": seen}
    subject = proposal.dissemination.ref
    who = by.actor(Power.APPROVAL)
    ledger.record("cascade.dissemination.approved", subject=subject, by=who, at=now, facts=facts)
    return proposal


@transaction.atomic
def return_dissemination(dissemination_id: int, *, reason: str, by: Seat, now: datetime) -> Proposal:
    """Give a draft back to the office with what is to be mended; the words stay with it, not in the ledger."""
    permissions.check_approve(by)
    proposal = _last_proposal(dissemination_id, by)
    rules.check_decidable(proposal.decision, Decision.WAITING)
    rules.check_worded(reason)
    proposal.decision, proposal.decided_at, proposal.decided_by = Decision.RETURNED, now, by.pk
    proposal.reason = reason.strip()
    proposal.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    facts: Facts = {"proposal": proposal.pk, "fingerprint": proposal.fingerprint}
    subject = proposal.dissemination.ref
    who = by.actor(Power.APPROVAL)
    ledger.record("cascade.dissemination.returned", subject=subject, by=who, at=now, facts=facts)
    return proposal


def _last_proposal(dissemination_id: int, by: Seat) -> Proposal:
    """Fetch the last proposal of a draft under the lock of its drive. Raises ObjectDoesNotExist for other units."""
    own = Dissemination.objects.filter(organisation_id=by.organisation_id).visible_to(by)
    drive = own.select_for_update(of=("self",)).get(pk=dissemination_id)
    return drive.proposals.select_related("dissemination").order_by("-proposed_at", "-pk")[:1].get()
