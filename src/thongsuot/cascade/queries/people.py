"""The obliged people of one unit by name, for those who may see them, and how far each came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.duties import SeatProgress
from thongsuot.cascade.folds import ACKNOWLEDGED
from thongsuot.cascade.models import Dissemination, StudyText
from thongsuot.cascade.queries.duties import progress_from
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Organisation, Seat


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person of the reader's own unit: for each text its name and how far they came with it.

    How far is one of "", opened, acknowledged, declined.
    """

    seat: Seat
    answers: tuple[tuple[str, str], ...]
    is_done: bool


def people_of(
    drive: Dissemination, unit: Organisation, seat: Seat, texts: tuple[StudyText, ...], today: date
) -> tuple[SeatRow, ...]:
    """List the obliged people of this unit whose names the seat may see: those who have not come first.

    What they acknowledged in another seat is not asked of them here; all seats of theirs are read at once. A unit of a
    level that the drive does not reach has none: nobody is asked for.
    """
    rule = rule_from(drive.audience)
    if unit.level not in rule.levels:
        return ()
    held = Seat.objects.visible_to(seat).held_on(today).filter(organisation_id=unit.pk)
    every = Seat.objects.filter(person__in=held.values("person")).select_related("person", "post").order_by("pk")
    mine = [each for each in every if each.organisation_id == unit.pk]
    obliged = [each for each in mine if is_held(each, today) and rule.reaches(unit.level, each.post.kind, each.pk)]
    found: dict[tuple[int, str], dict[str, SeatState]] = {}
    for state in SeatState.objects.in_scope(drive.ref).of_seats(each.pk for each in every):
        found.setdefault((state.seat, state.item), {})[state.step] = state
    names = [str(text.work) for text in texts]
    people = []
    for each in obliged:
        seats = [each.pk, *(other.pk for other in every if other.person_id == each.person_id and other != each)]
        answers = [_answer([progress_from(found.get((pk, text.item), {})) for pk in seats]) for text in texts]
        is_done = all(answer == ACKNOWLEDGED for answer in answers)
        people.append(SeatRow(each, tuple(zip(names, answers, strict=True)), is_done))
    return tuple(sorted(people, key=lambda row: row.is_done))


def _answer(own_first: Sequence[SeatProgress]) -> str:
    """Tell how far a person came with one text: acknowledged in any seat, else what this seat says."""
    if any(one.answer == ACKNOWLEDGED for one in own_first):
        return ACKNOWLEDGED
    return own_first[0].answer or ("opened" if own_first[0].opened_at else "")


def is_held(seat: Seat, day: date) -> bool:
    """Tell whether somebody holds a seat that is loaded on a day."""
    return seat.valid_from <= day and (seat.valid_to is None or seat.valid_to >= day)
