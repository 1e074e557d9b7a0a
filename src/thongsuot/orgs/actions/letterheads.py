"""Set how a unit heads its papers."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, astuple
from datetime import datetime

from django.db import transaction

from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Letterhead, Organisation, Power, Seat
from thongsuot.orgs.queries.letterheads import Lettered, letterhead_of
from thongsuot.orgs.rules.letterheads import check_letterhead


@transaction.atomic
def set_letterhead(unit_id: int, *, head: Lettered, by: Seat, now: datetime) -> Letterhead:
    """Set the head of every paper that a unit writes from now on; the same head again changes nothing."""
    unit = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=unit_id)
    permissions.check_set_letterhead(by, unit)
    check_letterhead(head.name, head.initials)
    kept = Letterhead.objects.filter(organisation=unit).first()
    if kept is not None and letterhead_of(unit) == head:
        return kept
    values = {**asdict(head), "set_at": now, "set_by": by.pk}
    kept, _new = Letterhead.objects.update_or_create(organisation=unit, defaults=values)
    digest = hashlib.sha256("\n".join(map(str, astuple(head))).encode()).hexdigest()
    facts: dict[str, Json] = {"party": head.is_party, "digest": digest}
    ledger.record("orgs.letterhead.set", subject=unit.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return kept
