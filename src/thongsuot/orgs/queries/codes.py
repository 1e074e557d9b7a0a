"""Whose entry codes a keeper prints, and whether a code still leads to a seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.kernel.clock import day_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.units import by_post
from thongsuot.people.actions import MayEnter
from thongsuot.people.models import EntryCode


def holds_seat_on(day: date) -> MayEnter:
    """Give the question "does this person hold a seat of this unit on `day`?" to a room that knows no seats."""
    return lambda person_id, unit_id: (
        Seat.objects.filter(person_id=person_id).in_reach_of(unit_id).held_on(day).exists()
    )


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card: the seat it is for and, where one is valid, the code and its text."""

    seat: Seat
    code: EntryCode | None
    text: str


def code_cards(code: str, *, by: Seat, now: datetime) -> tuple[Organisation, list[Card]]:
    """Give the unit and a card for each person in it, in order of post; NotAllowed to all who hand out no codes there.

    Only codes for this very unit: one from the machine, or from another unit where the person sits, opens more.
    """
    unit = Organisation.objects.visible_to(by).get(code=code)
    permissions.check_hand_out_codes(by, unit)
    holders = by_post(unit.seats.held_on(day_of(now)).exclude(person__is_administrator=True))
    seats = {seat.person_id: seat for seat in reversed(holders)}
    codes = EntryCode.objects.of_unit(unit.pk).by_person(list(seats), now)
    return unit, [_card(seat, codes.get(person)) for person, seat in reversed(seats.items())]


def _card(seat: Seat, code: EntryCode | None) -> Card:
    return Card(seat, code, code.text if code else "")
