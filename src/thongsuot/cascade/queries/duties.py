"""What a seat owes and how far it has come: the audience rule × dated seats × the ledger's states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from django.db.models import QuerySet

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.duties import CountedSeat, Duty, OtherText, SeatProgress
from thongsuot.cascade.folds import ACKNOWLEDGED, AGAIN, ON_PAPER, OPENED, READ, TAKEN_BACK
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.prepared import Prepared
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Seat

States: TypeAlias = Mapping[tuple[str, str], SeatProgress]  # (drive, expression hash) → how far


def duties_of(seat: Seat, now: datetime, dissemination_id: int | None = None) -> list[Duty]:
    """List what the seat owes in the open and closed drives that reach it, newest drive first; four queries.

    A seat that is not held on that day, or whose unit has ended, owes nothing.
    """
    today = day_of(now)
    ever = _seats_of(seat)
    held = [each for each in ever if each.is_held(today)]
    if all(each.pk != seat.pk for each in held):
        return []
    reached = _reached(held, seat, dissemination_id)
    if not reached:
        return []
    texts = _texts_of(each.drive.pk for each in reached)
    states = _states_of(seat.pk, [each.pk for each in ever], [each.drive.ref for each in reached])
    return [
        Duty(
            dissemination=each.drive,
            expression=text.expression,
            seat=seat,
            due_on=each.due_on,
            counts_for=each.counts_for,
            item=text.item,
            state=states.get((each.drive.ref, text.item), SeatProgress()),
            others=_others(each.drive.ref, text, texts[each.drive.pk], states),
            change=text.change,
        )
        for each in reached
        for text in texts[each.drive.pk]
    ]


def _others(ref: str, own: StudyText, texts: list[StudyText], states: States) -> tuple[OtherText, ...]:
    return tuple(
        OtherText(str(text.work), text.expression.sha256, states.get((ref, text.item), SeatProgress()).answer)
        for text in texts
        if text.pk != own.pk
    )


def duty_of(seat: Seat, dissemination_id: int, expression_sha256: str, now: datetime) -> Duty:
    """Find one duty. Raises ObjectDoesNotExist unless the audience rule reaches this seat with this text."""
    for duty in duties_of(seat, now, dissemination_id):
        if duty.expression.sha256 == expression_sha256:
            return duty
    raise StudyText.DoesNotExist


def _ask_seats(own: int) -> QuerySet[Seat, tuple[Any, ...]]:
    of_unit = ("organisation__level", "post__kind", "valid_from", "valid_to")
    ended = ("organisation__valid_to", "organisation__valid_from")
    rows = Seat.objects.filter(person__seats=own).order_by("pk")
    return rows.values_list("pk", "organisation_id", *of_unit, *ended)


def _ask_duties(units: tuple[int, ...]) -> QuerySet[UnitDuty]:
    duties = UnitDuty.objects.filter(organisation_id__in=units, dissemination__published_at__isnull=False)
    return duties.select_related("dissemination").order_by("-dissemination__published_at", "dissemination_id")


def _ask_states(seats: tuple[int, ...], scopes: tuple[str, ...]) -> QuerySet[SeatState]:
    return SeatState.objects.of_seats(seats).filter(scope__in=scopes).order_by("seq")


# Asked at every act of everybody, so written once.
_SEATS = Prepared(Seat, _ask_seats)
_DUTIES = Prepared(UnitDuty, _ask_duties)
_DUTIES_OF_DRIVE = Prepared(UnitDuty, lambda units, drive: _ask_duties(units).filter(dissemination_id=drive))
_TEXTS = Prepared(StudyText, lambda drives: StudyText.objects.filter(dissemination_id__in=drives).named())
_STATES = Prepared(SeatState, _ask_states)


class HeldSeat(NamedTuple):
    """One seat of a person, now or once, with what the audience rule looks at."""

    pk: int
    unit_id: int
    level: str
    kind: str
    began: date
    ended: date | None
    unit_ended: date | None
    unit_began: date

    def is_held(self, day: date) -> bool:
        """Tell whether the person holds it that day in a unit that stands."""
        ends = [end for end in (self.ended, self.unit_ended) if end is not None]
        return max(self.began, self.unit_began) <= day <= min(ends, default=day)


@dataclass(frozen=True, slots=True)
class _Reached:
    """One drive that reaches the seat: its day for this seat, and every seat of the person that it reaches."""

    drive: Dissemination
    due_on: date
    counts_for: tuple[CountedSeat, ...]


def _seats_of(seat: Seat) -> list[HeldSeat]:
    """List every seat this person holds or held; plain values, for this runs at every act."""
    return [HeldSeat(*row) for row in _SEATS(seat.pk)]


def _reached(held: list[HeldSeat], seat: Seat, dissemination_id: int | None) -> list[_Reached]:
    """Find the published drives that reach the seat, and name for each all the person's seats that it reaches."""
    units = tuple({each.unit_id for each in held})
    newest_first = _DUTIES(units) if dissemination_id is None else _DUTIES_OF_DRIVE(units, dissemination_id)
    drives: dict[int, Dissemination] = {}
    rows: dict[tuple[int, int], UnitDuty] = {}
    for duty in newest_first:
        drives.setdefault(duty.dissemination_id, duty.dissemination)
        rows[duty.dissemination_id, duty.organisation_id] = duty
    reached = []
    for drive in drives.values():
        counts_for = _counts_for(drive, held, rows)
        own = next((each.due_on for each in counts_for if each.seat == seat.pk), None)
        if own is not None:
            reached.append(_Reached(drive, own, counts_for))
    return reached


