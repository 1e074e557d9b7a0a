"""Whom the morning tells what: who still owes a text before their day, and the head once people are past it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from django.urls import reverse

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.ledger.models import SeatState
from thongsuot.notices.models import Message
from thongsuot.notices.rules import kind_for_head, kind_for_reader
from thongsuot.notices.workdays import is_day_off
from thongsuot.orgs.models import Seat


class Owing(NamedTuple):
    """One seat that still owes something, the earliest of its person's: by when, and in which unit."""

    due_on: date
    seat: int
    unit: int


@dataclass(slots=True)
class Told:
    """What was told of one drive so far, by seat: the kinds with their days."""

    by_seat: dict[int, set[tuple[str, date]]] = field(default_factory=lambda: defaultdict(set))

    def kinds(self, seat: int, due_on: date) -> set[str]:
        """Name the kinds told for this day; that it came at all is told once whatever the day."""
        told = self.by_seat.get(seat, set())
        return {kind for kind, day in told if day == due_on or kind == Message.Kind.NEW}


def messages_on(day: date) -> Iterator[Message]:
    """Write the messages of one morning, for every open drive; eight queries a drive, whatever its size."""
    if is_day_off(day):
        return
    for drive in Dissemination.objects.open().order_by("pk"):
        yield from _of_drive(drive, day)


def _of_drive(drive: Dissemination, day: date) -> Iterator[Message]:
    duties = {duty.organisation_id: duty for duty in UnitDuty.objects.filter(dissemination=drive)}
    told = Told()
    for seat, kind, due_on in Message.objects.filter(thing=drive.ref).values_list("seat_id", "kind", "due_on"):
        told.by_seat[seat].add((kind, due_on))
    owing = _owing(drive, duties, day)
    for each in owing:
        kind = kind_for_reader(day, each.due_on, told.kinds(each.seat, each.due_on), is_day_off)
        if kind:
            yield _message(drive, each, kind, day)
    late = Counter(each.unit for each in owing if each.due_on < day)
    yield from _to_heads(drive, {unit: (duties[unit].due_on, people) for unit, people in late.items()}, told, day)


def _owing(drive: Dissemination, duties: Mapping[int, UnitDuty], day: date) -> list[Owing]:
    """List who has a text left without an answer: one line a person, for one act counts in all their seats."""
    items = [text.item for text in StudyText.objects.filter(dissemination=drive).named()]
    read, declined = _answers(drive)
    reached = UnitDuty.objects.filter(dissemination=drive).values("organisation_id")
    seats = Seat.objects.held_on(day).in_standing_units(day).filter(rule_from(drive.audience).seats_q())
    rows = seats.filter(organisation__in=reached).values_list("pk", "person_id", "organisation_id", "valid_from")
    first: dict[int, Owing] = {}
    for seat, person, unit, began in rows:
        if any((person, item) not in read and (seat, item) not in declined for item in items):
            own = Owing(duties[unit].due_of(began), seat, unit)
            first[person] = min(first.get(person, own), own)
    return sorted(first.values())


def _answers(drive: Dissemination) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Give what was acknowledged, by person, and what was declined, by seat."""
    states = SeatState.objects.in_scope(drive.ref).filter(step=READ, status__in=(ACKNOWLEDGED, DECLINED))
    rows = list(states.values_list("seat", "item", "status"))
    people = dict(Seat.objects.values_list("pk", "person_id")) if rows else {}
    read = {(people[seat], item) for seat, item, status in rows if status == ACKNOWLEDGED and seat in people}
    return read, {(seat, item) for seat, item, status in rows if status == DECLINED}


def _to_heads(drive: Dissemination, late: Mapping[int, tuple[date, int]], told: Told, day: date) -> Iterator[Message]:
    """Tell the heads of units with people past their day how many they are, never who."""
    if not late:
        return
    reached = UnitDuty.objects.filter(dissemination=drive).values("organisation_id")
    heads = Seat.objects.held_on(day).filter(role=Seat.Role.HEAD, organisation__in=reached)
    for seat, unit in heads.values_list("pk", "organisation_id"):
        due_on, missing = late.get(unit, (day, 0))
        kind = kind_for_head(day, due_on, told.kinds(seat, due_on), is_day_off)
        if missing and kind:
            yield _message(drive, Owing(due_on, seat, unit), kind, day, missing)


def _message(drive: Dissemination, owing: Owing, kind: str, day: date, missing: int = 0) -> Message:
    return Message(
        seat_id=owing.seat,
        thing=drive.ref,
        kind=kind,
        due_on=owing.due_on,
        title=drive.title,
        href=_href("coverage" if missing else "dissemination", drive.pk),
        missing=missing,
        told_on=day,
    )


@cache
def _href(name: str, drive_id: int) -> str:
    """Find an address once for all who are told of it: a city asks 75,000 times."""
    return reverse(name, args=[drive_id])
