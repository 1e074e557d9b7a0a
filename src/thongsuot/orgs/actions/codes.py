"""What a unit's keepers hand out: entry codes for their own people and those of their cells, renewed and taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from thongsuot.kernel.clock import day_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Organisation, Power, Seat
from thongsuot.people import actions as people_actions
from thongsuot.people.models import EntryCode


def hand_out_codes(unit_id: int, *, by: Seat, now: datetime) -> list[EntryCode]:
    """Give everybody who holds a seat of this unit today one valid entry code for it; who has one keeps it.

    Whoever prints a code could also use it, so it is a keeper of the very unit, or for a cell of the one right above
    it, and the ledger names them.
    """
    unit = _unit(unit_id, by)
    issuer = by.using(Power.CODES)
    return people_actions.issue_entry_codes(_holders(unit, now), by=issuer, now=now, unit_id=unit.pk)


def renew_code(seat_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """Give the holder of one seat a new code for its unit and end the old one: for paper that was lost."""
    seat = Seat.objects.with_codes_from(by).held_on(day_of(now)).select_related("organisation").get(pk=seat_id)
    permissions.check_hand_out_codes(by, seat.organisation)
    issuer = by.using(Power.CODES)
    return people_actions.issue_entry_code(seat.person_id, by=issuer, now=now, unit_id=seat.organisation_id)


@transaction.atomic
def renew_codes(unit_id: int, *, by: Seat, now: datetime) -> list[EntryCode]:
    """Give everybody in a unit a new code and end the old ones: for a sheet that was lost or copied.

    The code of whoever does it stays: it may be what their session rests on.
    """
    unit = _unit(unit_id, by)
    issuer = by.using(Power.CODES)
    others = [person for person in _holders(unit, now) if person != by.person_id]
    return [people_actions.issue_entry_code(person, by=issuer, now=now, unit_id=unit.pk) for person in others]


def take_back_code(code_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """End a code issued for one's own unit or a cell of it, of somebody who sits there today, without a new one."""
    permissions.check_hand_out_codes(by, by.organisation)
    seats = Seat.objects.with_codes_from(by).held_on(day_of(now))
    its_seat = seats.filter(person=OuterRef("person"), organisation=OuterRef("unit_id"))
    code = EntryCode.objects.filter(Exists(its_seat)).get(pk=code_id)
    return people_actions.revoke_entry_code(code.pk, by=by.using(Power.CODES), now=now)


@transaction.atomic
def take_back_codes(unit_id: int, *, by: Seat, now: datetime) -> list[EntryCode]:
    """End every valid code of a unit but one's own, without new ones."""
    unit = _unit(unit_id, by)
    valid = EntryCode.objects.of_unit(unit.pk).valid_at(now).exclude(person=by.person_id)
    issuer = by.using(Power.CODES)
    return [people_actions.revoke_entry_code(code, by=issuer, now=now) for code in valid.values_list("pk", flat=True)]


def _unit(unit_id: int, by: Seat) -> Organisation:
    unit = Organisation.objects.visible_to(by).get(pk=unit_id)
    permissions.check_hand_out_codes(by, unit)
    return unit


def _holders(unit: Organisation, now: datetime) -> list[int]:
    held = Seat.objects.filter(organisation=unit).held_on(day_of(now)).exclude(person__is_administrator=True)
    return list(dict.fromkeys(held.order_by("pk").values_list("person_id", flat=True)))
