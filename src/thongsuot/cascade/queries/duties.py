"""What a seat owes and how far it has come: the audience rule × dated seats × the ledger's states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.duties import CountedSeat, Duty, OtherText, SeatProgress
from thongsuot.cascade.folds import OPENED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Seat

States: TypeAlias = Mapping[tuple[str, str], SeatProgress]  # (drive, expression hash) → how far


def duties_of(seat: Seat, now: datetime, dissemination_id: int | None = None) -> list[Duty]:
    """List what the seat owes in the open and closed drives that reach it, newest drive first; four queries.

    A seat that is not held on that day, or whose unit has ended, owes nothing.
    """
    units = UnitDuty.objects.filter(organisation_id=seat.organisation_id, dissemination__published_at__isnull=False)
    if dissemination_id is not None:
        units = units.filter(dissemination_id=dissemination_id)
    reached = [
        unit
        for unit in units.select_related("dissemination").order_by("-dissemination__published_at", "dissemination_id")
        if reaches(unit.dissemination, seat)
    ]
    counts_for = _counts_for(seat, now, [unit.dissemination for unit in reached])
    reached = [unit for unit in reached if any(one.seat == seat.pk for one in counts_for[unit.dissemination_id])]
    if not reached:
        return []
    texts = _texts_of(unit.dissemination_id for unit in reached)
    states = _states_of(seat, [unit.dissemination.ref for unit in reached])
    return [
        Duty(
            dissemination=unit.dissemination,
            expression=text.expression,
            seat=seat,
            due_on=unit.due_on,
            counts_for=counts_for[unit.dissemination_id],
            state=states.get((unit.dissemination.ref, text.expression.sha256), SeatProgress()),
            others=_others(unit.dissemination.ref, text, texts[unit.dissemination_id], states),
        )
        for unit in reached
        for text in texts[unit.dissemination_id]
    ]


def _others(ref: str, own: StudyText, texts: list[StudyText], states: States) -> tuple[OtherText, ...]:
    return tuple(
        OtherText(str(text.expression.work), text.expression.sha256, _answer(states, ref, text.expression.sha256))
        for text in texts
        if text.pk != own.pk
    )


def _answer(states: States, ref: str, sha256: str) -> str:
    return states.get((ref, sha256), SeatProgress()).answer


def duty_of(seat: Seat, dissemination_id: int, expression_sha256: str, now: datetime) -> Duty:
    """Find one duty. Raises ObjectDoesNotExist unless the audience rule reaches this seat with this text."""
    for duty in duties_of(seat, now, dissemination_id):
        if duty.expression.sha256 == expression_sha256:
            return duty
    raise StudyText.DoesNotExist


def reaches(dissemination: Dissemination, seat: Seat) -> bool:
    """Tell whether the drive's rule reaches this kind of post at this level."""
    rule = rule_from(dissemination.audience)
    return seat.post.kind in rule.kinds_by_level.get(seat.organisation.level, frozenset())


def _counts_for(seat: Seat, now: datetime, drives: list[Dissemination]) -> dict[int, tuple[CountedSeat, ...]]:
    """Name, for each drive, every seat of this person that it reaches on that day: one query."""
    today = day_of(now)
    held = Seat.objects.filter(person_id=seat.person_id).held_on(today)
    rows = UnitDuty.objects.filter(dissemination__in=drives, organisation__seats__in=held).values_list(
        "dissemination_id",
        "organisation__seats__pk",
        "organisation__path",
        "organisation__level",
        "organisation__seats__post__kind",
        "due_on",
        "organisation__valid_to",
    )
    found: dict[int, list[CountedSeat]] = {drive.pk: [] for drive in drives}
    rules = {drive.pk: rule_from(drive.audience) for drive in drives}
    for drive_id, seat_id, path, level, kind, due_on, ends_on in rows.order_by("organisation__seats__pk"):
        is_reached = kind in rules[drive_id].kinds_by_level.get(level, frozenset())
        if is_reached and (ends_on is None or ends_on >= today):
            found[drive_id].append(CountedSeat(seat_id, path, due_on))
    return {drive_id: tuple(seats) for drive_id, seats in found.items()}


def _texts_of(dissemination_ids: Iterable[int]) -> dict[int, list[StudyText]]:
    texts: dict[int, list[StudyText]] = {pk: [] for pk in dissemination_ids}
    rows = StudyText.objects.filter(dissemination_id__in=texts).select_related("expression__work")
    for text in rows.defer("expression__text", "expression__warnings").order_by("position"):
        texts[text.dissemination_id].append(text)
    return texts


def _states_of(seat: Seat, scopes: list[str]) -> States:
    found: dict[tuple[str, str], dict[str, SeatState]] = {}
    for state in SeatState.objects.of_seat(seat.pk).filter(scope__in=scopes):
        found.setdefault((state.scope, state.item), {})[state.step] = state
    return {place: progress_from(steps) for place, steps in found.items()}


def progress_from(steps: Mapping[str, SeatState]) -> SeatProgress:
    """Read a seat's progress from the ledger's folded states, one a step."""
    opened, read = steps.get(OPENED), steps.get(READ)
    return SeatProgress(
        opened_at=opened.at if opened else None,
        answer=read.status if read else "",
        answered_at=read.at if read else None,
        is_late=read.late if read else False,
    )
