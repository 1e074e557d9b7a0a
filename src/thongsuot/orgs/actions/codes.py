"""What a unit's keepers hand out: entry codes for their own people, renewed and taken back."""

from __future__ import annotations

from datetime import datetime

from thongsuot.kernel.clock import day_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Organisation, Power, Seat
from thongsuot.people import actions as people_actions
from thongsuot.people.models import EntryCode


def hand_out_codes(unit_id: int, *, by: Seat, now: datetime) -> list[EntryCode]:
    """Give everybody who holds a seat of this unit today one valid entry code for it; who has one keeps it.

    Whoever prints a code could also use it, so it is the keeper of the very unit, and the ledger names them.
    """
    unit = Organisation.objects.visible_to(by).get(pk=unit_id)
    permissions.check_hand_out_codes(by, unit)
    holders = Seat.objects.visible_to(by).held_on(day_of(now)).order_by("pk").values_list("person_id", flat=True)
    return people_actions.issue_entry_codes(
        list(dict.fromkeys(holders)), by=by.using(Power.CODES), now=now, unit_id=unit.pk
    )


def renew_code(seat_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """Give the holder of one seat a new code for its unit and end the old one: for paper that was lost."""
    seat = Seat.objects.visible_to(by).held_on(day_of(now)).select_related("organisation").get(pk=seat_id)
    permissions.check_hand_out_codes(by, seat.organisation)
    return people_actions.issue_entry_code(
        seat.person_id, by=by.using(Power.CODES), now=now, unit_id=seat.organisation_id
    )


def take_back_code(code_id: int, *, by: Seat, now: datetime) -> EntryCode:
    """End a code issued for one's own unit, of somebody who holds a seat in it today, without a new one."""
    permissions.check_hand_out_codes(by, by.organisation)
    holders = Seat.objects.visible_to(by).held_on(day_of(now)).values("person_id")
    code = EntryCode.objects.of_unit(by.organisation_id).get(pk=code_id, person__in=holders)
    return people_actions.revoke_entry_code(code.pk, by=by.using(Power.CODES), now=now)
