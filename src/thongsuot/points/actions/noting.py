"""Take in who passed a door: from a page that is on line, or from a device that was away for hours or days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from thongsuot.conferences.folds import MARKED, PRESENT, noted
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json, canonical
from thongsuot.orgs.models import Seat
from thongsuot.people import codes
from thongsuot.people.models import EntryCode
from thongsuot.points import permissions, rules
from thongsuot.points.intervals import UNMATCHED
from thongsuot.points.keys import PointPass, digest, salt_of
from thongsuot.points.models import ConnectingPoint, PointDevice
from thongsuot.points.passages import Passage, code_within
from thongsuot.points.queries.door import is_shut_out, roster, run_point
from thongsuot.points.queries.roster import Whom, called_of

KEPT, ASIDE = "kept", "aside"
SIGN_OF_LIFE = timedelta(minutes=1)
LONGEST_DEVICE = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one passage: `kept` as presence, or set `aside` for a person to look at; either way it is safe."""

    number: int
    said: str


@dataclass(frozen=True, slots=True)
class Door:
    """A point as one merging sees it: who is called on each day, whose codes came, and who writes.

    `called` gives for each day seat → path of its unit, `seats` for each day person → seat; `persons` gives text of a
    code → person.
    """

    point: ConnectingPoint
    half_days: Mapping[int, tuple[str, date]]
    called: Mapping[date, Mapping[int, str]]
    seats: Mapping[date, Mapping[int, int]]
    persons: Mapping[str, int]
    by: PointPass
    now: datetime

    def seat_of(self, one: Passage, day: date) -> int | None:
        """Find whom a passage is about among who is called; None for anybody else."""
        if not one.code:
            return one.seat if one.seat in self.called[day] else None
        person = self.persons.get(code_within(one.code))
        return None if person is None else self.seats[day].get(person)


def note_passages(
    point_id: int, *, passages: Sequence[Passage], by: PointPass, now: datetime, is_carried: bool = False
) -> list[Outcome]:
    """Keep what the device of a door wrote down, each passage once: again, late or in any order it comes to the same.

    The device knows only digests of the people it expects; whoever it could not tell is found out here, and what
    nobody can tell is kept for a person to look at. What a device that was shut out wrote down comes in only where
    somebody who keeps the point carried it there as a file (`is_carried`).
    """
    permissions.check_point_pass(by, point_id, now)
    permissions.check_device(is_ended=not is_carried and is_shut_out(by))
    point = ConnectingPoint.objects.select_related("conference__dissemination").get(pk=point_id)
    half_days = {each.pk: (each.item, each.on) for each in point.conference.half_days.all()}
    for one in passages:
        rules.check_half_day(half_days.get(one.half_day, ("", None))[1], day_of(now))
    persons = _persons(passages)
    whom = Whom({one.seat for one in passages if one.seat is not None}, set(persons.values()))
    called = {day: called_of(point, day, whom) for day in {half_days[one.half_day][1] for one in passages}}
    paths = {day: {seat: path for seat, _person, path in rows} for day, rows in called.items()}
    seats = {day: {person: seat for seat, person, _path in reversed(rows)} for day, rows in called.items()}
    door = Door(point, half_days, paths, seats, persons, by, now)
    outcomes = [_noted(door, one) for one in passages]
    _sign_of_life(point, by, now)
    return outcomes


def _persons(passages: Iterable[Passage]) -> dict[str, int]:
    """Read the codes that a device could not tell: text → person; one query."""
    texts = {code_within(one.code) for one in passages if one.code}
    named = {text: found for text in texts if (found := codes.read(text, settings.ENTRY_KEYS))}
    standing = EntryCode.objects.filter(pk__in={each.code_id for each in named.values()}, revoked_at=None)
    persons = dict(standing.values_list("pk", "person_id")) if named else {}
    return {text: persons[found.code_id] for text, found in named.items() if found.code_id in persons}


def _noted(door: Door, one: Passage) -> Outcome:
    item, day = door.half_days[one.half_day]
    facts, seat = one.facts(item, door.point.pk), door.seat_of(one, day)
    derived = {**noted(one.noted_at(day, door.now)), **one.timing()}
    if seat is not None:
        marks: list[Json] = [[seat, door.called[day][seat], PRESENT]]
        _kept(door, MARKED, {**facts, "marks": marks}, derived)
        return Outcome(one.number, KEPT)
    whose = {"seat": one.seat, "person": door.persons.get(code_within(one.code))}
    told: dict[str, Json] = {**facts, **whose, "code": digest(salt_of(door.point.pk, settings.POINT_KEYS), one.code)}
    _kept(door, UNMATCHED, told, derived)
    return Outcome(one.number, ASIDE)


def _kept(door: Door, event: str, facts: dict[str, Json], derived: dict[str, Json]) -> None:
    """Append one entry under the name that device and number give it.

    Where another content came under that name (a device set back, a list changed since), both are kept: nothing is lost
    and a person is told.
    """
    key = key_from("passage", door.point.pk, facts["device"], facts["number"])
    try:
        _append(door, event, key, facts, derived)
    except Refusal as refusal:
        if refusal.code != "key_reused":
            raise
        again = key_from("passage again", key, event, canonical(facts).decode())
        _append(door, event, again, {**facts, "again": True}, derived)


def _append(door: Door, event: str, key: UUID, facts: dict[str, Json], derived: dict[str, Json]) -> None:
    subject = door.point.conference.ref
    ledger.append(event, key=key, by=door.by.actor(), at=door.now, subject=subject, facts=facts, derived=derived)


def _sign_of_life(point: ConnectingPoint, by: PointPass, now: datetime) -> None:
    """Write down that the page of a point spoke, at most once a minute."""
    silent = Q(seen_at=None) | Q(seen_at__lt=now - SIGN_OF_LIFE)
    ConnectingPoint.objects.filter(silent, pk=point.pk).update(seen_at=now, seen_by=by.seat)
    PointDevice.objects.filter(pk=by.device, seen_at__lt=now - SIGN_OF_LIFE).update(seen_at=now)


@transaction.atomic
def take_roster(point_id: int, *, device: str = "", by: Seat, now: datetime) -> dict[str, Any]:
    """Hand a device (by the number it gave itself) the list of a point, and write down who took it on which device."""
    point = run_point(point_id, by)
    values = {"taken_at": now, "taken_by": by, "seen_at": now}
    held, is_new = PointDevice.objects.select_for_update().get_or_create(
        point=point, name=device[:LONGEST_DEVICE], defaults=values
    )
    permissions.check_device(is_ended=held.ended_at is not None)
    if not is_new:
        PointDevice.objects.filter(pk=held.pk).update(taken_by=by, seen_at=now)
    taken = roster(point, by, now, held.pk)
    facts: dict[str, Json] = {"people": len(taken["people"]), "device": held.pk}
    ledger.record("points.roster.taken", subject=point.ref, by=by.actor(), at=now, facts=facts)
    return taken
