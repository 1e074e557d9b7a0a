"""Taking in a whole organisation from a list: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Json
from thongsuot.orgs import intake, permissions, seating, staging, tree
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.plan import MOVED, RENAMED, ImportPlan, UnitChange, plan
from thongsuot.orgs.queries.importing import standing, standing_units
from thongsuot.orgs.rows import OrganisationRows
from thongsuot.orgs.rules import importing as rules
from thongsuot.orgs.standing import Standing
from thongsuot.orgs.telling import tell_seats_changed
from thongsuot.orgs.watch import Watch, unwatched
from thongsuot.people.models import Person


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: rows made and rows changed, by kind; what is already so counts as neither."""

    units_made: int
    units_changed: int
    people_made: int
    people_changed: int
    seats_made: int
    seats_changed: int


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody who waits for an import adds to it.

    `shown` is the digest of the plan they saw, and no other is carried out; `watch` hears how far it is and may stop
    it until the end; `done` is called last, in the transaction itself.
    """

    shown: str = ""
    watch: Watch = unwatched
    done: Callable[[ImportResult], None] | None = None


def import_organisation(
    rows: OrganisationRows, *, by: Seat | Person | None, now: datetime, errand: Errand | None = None
) -> ImportResult:
    """Take in a whole organisation or nothing of it; the same list a second time changes nothing.

    Units are known by code, people by user name, seats by person, unit and post. Whoever is not in the list stays as
    they are: a list of one ward must not dismiss the other ninety-three. Raises NotImportable with the cells at fault.
    Everything is worked out and put aside before the one short transaction; who changes the same rows meanwhile is
    noticed there (Refusal). The ledger keeps the digest of the list and counts, never a name.
    """
    permissions.check_import(by)
    errand, today = errand or Errand(), day_of(now)
    before = standing(rows)
    rules.check_importable(rows, before, today)
    wanted = plan(rows, before, today, errand.watch)
    rules.check_as_shown(wanted.digest, errand.shown)
    actor = by.actor() if by is not None else SYSTEM
    with staging.staged(wanted, errand.watch), transaction.atomic():
        hung = _carry_out(wanted, before, actor, now)
        errand.watch("writing", 1, 1)
        result = _record(wanted, hung, rows.digest, actor, now)
        if errand.done:
            errand.done(result)
        errand.watch("writing", 1, 1)
    return result


def _carry_out(wanted: ImportPlan, before: Standing, actor: Actor, now: datetime) -> intake.Tree:
    tree.lock()
    if standing_units() != before.units:
        raise seating.outdated()
    hung = intake.take_units(wanted, before.units)
    seating.take_people(wanted, by=actor.seat, now=now)
    seating.take_seats(wanted)
    hung.touched |= {hung.places[change.unit_code].pk for change in wanted.seats}
    return hung


def _record(wanted: ImportPlan, hung: intake.Tree, digest: str, actor: Actor, now: datetime) -> ImportResult:
    result = _result(wanted)
    subject = f"orgs.organisation:{Organisation.objects.get(parent=None).pk}"
    facts: dict[str, Json] = {"digest": digest}
    facts |= {name: getattr(result, name) for name in ImportResult.__slots__}
    ledger.record("orgs.organisation.imported", subject=subject, by=actor, at=now, facts=facts)
    _record_units(wanted, hung, actor, now)
    tell_seats_changed(hung.touched, subject=subject, by=actor, now=now)
    return result


def _record_units(wanted: ImportPlan, hung: intake.Tree, actor: Actor, now: datetime) -> None:
    """Record of every unit that was there what the same change by hand records."""
    for change in wanted.units:
        if change.was is not None:
            for event, facts in _events(change, hung):
                subject = f"orgs.organisation:{change.was.pk}"
                ledger.record(f"orgs.unit.{event}", subject=subject, by=actor, at=now, facts=facts)


def _events(change: UnitChange, hung: intake.Tree) -> list[tuple[str, dict[str, Json]]]:
    was, is_now, place = change.was, change.now, hung.places[change.code]
    events: list[tuple[str, dict[str, Json]]] = []
    if was and RENAMED in change.kinds:
        names: dict[str, Json] = {"was": [was.name, was.kind], "is": [is_now.name, is_now.kind]}
        events.append(("renamed", {**names, "on": change.on.isoformat()}))
    if MOVED in change.kinds:
        events.append(("moved", {"parent": place.parent, "path": place.path, "on": change.on.isoformat()}))
    if intake.is_ended(change) and is_now.valid_to:
        heir = hung.places[is_now.heir].pk if is_now.heir else None
        events.append(("ended", {"on": is_now.valid_to.isoformat(), "successor": heir}))
    return events


def _result(wanted: ImportPlan) -> ImportResult:
    units, people, seats = (
        sum(1 for change in changes if change.was is None) for changes in (wanted.units, wanted.people, wanted.seats)
    )
    return ImportResult(
        units_made=units,
        units_changed=len({change.code for change in wanted.units if change.was}),
        people_made=people,
        people_changed=len(wanted.people) - people,
        seats_made=seats,
        seats_changed=len(wanted.seats) - seats,
    )
