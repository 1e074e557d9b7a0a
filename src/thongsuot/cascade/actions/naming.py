"""Naming single people beside the rule of a draft: who studies all the same, who is exempt, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.models import AudienceException, Dissemination
from thongsuot.cascade.publishing import outdate
from thongsuot.cascade.queries.drafts import check_free, own_drives
from thongsuot.cascade.queries.naming import seats_below
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Named:
    """One seat (id) that is added to those who must study, or excluded from them, and the reason."""

    seat: int
    kind: str
    reason: str


@transaction.atomic
def make_exception(dissemination_id: int, *, named: Named, by: Seat, now: datetime) -> AudienceException:
    """Name a seat of the tree below as an exception; naming it again replaces what was said of it before."""
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    check_free(drive)
    rules.check_worded(named.reason)
    seat = seats_below(by, day_of(now)).select_related("post", "organisation").get(pk=named.seat)
    rule, level = rule_from(drive.audience), seat.organisation.level
    others = drive.exceptions.exclude(seat=seat)
    rules.check_exceptional(
        named.kind,
        is_reached=rule.reaches_kind(level, seat.post.kind),
        is_level_reached=level in rule.levels,
        named=others.count(),
    )
    drive.exceptions.filter(seat=seat).delete()
    made = AudienceException.objects.create(
        dissemination=drive,
        seat=seat,
        kind=AudienceException.Kind(named.kind),
        reason=named.reason.strip(),
        made_at=now,
        made_by=by.pk,
    )
    _follow(drive, by, now)
    facts: dict[str, Json] = {"seat": seat.pk, "kind": made.kind}
    ledger.record("cascade.exception.made", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return made


@transaction.atomic
def drop_exception(exception_id: int, *, by: Seat, now: datetime) -> Dissemination:
    """Let the rule alone say again whether a seat must study; gives the draft."""
    permissions.check_draft(by)
    found = AudienceException.objects.visible_to(by).get(pk=exception_id)
    drive = own_drives(by).get(pk=found.dissemination_id)
    check_free(drive)
    facts: dict[str, Json] = {"seat": found.seat_id, "kind": found.kind}
    found.delete()
    _follow(drive, by, now)
    ledger.record("cascade.exception.dropped", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive


def _follow(drive: Dissemination, by: Seat, now: datetime) -> None:
    """Let the rule of the draft say what its exceptions say; what waits for the head is taken back."""
    before, kinds = fingerprint_of(drive), AudienceException.Kind
    rows = list(drive.exceptions.values_list("kind", "seat"))
    added, excluded = (frozenset(seat for kind, seat in rows if kind == one) for one in (kinds.ADDED, kinds.EXCLUDED))
    drive.audience = replace(rule_from(drive.audience), added=added, excluded=excluded).to_json()
    drive.edited_at, drive.edited_by = now, by.pk
    drive.save(update_fields=["audience", "edited_at", "edited_by"])
    outdate(drive, before, fingerprint_of(drive), by, now)
