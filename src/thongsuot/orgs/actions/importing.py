"""Taking in a whole organisation from a list: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM
from thongsuot.orgs import intake, permissions
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.importing import standing
from thongsuot.orgs.rows import OrganisationRows
from thongsuot.orgs.rules import importing as rules
from thongsuot.orgs.telling import tell_seats_changed
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


def import_organisation(rows: OrganisationRows, *, by: Seat | Person | None, now: datetime) -> ImportResult:
    """Take in a whole organisation or nothing of it; the same list a second time changes nothing.

    Units are known by code, people by user name, seats by person, unit and post. Whoever is not in the list stays as
    they are: a list of one ward must not dismiss the other ninety-three. Raises NotImportable with the cells at fault.
    The ledger keeps the digest of the list and counts, never a name.
    """
    permissions.check_import(by)
    actor = by.actor() if by is not None else SYSTEM
    with transaction.atomic():
        rules.check_importable(rows, standing())
        taken = intake.Taken()
        units = intake.take_units(rows.units, taken)
        people = intake.take_people(rows.people, taken, by=actor.seat, now=now)
        intake.take_seats(rows.people, units, people, taken)
        result = _result(taken)
        subject = f"orgs.organisation:{Organisation.objects.get(parent=None).pk}"
        facts = {"digest": rows.digest, **{name: getattr(result, name) for name in ImportResult.__slots__}}
        ledger.record("orgs.organisation.imported", subject=subject, by=actor, at=now, facts=facts)
        tell_seats_changed(taken.touched, subject=subject, by=actor, now=now)
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