def _counts_for(
    drive: Dissemination, held: list[HeldSeat], rows: Mapping[tuple[int, int], UnitDuty]
) -> tuple[CountedSeat, ...]:
    """Name the seats that an act counts for, each where the drive counts its unit and with a day of its own."""
    rule = rule_from(drive.audience)
    reached = (
        each for each in held if (drive.pk, each.unit_id) in rows and rule.reaches(each.level, each.kind, each.pk)
    )
    duties = ((each, rows[drive.pk, each.unit_id]) for each in reached)
    return tuple(
        CountedSeat(each.pk, duty.path, duty.due_of(each.began), duty.level, duty.is_later(each.began))
        for each, duty in duties
    )


def _texts_of(dissemination_ids: Iterable[int]) -> dict[int, list[StudyText]]:
    texts: dict[int, list[StudyText]] = {pk: [] for pk in dissemination_ids}
    for text in _TEXTS(tuple(texts)):
        texts[text.dissemination_id].append(text)
    return texts


def _states_of(seat_id: int, seats: list[int], scopes: list[str]) -> States:
    """Read how far a seat came, and for a text that its person acknowledged in another one, how that one stands."""
    found: dict[tuple[str, str], dict[int, dict[str, SeatState]]] = {}
    for state in _STATES(tuple(seats), tuple(scopes)):
        found.setdefault((state.scope, state.item), {}).setdefault(state.seat, {})[state.step] = state
    told: dict[tuple[str, str], SeatProgress] = {}
    for place, by_seat in found.items():
        own = progress_from(by_seat.get(seat_id, {}))
        every = [progress_from(steps) for steps in by_seat.values()]
        elsewhere = [one for one in every if one.answer == ACKNOWLEDGED]
        shown = own if own.answer == ACKNOWLEDGED or not elsewhere else replace(elsewhere[0], is_elsewhere=True)
        told[place] = replace(shown, again=max(one.again for one in every))
    return told


def progress_from(steps: Mapping[str, SeatState]) -> SeatProgress:
    """Read a seat's progress from the ledger's folded states, one a step; what was taken back is no answer."""
    opened, read, paper = steps.get(OPENED), steps.get(READ), steps.get(ON_PAPER)
    if read is None or read.status == TAKEN_BACK:
        again = (read.rank + 1) // AGAIN if read else 0
        return SeatProgress(opened_at=opened.at if opened else None, again=again)
    return SeatProgress(
        opened_at=opened.at if opened else None,
        answer=read.status,
        answered_at=read.at,
        is_late=read.late,
        is_on_paper=paper is not None and paper.seq == read.seq,
        again=read.rank // AGAIN,
    )
