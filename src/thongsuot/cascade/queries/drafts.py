"""What every verb over a draft begins with: the draft under lock, and whether it could go out."""

from __future__ import annotations

from datetime import datetime

from thongsuot.cascade import rules
from thongsuot.cascade.audience import deadlines_from, rule_from
from thongsuot.cascade.models import Dissemination, DisseminationQuerySet
from thongsuot.cascade.queries.approval import approval_of
from thongsuot.cascade.queries.audience import is_anybody_obliged
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat


def check_free(drive: Dissemination) -> None:
    """Refuse to change what is published already or is to go out at an hour."""
    rules.check_editable(drive.published_at)
    rules.check_not_ordered(drive.orders.live().exists())


def check_may_go_out(drive: Dissemination, at: datetime) -> None:
    """Refuse a second order beside a first, what is not ready for that moment, and what the head did not say yes to."""
    rules.check_not_ordered(drive.orders.live().exists())
    check_ready(drive, at)
    check_yes(drive)


def check_ready(drive: Dissemination, now: datetime) -> None:
    """Refuse what is published already, or has nothing to study, nobody to study it, or days that do not hold."""
    rules.check_editable(drive.published_at)
    rule, today = rule_from(drive.audience), day_of(now)
    rules.check_publishable(drive.texts.count(), rule, int(is_anybody_obliged(rule, drive.organisation_id, today)))
    rules.check_deadlines(rule.levels, deadlines_from(drive.deadlines), today)


def check_yes(drive: Dissemination) -> None:
    """Refuse to publish without the head's yes to this very draft, where the unit asks for one."""
    asked = approval_of(drive)
    rules.check_approved(is_needed=asked.is_needed, approved=asked.approved, current=asked.fingerprint)


def own_drives(by: Seat) -> DisseminationQuerySet:
    """Keep the drives of the seat's own office, under lock."""
    return (
        Dissemination.objects.filter(organisation_id=by.organisation_id).visible_to(by).select_for_update(of=("self",))
    )
