"""Who holds a post for a time, acting (quyền) or in charge (phụ trách), until somebody is appointed in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs import permissions, tree
from thongsuot.orgs.models import Organisation, Post, Seat
from thongsuot.orgs.rules import acting as rules
from thongsuot.orgs.rules import units as unit_rules
from thongsuot.orgs.telling import tell_seats_changed
from thongsuot.people.models import Person


@dataclass(frozen=True, slots=True)
class ActingSeat:
    """A seat to be: whose (id), in which post (id), in which capacity, from a day to a last day."""

    person: int
    post: int
    capacity: str
    valid_from: date
    valid_to: date


@transaction.atomic
def appoint_acting(unit_id: int, *, acting: ActingSeat, by: Seat | Person, now: datetime) -> Seat:
    """Seat somebody in a post of a unit for a time: a seat of its own with all its duties, which ends by itself.

    Whoever acts in the post of a leader is head of the unit meanwhile. Who may be asked sits today in the tree that
    `by` keeps.
    """
    tree.lock()
    unit = Organisation.objects.in_hand_of(by).get(pk=unit_id)
    permissions.check_change_unit(by, unit)
    rules.check_capacity(acting.capacity)
    rules.check_term(acting.valid_from, acting.valid_to)
    for day in (acting.valid_from, acting.valid_to):
        unit_rules.check_stands(unit.valid_from, unit.valid_to, day)
    kept = Organisation.objects.in_hand_of(by)
    person = Person.objects.get(pk=acting.person)
    Seat.objects.held_on(day_of(now)).filter(person=person, organisation__in=kept).earliest("pk")
    post = Post.objects.get(pk=acting.post)
    _check_free(unit, acting)
    seat = Seat.objects.create(
        person=person,
        organisation=unit,
        post=post,
        role=Seat.Role.HEAD if post.kind == Post.Kind.LEADER else Seat.Role.MEMBER,
        capacity=acting.capacity,
        valid_from=acting.valid_from,
        valid_to=acting.valid_to,
    )
    facts: dict[str, Json] = {"seat": seat.pk, "post": post.pk, "capacity": acting.capacity}
    facts |= {"from": acting.valid_from.isoformat(), "to": acting.valid_to.isoformat()}
    ledger.record("orgs.acting.begun", subject=unit.ref, by=by.actor(), at=now, facts=facts)
    tell_seats_changed(_touched(unit), subject=unit.ref, by=by.actor(), now=now)
    return seat


def _check_free(unit: Organisation, acting: ActingSeat) -> None:
    open_or_later = Q(valid_to=None) | Q(valid_to__gte=acting.valid_from)
    meeting = Seat.objects.filter(open_or_later, organisation=unit, post=acting.post, valid_from__lte=acting.valid_to)
    rules.check_is_free(
        holds_it=meeting.filter(person=acting.person).exists(),
        held_in_full=meeting.filter(capacity=Seat.Capacity.FULL).exists(),
        capacity=acting.capacity,
    )


@transaction.atomic
def end_acting(seat_id: int, *, by: Seat | Person, now: datetime) -> Seat:
    """End an acting seat with today, before its last day; one that is over, or would begin later, is not touched."""
    tree.lock()
    acting = Seat.objects.exclude(capacity=Seat.Capacity.FULL)
    seat = (
        acting.filter(organisation__in=Organisation.objects.in_hand_of(by))
        .select_related("organisation")
        .get(pk=seat_id)
    )
    permissions.check_change_unit(by, seat.organisation)
    today = day_of(now)
    if seat.valid_from <= today and seat.valid_to and seat.valid_to > today:
        seat.valid_to = today
        seat.save(update_fields=["valid_to"])
        facts: dict[str, Json] = {"seat": seat.pk, "to": today.isoformat()}
        subject = seat.organisation.ref
        ledger.record("orgs.acting.ended", subject=subject, by=by.actor(), at=now, facts=facts)
        tell_seats_changed(_touched(seat.organisation), subject=subject, by=by.actor(), now=now)
    return seat


def _touched(unit: Organisation) -> list[int]:
    return [int(step) for step in unit.path.split("/")]
