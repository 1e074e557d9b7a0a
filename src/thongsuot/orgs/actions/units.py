"""The tree by hand: found, rename, move and end a unit, each from a day on and each recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs import permissions, tree
from thongsuot.orgs.models import Organisation, Post, Seat
from thongsuot.orgs.rules import units as rules
from thongsuot.orgs.telling import tell_seats_changed
from thongsuot.people.models import Person

PLAIN_POST = "Đảng viên"  # data, as the lists write it: what one is who led a unit that is no more


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be: `code` names it for good, `valid_from` may lie ahead."""

    code: str
    name: str
    kind: str
    level: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over from a unit that ends (an id, None: nobody), and whether its people go over, too."""

    successor: int | None = None
    people_go: bool = False


@transaction.atomic
def found_unit(parent_id: int, *, unit: NewUnit, by: Seat | Person, now: datetime) -> Organisation:
    """Make a unit below another, from its day on."""
    tree.lock()
    parent = Organisation.objects.in_hand_of(by).get(pk=parent_id)
    permissions.check_change_below(by)
    rules.check_stands(parent.valid_from, parent.valid_to, unit.valid_from)
    rules.check_code_is_free(unit.code, is_taken=Organisation.objects.filter(code=unit.code).exists())
    rules.check_below(unit.level, unit.kind, parent.level)
    made = Organisation.objects.create(
        parent=parent, code=unit.code, name=unit.name, kind=unit.kind, level=unit.level, valid_from=unit.valid_from
    )
    tree.place(made)
    facts: dict[str, Json] = {"parent": parent.pk, "code": made.code, "name": made.name}
    facts["on"] = unit.valid_from.isoformat()
    ledger.record("orgs.unit.founded", subject=made.ref, by=by.actor(), at=now, facts=facts)
    tell_seats_changed([made.pk], subject=made.ref, by=by.actor(), now=now)
    return made


@transaction.atomic
def rename_unit(unit_id: int, *, name: str, kind: str, on: date, by: Seat | Person, now: datetime) -> Organisation:
    """Give a unit another name or kind from a day on; on the very day the old one began it only corrects that one."""
    unit = _changeable(unit_id, on, by, now)
    if unit.parent is not None:
        rules.check_below(unit.level, kind, unit.parent.level)
    if (name, kind) != (unit.name, unit.kind):
        facts: dict[str, Json] = {"was": [unit.name, unit.kind], "is": [name, kind], "on": on.isoformat()}
        tree.remember(unit, on)
        unit.name, unit.kind = name, kind
        unit.save(update_fields=["name", "kind"])
        ledger.record("orgs.unit.renamed", subject=unit.ref, by=by.actor(), at=now, facts=facts)
    return unit


@transaction.atomic
def move_unit(unit_id: int, *, under: int, on: date, by: Seat | Person, now: datetime) -> Organisation:
    """Hang a unit with everything below it under another, from a day on."""
    unit = _changeable(unit_id, on, by, now)
    rules.check_not_top(unit.parent_id)
    target = Organisation.objects.in_hand_of(by).get(pk=under)
    permissions.check_change_below(by)
    touched = _hang(unit, target, on)
    if touched:
        facts: dict[str, Json] = {"parent": target.pk, "path": unit.path, "on": on.isoformat()}
        ledger.record("orgs.unit.moved", subject=unit.ref, by=by.actor(), at=now, facts=facts)
        tell_seats_changed(touched, subject=unit.ref, by=by.actor(), now=now)
    return unit


@transaction.atomic
def end_unit(unit_id: int, *, on: date, handover: Handover, by: Seat | Person, now: datetime) -> Organisation:
    """End a unit after a last day: its seats end with it, and what stands below goes to its successor.

    Whoever goes over sits in the successor from the next day, as a member: who leads there no merger decides.
    """
    tree.lock()
    unit = Organisation.objects.in_hand_of(by).get(pk=unit_id)
    permissions.check_change_unit(by, unit)
    rules.check_not_top(unit.parent_id)
    rules.check_stands(unit.valid_from, unit.valid_to, on)
    heir = _heir(unit, handover, on, by, now)
    below = list(unit.children.standing_on(on + tree.ONE_DAY))
    rules.check_endable(len(below), has_heir=heir is not None)
    leaving = list(Seat.objects.filter(organisation=unit).held_on(on + tree.ONE_DAY).select_related("post"))
    touched = {unit.pk, *_steps(unit.path)}
    if heir is not None:
        touched |= _hand_over(heir, below, leaving if handover.people_go else [], on + tree.ONE_DAY)
    Seat.objects.filter(pk__in=[seat.pk for seat in leaving], valid_from__lte=on).update(valid_to=on)
    unit.valid_to, unit.succeeded_by = on, heir
    unit.save(update_fields=["valid_to", "succeeded_by"])
    facts: dict[str, Json] = {"on": on.isoformat(), "successor": handover.successor, "seats": len(leaving)}
    facts |= {"below": [child.pk for child in below], "people_go": handover.people_go}
    ledger.record("orgs.unit.ended", subject=unit.ref, by=by.actor(), at=now, facts=facts)
    tell_seats_changed(touched, subject=unit.ref, by=by.actor(), now=now)
    return unit


def _changeable(unit_id: int, on: date, by: Seat | Person, now: datetime) -> Organisation:
    tree.lock()
    unit = Organisation.objects.in_hand_of(by).select_related("parent").get(pk=unit_id)
    permissions.check_change_unit(by, unit)
    rules.check_stands(unit.valid_from, unit.valid_to, on)
    rules.check_changed_on(on, since=tree.stands_since(unit), today=day_of(now))
    return unit


def _hang(unit: Organisation, target: Organisation, on: date) -> set[int]:
    """Move one unit and give the ids of all whose numbers change with it; none where it stands there already."""
    if unit.parent_id == target.pk:
        return set()
    rules.check_outside(unit.path, target.path)
    rules.check_stands(target.valid_from, target.valid_to, on)
    rules.check_below(unit.level, unit.kind, target.level)
    left = _steps(unit.path)
    tree.remember(unit, on)
    return {*tree.hang(unit, target), *left, *_steps(unit.path)}


def _heir(unit: Organisation, handover: Handover, on: date, by: Seat | Person, now: datetime) -> Organisation | None:
    if handover.successor is None:
        return None
    rules.check_handed_over(on, day_of(now))
    heir = Organisation.objects.in_hand_of(by).get(pk=handover.successor)
    permissions.check_change_below(by)
    rules.check_outside(unit.path, heir.path)
    rules.check_stands(heir.valid_from, heir.valid_to, on + tree.ONE_DAY)
    return heir


def _hand_over(heir: Organisation, below: Sequence[Organisation], people: Sequence[Seat], on: date) -> set[int]:
    """Hang units below the heir and seat people in it, except those who sit there already; give what is touched."""
    touched = {heir.pk, *_steps(heir.path)}.union(*(_hang(child, heir, on) for child in below))
    there = set(Seat.objects.filter(organisation=heir).held_on(on).values_list("person_id", flat=True))
    plain = Post.objects.get_or_create(name=PLAIN_POST, defaults={"kind": Post.Kind.MEMBER})[0]
    posts = {seat.person_id: seat.post if seat.post.kind == Post.Kind.MEMBER else plain for seat in people}
    Seat.objects.bulk_create(
        Seat(person_id=person, organisation=heir, post=post, valid_from=on)
        for person, post in posts.items()
        if person not in there
    )
    return touched


def _steps(path: str) -> list[int]:
    return [int(step) for step in path.split("/")]
