"""What changes the organisation, and what its keepers hand out: taking in a list, entry codes for one's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM
from thongsuot.orgs import intake, permissions, queries, rules
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.rows import OrganisationRows
from thongsuot.people import actions as people_actions
from thongsuot.people.models import EntryCode, Person

UNITS_PER_ENTRY = 5_000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: rows made and rows changed, by kind; what is already so counts as neither."""

    units_made: int
    units_changed: int
    people_made: int
    people_changed: int
    seats_made: int
    seats_changed: int


def import_organisation(rows: OrganisationRows, *, by: Seat | Person | None, now: datetime) -> ImportResult:
    """Take in a whole organisation or nothing of it; the same list a second time changes nothing.

    Units are known by code, people by user name, seats by person, unit and post. Whoever is not in the list stays as
    they are: a list of one ward must not dismiss the other ninety-three. Raises NotImportable with the cells at fault.
    The ledger keeps the digest of the list and counts, never a name.
    """
    permissions.check_import(by)
    actor = by.actor() if by is not None else SYSTEM
    with transaction.atomic():
        rules.check_importable(rows, queries.standing())
        taken = intake.Taken()
        units = intake.take_units(rows.units, taken)
        people = intake.take_people(rows.people, taken, by=actor.seat, now=now)
        intake.take_seats(rows.people, units, people, taken)
        result = _result(taken)
        subject = f"orgs.organisation:{Organisation.objects.get(parent=None).pk}"
        facts = {"digest": rows.digest, **{name: getattr(result, name) for name in ImportResult.__slots__}}
        ledger.record("orgs.organisation.imported", subject=subject, by=actor, at=now, facts=facts)
        touched = sorted(taken.touched)
        for at in range(0, len(touched), UNITS_PER_ENTRY):
            part = {"units": touched[at : at + UNITS_PER_ENTRY]}
            ledger.record("orgs.seats.changed", subject=subject, by=actor, at=now, facts=part)
    return result


def _result(taken: intake.Taken) -> ImportResult:
    return ImportResult(
        units_made=taken.units.made,
        units_changed=taken.units.changed,
        people_made=taken.people.made,
        people_changed=taken.people.changed,
        seats_made=taken.seats.made,
        seats_changed=taken.seats.changed,
    )


def hand_out_codes(unit_id: int, *, by: Seat, now: datetime) -> list[EntryCode]:
    """Give everybody who holds a seat of this unit today one valid entry code for it; who has one keeps it.

    Whoever prints a code could also use it, so it is the keeper of the very unit, and the ledger names them.
    """
    unit = Organisation.objects.visible_to(by).get(pk=unit_id)
    permissions.check_hand_out_codes(by, unit)
    holders = Seat.objects.visible_to(by).held_on(day_of(now)).order_by("pk").values_list("person_id", flat=True)
    return people_actions.issue_entry_codes(list(dict.fromkeys(holders)), by=by, now=now, unit_id=unit.pk)


def renew_code(seat_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """Give the holder of one seat a new code for its unit and end the old one: for paper that was lost."""
    seat = Seat.objects.visible_to(by).held_on(day_of(now)).select_related("organisation").get(pk=seat_id)
    permissions.check_hand_out_codes(by, seat.organisation)
    return people_actions.issue_entry_code(seat.person_id, by=by, now=now, unit_id=seat.organisation_id)


def take_back_code(code_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """End a code issued for one's own unit, of somebody who holds a seat in it today, without a new one."""
    permissions.check_hand_out_codes(by, by.organisation)
    holders = Seat.objects.visible_to(by).held_on(day_of(now)).values("person_id")
    code = EntryCode.objects.of_unit(by.organisation_id).get(pk=code_id, person__in=holders)
    return people_actions.revoke_entry_code(code.pk, by=by, now=now)
