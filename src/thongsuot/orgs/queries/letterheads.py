"""The head of a unit's papers as values: what the unit set, or what follows from its place in the tree."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Letterhead, Organisation, Seat
from thongsuot.orgs.models.letterheads import PARTY_KINDS


@dataclass(frozen=True, slots=True)
class Lettered:
    """Whose form, body above, own name, letters of the number (UBND, ĐU), place; the last two may be open."""

    is_party: bool
    parent: str
    name: str
    initials: str = ""
    place: str = ""


def letterhead_of(unit: Organisation) -> Lettered:
    """Give the head of a unit's papers; one query, another where its parent was not fetched."""
    kept = Letterhead.objects.filter(organisation=unit).first()
    if kept is not None:
        return Lettered(kept.is_party, kept.parent, kept.name, kept.initials, kept.place)
    return Lettered(unit.kind in PARTY_KINDS, unit.parent.name if unit.parent else "", unit.name)


@dataclass(frozen=True, slots=True)
class LetterheadPage:
    """A unit with the head of its papers, whether it was set, and why this seat may not set it."""

    unit: Organisation
    lettered: Lettered
    is_set: bool
    refusal: Refusal | None


def letterhead_page(code: str, seat: Seat) -> LetterheadPage:
    """Show it to whoever sees the unit. Raises DoesNotExist for others."""
    unit = Organisation.objects.visible_to(seat).select_related("parent").get(code=code)
    is_set = Letterhead.objects.filter(organisation=unit).exists()
    return LetterheadPage(unit, letterhead_of(unit), is_set, refusal_of(permissions.check_set_letterhead, seat, unit))
