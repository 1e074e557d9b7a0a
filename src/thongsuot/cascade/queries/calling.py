"""Whom to call about a unit that is late: its clerk and its head, by name, for whoever keeps a unit above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thongsuot.orgs.models import Seat

FIRST: dict[str, int] = {Seat.Role.CLERK: 0, Seat.Role.HEAD: 1, Seat.Role.OFFICE: 2}
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Contact:
    """One person who answers for a unit: name, post, and the official telephone, empty where none is known."""

    name: str
    post: str
    phone: str

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def contacts_of(units: Iterable[int], seat: Seat, day: date) -> Mapping[int, tuple[Contact, ...]]:
    """Give the two people to call for each of these units (ids) that the seat may call; one query.

    The clerk first, who is asked most; whoever has a telephone before whoever has none.
    """
    held = Seat.objects.callable_from(seat).held_on(day).filter(organisation__in=list(units))
    rows = held.values_list("organisation_id", "role", "person__full_name", "post__name", "person__phone")
    found: dict[int, list[tuple[bool, int, Contact]]] = {}
    for unit, role, *told in rows.order_by("pk"):
        found.setdefault(unit, []).append((not told[-1], FIRST[role], Contact(*told)))
    return {
        unit: tuple(contact for _without, _place, contact in sorted(people, key=lambda each: each[:2])[:SHOWN])
        for unit, people in found.items()
    }
