"""Plan a unit's conference for a dissemination, and end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thongsuot.cascade import rules as drives
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import Arrangement, Conference, HalfDay
from thongsuot.conferences.queries.delegates import day_of_conference
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class ConferencePlan:
    """What a unit sets: a name, a room, and its half days (day, half) in order."""

    title: str
    place: str
    half_days: tuple[tuple[date, str], ...]


@transaction.atomic
def plan_conference(dissemination_id: int, *, plan: ConferencePlan, by: Seat, now: datetime) -> Conference:
    """Set when and where a unit holds its conference, or change that; half days stay once somebody was marked."""
    permissions.check_keep(by)
    drive = Dissemination.objects.visible_to(by).get(pk=dissemination_id)
    drives.check_open(drive.published_at, drive.closed_at)
    rules.check_sittings(plan.half_days)
    list(UnitDuty.objects.select_for_update().filter(dissemination=drive, organisation=by.organisation_id))
    held = Conference.objects.locked_for(by).filter(dissemination=drive).first()
    instead = Arrangement.objects.filter(dissemination=drive, organisation=by.organisation_id).first()
    rules.check_not_arranged(instead is not None and instead.holds)
    conference = held or Conference(dissemination=drive, organisation=by.organisation)
    rules.check_unreported(conference.reported_at)
    conference.title, conference.place = plan.title.strip() or drive.title, plan.place.strip()
    conference.planned_at, conference.planned_by = now, by.pk
    conference.save()
    _set_half_days(conference, plan)
    days: list[Json] = [[on.isoformat(), half] for on, half in plan.half_days]
    facts: dict[str, Json] = {"dissemination": drive.pk, "half_days": days}
    ledger.record(
        "conferences.conference.planned", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    return conference


@transaction.atomic
def end_conference(conference_id: int, *, by: Seat, now: datetime) -> Conference:
    """Write down that a conference is over; attendance may still be mended until it is reported."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    if conference.ended_at is not None:
        return conference
    rules.check_begun(day_of_conference(conference), day_of(now))
    conference.ended_at, conference.ended_by = now, by.pk
    conference.save(update_fields=["ended_at", "ended_by"])
    ledger.record("conferences.conference.ended", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts={})
    return conference


def _set_half_days(conference: Conference, plan: ConferencePlan) -> None:
    before = list(conference.half_days.values_list("on", "half"))
    if before == list(plan.half_days):
        return
    rules.check_unattended(bool(before) and SeatState.objects.in_scope(conference.ref).exists())
    conference.half_days.all().delete()
    HalfDay.objects.bulk_create(
        HalfDay(conference=conference, on=on, half=half, position=at) for at, (on, half) in enumerate(plan.half_days)
    )
