"""How a unit passes a drive on: it accepts, adds its own words and day, and reports when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.models import Dissemination, Relay, UnitDuty
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a unit adds for its own people and those below: words, and a day it asks for, or neither."""

    note: str = ""
    asked_on: date | None = None


@transaction.atomic
def pass_on(dissemination_id: int, *, words: OwnWords, by: Seat, now: datetime) -> Relay:
    """Accept a drive for the unit and pass it on with words and a day of its own; a second time corrects both.

    The day is never later than what the levels above ask for; who is late is still said by the day of their level.
    """
    permissions.check_keep(by, Power.RELAY)
    drive = _running(dissemination_id, by)
    rules.check_open(drive.published_at, drive.closed_at)
    rules.check_not_too_long(words.note)
    rules.check_asked_on(words.asked_on, _latest(drive, by), day_of(now))
    relay, is_new = Relay.objects.select_for_update(of=("self",)).get_or_create(
        dissemination=drive,
        organisation_id=by.organisation_id,
        defaults={"accepted_at": now, "accepted_by": by.pk},
    )
    relay.note, relay.asked_on = words.note.strip(), words.asked_on
    relay.save(update_fields=["note", "asked_on"])
    facts: dict[str, Json] = {"relay": relay.pk, "is_first": is_new}
    facts["asked_on"] = words.asked_on.isoformat() if words.asked_on else None
    ledger.record("cascade.relay.accepted", subject=drive.ref, by=by.actor(Power.RELAY), at=now, facts=facts)
    return relay


def _latest(drive: Dissemination, by: Seat) -> date:
    """Give the last day a unit may ask for: its own by the drive, or an earlier one that a unit above asks for."""
    duty = UnitDuty.objects.get(dissemination=drive, organisation=by.organisation_id)
    above = [int(step) for step in duty.path.split("/")][:-1]
    asked = Relay.objects.filter(dissemination=drive, organisation__in=above).values_list("asked_on", flat=True)
    return min([duty.due_on, *(day for day in asked if day is not None)])


@transaction.atomic
def report_done(dissemination_id: int, *, report: str, by: Seat, now: datetime) -> Relay:
    """Report to the level above that the unit has done its part; the report stays as it was sent."""
    permissions.check_keep(by, Power.RELAY)
    drive = _running(dissemination_id, by)
    rules.check_worded(report)
    mine = Relay.objects.filter(dissemination=drive, organisation_id=by.organisation_id)
    relay = mine.select_for_update(of=("self",)).first()
    rules.check_reportable(is_accepted=relay is not None, is_reported=bool(relay and relay.reported_at))
    if relay is None:
        raise RuntimeError("the rule let nobody through without a relay")
    relay.report, relay.reported_at, relay.reported_by = report.strip(), now, by.pk
    relay.save(update_fields=["report", "reported_at", "reported_by"])
    facts: dict[str, Json] = {"relay": relay.pk}
    ledger.record("cascade.relay.reported", subject=drive.ref, by=by.actor(Power.RELAY), at=now, facts=facts)
    return relay


def _running(dissemination_id: int, by: Seat) -> Dissemination:
    return Dissemination.objects.published().visible_to(by).get(pk=dissemination_id)
