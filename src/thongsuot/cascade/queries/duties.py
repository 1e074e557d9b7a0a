"""What a seat owes and how far it has come: the audience rule × dated seats × the ledger's states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.duties import Duty, SeatProgress
from thongsuot.cascade.folds import OPENED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Seat


def duties_of(seat: Seat, now: datetime, dissemination_id: int | None = None) -> list[Duty]:
    """List what the seat owes in the open and closed drives that reach it, newest drive first; five queries at most."""
    units = UnitDuty.objects.filter(organisation_id=seat.organisation_id, dissemination__published_at__isnull=False)
    if dissemination_id is not None:
        units = units.filter(dissemination_id=dissemination_id)
    reached = [
        unit
        for unit in units.select_related("dissemination").order_by("-dissemination__published_at", "dissemination_id")
        if reaches(unit.dissemination, seat)
    ]
    if not reached:
        return []
    seats = _same_person(seat, now)
    texts = _texts_of(unit.dissemination_id for unit in reached)
    states = _states_of(seat, [unit.dissemination.ref for unit in reached])
    others = _counts_for(seat, seats, [unit.dissemination for unit in reached])
    return [
        Duty(
            dissemination=unit.dissemination,
            expression=text.expression,
            seat=seat,
            due_on=unit.due_on,
            counts_for=others[unit.dissemination_id],
            state=states.get((unit.dissemination.ref, text.expression.sha256), SeatProgress()),
        )
        for unit in reached
        for text in texts[unit.dissemination_id]
    ]


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


def _same_person(seat: Seat, now: datetime) -> list[Seat]:
    held = Seat.objects.filter(person_id=seat.person_id).held_on(day_of(now))
    return list(held.select_related("organisation", "post").order_by("pk"))


def _counts_for(seat: Seat, seats: list[Seat], drives: list[Dissemination]) -> dict[int, tuple[tuple[int, str], ...]]:
    """Name, for each drive, every seat of this person that it reaches."""
    if len(seats) <= 1:
        own = ((seat.pk, seat.organisation.path),)
        return {drive.pk: own for drive in drives}
    pairs = set(
        UnitDuty.objects.filter(
            dissemination__in=drives, organisation__in=[held.organisation_id for held in seats]
        ).values_list("dissemination_id", "organisation_id")
    )
    return {
        drive.pk: tuple(
            (held.pk, held.organisation.path)
            for held in seats
            if (drive.pk, held.organisation_id) in pairs and reaches(drive, held)
        )
        for drive in drives
    }


def _texts_of(dissemination_ids: Iterable[int]) -> dict[int, list[StudyText]]:
    texts: dict[int, list[StudyText]] = {pk: [] for pk in dissemination_ids}
    rows = StudyText.objects.filter(dissemination_id__in=texts).select_related("expression__work")
    for text in rows.defer("expression__text", "expression__warnings").order_by("position"):
        texts[text.dissemination_id].append(text)
    return texts


def _states_of(seat: Seat, scopes: list[str]) -> Mapping[tuple[str, str], SeatProgress]:
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
