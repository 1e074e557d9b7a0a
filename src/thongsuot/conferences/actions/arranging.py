"""What a unit does in place of a conference of its own: join another unit's, or ask the unit above to be excused."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.cascade import rules as drives
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import Arrangement, Conference
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Power, Seat


@transaction.atomic
def join_conference(conference_id: int, *, by: Seat, now: datetime) -> Arrangement:
    """Let a unit's people go to another unit's conference: its roll calls them, and they count under their own unit."""
    permissions.check_keep(by)
    drives_of_seat = Dissemination.objects.visible_to(by)
    joinable = Conference.objects.joinable_by(by).filter(dissemination__in=drives_of_seat)
    host = joinable.select_related("dissemination").get(pk=conference_id)
    kept = _said(_free(host.dissemination, by), by, now)
    kept.host, kept.reason = host, ""
    kept.save()
    facts: dict[str, Json] = {"dissemination": host.dissemination_id, "unit": by.organisation_id}
    ledger.record("conferences.conference.joined", subject=host.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return kept


@transaction.atomic
def ask_excuse(dissemination_id: int, *, reason: str, by: Seat, now: datetime) -> Arrangement:
    """Ask the unit above to be excused from holding a conference, and say why; the reason is kept apart in the ledger.

    People of the unit still owe what the drive asks of each of them.
    """
    permissions.check_keep(by)
    drive = Dissemination.objects.visible_to(by).get(pk=dissemination_id)
    rules.check_above(drive.organisation_id == by.organisation_id)
    rules.check_reason(reason)
    kept = _said(_free(drive, by), by, now)
    kept.host, kept.reason = None, reason.strip()
    kept.save()
    ledger.record(
        "conferences.excuse.asked",
        subject=kept.ref,
        by=by.actor(Power.MEETINGS),
        at=now,
        facts={"dissemination": drive.pk},
        private=kept.reason,
    )
    return kept


@transaction.atomic
def decide_excuse(arrangement_id: int, *, is_granted: bool, answer: str = "", by: Seat, now: datetime) -> Arrangement:
    """Grant what a unit directly below asked, or refuse it and say why."""
    permissions.check_keep(by)
    asked = Arrangement.objects.visible_to(by).decided_by(by).select_for_update(of=("self",))
    kept = asked.select_related("dissemination").get(pk=arrangement_id)
    drives.check_open(kept.dissemination.published_at, kept.dissemination.closed_at)
    rules.check_undecided(kept.state)
    if not is_granted:
        rules.check_reason(answer)
    kept.decided_at, kept.decided_by, kept.is_granted = now, by.pk, is_granted
    kept.answer = "" if is_granted else answer.strip()
    kept.save(update_fields=["decided_at", "decided_by", "is_granted", "answer"])
    ledger.record(
        "conferences.excuse.decided",
        subject=kept.ref,
        by=by.actor(Power.MEETINGS),
        at=now,
        facts={"dissemination": kept.dissemination_id, "unit": kept.organisation_id, "granted": is_granted},
        private=kept.answer,
    )
    return kept


@transaction.atomic
def take_back_arrangement(dissemination_id: int, *, by: Seat, now: datetime) -> None:
    """Undo joining or asking, so that the unit chooses anew; not once people of it were marked where it joined."""
    permissions.check_keep(by)
    own = Arrangement.objects.visible_to(by).filter(organisation=by.organisation_id)
    held = own.select_related("host", "dissemination").select_for_update(of=("self",))
    kept = held.get(dissemination=dissemination_id)
    drives.check_open(kept.dissemination.published_at, kept.dissemination.closed_at)
    if kept.host is not None:
        marks = SeatState.objects.in_scope(kept.host.ref).filter(unit=by.organisation.path)
        rules.check_free_to_leave(marks.exists(), kept.host.reported_at)
    facts: dict[str, Json] = {"dissemination": kept.dissemination_id, "state": kept.state, "host": kept.host_id}
    ledger.record(
        "conferences.arrangement.taken_back", subject=kept.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    kept.delete()


def _free(drive: Dissemination, by: Seat) -> Arrangement:
    """Give the row to write, with the unit's duty locked: it holds no conference, and no other word stands."""
    drives.check_open(drive.published_at, drive.closed_at)
    duties = UnitDuty.objects.visible_to(by).select_for_update(of=("self",))
    duties.get(dissemination=drive, organisation=by.organisation_id)
    own = {"dissemination": drive, "organisation": by.organisation}
    rules.check_no_conference(Conference.objects.filter(**own).exists())
    kept = Arrangement.objects.filter(**own).first() or Arrangement(**own)
    rules.check_not_arranged(kept.pk is not None and kept.holds)
    return kept


def _said(kept: Arrangement, by: Seat, now: datetime) -> Arrangement:
    kept.said_at, kept.said_by = now, by.pk
    kept.decided_at = kept.decided_by = kept.is_granted = None
    kept.answer = ""
    return kept
