"""Who acts in whose place today, and what the page of a unit's delegations shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs import permissions
from thongsuot.orgs.models import Delegation, Organisation, Seat, SeatQuerySet
from thongsuot.orgs.queries.units import by_post

PAST_SHOWN = 20


def telling_of_deputations(seats: SeatQuerySet, day: date) -> SeatQuerySet:
    """Have each seat tell whether it acts in another's place on `day` (`is_deputed`), in the same statement."""
    return seats.annotate(is_deputed=Exists(Delegation.objects.active_on(day).filter(deputy=OuterRef("pk"))))


def bring_deputations(seat: Seat | None, day: date) -> None:
    """Give a seat that acts in another's place on `day` what it may act on; one statement, for those few."""
    if seat is not None and getattr(seat, "is_deputed", False):
        seat.deputations = tuple(Delegation.objects.active_on(day).filter(deputy=seat).to_show())


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """One delegation as this reader may see it; names only where they may be seen, posts always."""

    delegation: Delegation
    has_names: bool
    is_active: bool
    is_mine: bool  # to end, and to follow what was done under it


@dataclass(frozen=True, slots=True)
class DelegationsPage:
    """The delegations of one unit: those that hold or will, and the last that are over."""

    unit: Organisation
    lines: Sequence[DelegationLine]
    past: Sequence[DelegationLine]
    candidates: Sequence[Seat]
    may_grant: bool


def delegations_page(code: str, *, by: Seat, today: date) -> DelegationsPage:
    """Build the page; DoesNotExist for a unit that this seat does not see."""
    unit = Organisation.objects.visible_to(by).get(code=code)
    known = Delegation.objects.filter(seat__organisation=unit).to_show()
    current = known.not_over(today)
    may_grant = by.organisation_id == unit.pk and by.role == Seat.Role.HEAD
    return DelegationsPage(
        unit=unit,
        lines=[_line(each, by, today) for each in current],
        past=[_line(each, by, today) for each in known.exclude(pk__in=current.values("pk"))[:PAST_SHOWN]],
        candidates=candidates(by, today) if may_grant else (),
        may_grant=may_grant,
    )


def standing_in(unit: Organisation, by: Seat | None, today: date) -> list[DelegationLine]:
    """List who acts in whose place in a unit today."""
    active = Delegation.objects.filter(seat__organisation=unit).active_on(today).to_show()
    return [_line(each, by, today) for each in active]


def candidates(by: Seat, today: date) -> list[Seat]:
    """List whom the head may have act for them: all others of the unit, deputies first."""
    others = Seat.objects.visible_to(by).held_on(today).exclude(person=by.person_id).exclude(role=Seat.Role.AUDITOR)
    return list(by_post(others))


def _line(delegation: Delegation, by: Seat | None, today: date) -> DelegationLine:
    is_own = by is not None and by.organisation_id == delegation.seat.organisation_id
    return DelegationLine(
        delegation=delegation,
        has_names=is_own,
        is_active=delegation.valid_from <= today,
        is_mine=by is not None and refusal_of(permissions.check_end_delegation, by, delegation) is None,
    )
