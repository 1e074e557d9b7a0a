"""Open a check over days, begin a try of it and hand the try in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.understanding import keys, permissions, rules
from thongsuot.understanding.drawing import drawn, order_of
from thongsuot.understanding.marking import Given
from thongsuot.understanding.models import Attempt, QuestionVersion, StudyCheck
from thongsuot.understanding.queries.pools import is_called, pools


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """A check as set: how many questions of each pool, from when to when, how many tries, minutes a try (0: any)."""

    title: str
    numbers: tuple[int, ...]
    opens_on: date
    closes_on: date
    tries: int
    minutes: int


@transaction.atomic
def open_check(dissemination_id: int, *, plan: CheckPlan, by: Seat, now: datetime) -> StudyCheck:
    """Open a check for the unit and all below it; what it draws from is fixed with it."""
    permissions.check_keep_bank(by)
    drive = Dissemination.objects.visible_to(by).published().get(pk=dissemination_id)
    rules.check_window(plan.opens_on, plan.closes_on, day_of(now))
    rules.check_tries(plan.tries, plan.minutes)
    held = pools(drive, by)
    wanted = (*plan.numbers, *[0] * len(held))[: len(held)]
    rules.check_blueprint(wanted, [len(part.pool) for part in held])
    parts = [replace(part, number=number) for part, number in zip(held, wanted, strict=True) if number]
    check = StudyCheck.objects.create(
        organisation=by.organisation,
        dissemination=drive,
        title=plan.title.strip() or drive.title,
        blueprint=[{"name": part.name, "number": part.number, "pool": list(part.pool)} for part in parts],
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        tries=plan.tries,
        minutes=plan.minutes,
        opened_at=now,
        opened_by=by.pk,
    )
    facts: dict[str, Json] = {"dissemination": drive.pk, "blueprint": check.blueprint}
    ledger.record("understanding.check.opened", subject=check.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return check


@transaction.atomic
def name_trainer(check_id: int, *, trainer: int | None, by: Seat, now: datetime) -> StudyCheck:
    """Name who helps people with what they got wrong in this check: a seat (id) of the unit, or nobody any more.

    The trainer sees the tries begun from now on: whoever began one before was told that nobody would see it.
    """
    check = StudyCheck.objects.visible_to(by).kept_by(by).select_for_update(of=("self",)).get(pk=check_id)
    if trainer == check.trainer_id:
        return check
    seats = Seat.objects.held_on(day_of(now)).filter(organisation=check.organisation_id)
    check.trainer = seats.get(pk=trainer) if trainer else None
    check.trainer_since = now if trainer else None
    check.save(update_fields=["trainer", "trainer_since"])
    facts: dict[str, Json] = {"trainer": trainer}
    ledger.record("understanding.trainer.named", subject=check.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return check


def read_attempts(check_id: int, *, by: Seat, now: datetime) -> StudyCheck:
    """Write down that the trainer opened what people answered. Raises DoesNotExist for everybody else."""
    check = StudyCheck.objects.visible_to(by).trained_by(by).get(pk=check_id)
    with transaction.atomic():
        ledger.record("understanding.attempts.opened", subject=check.ref, by=by.actor(), at=now, facts={})
    return check


@transaction.atomic
def begin_attempt(check_id: int, *, by: Seat, now: datetime) -> Attempt:
    """Begin a try, or go on with the one that is open; what it asks follows from check, seat and try under our key."""
    check = StudyCheck.objects.visible_to(by).select_for_update(of=("self",)).get(pk=check_id)
    permissions.check_called(is_called(check.dissemination, by))
    rules.check_open_today(check.opens_on, check.closes_on, day_of(now))
    tried = list(check.attempts.filter(seat=by))
    if tried and tried[-1].handed_in_at is None and not rules.is_over(tried[-1].began_at, check.minutes, now):
        return tried[-1]
    rules.check_try_left(len(tried), check.tries)
    number = len(tried) + 1
    key_id = keys.newest()
    chosen = drawn(check.parts, order_of(keys.draw_key(key_id), "draw", check.pk, by.pk, number))
    attempt = Attempt.objects.create(check_up=check, seat=by, number=number, key_id=key_id, drawn=chosen, began_at=now)
    facts: dict[str, Json] = {"number": number, "drawn": chosen}
    ledger.record("understanding.attempt.begun", subject=check.ref, by=by.actor(), at=now, facts=facts)
    return attempt


@transaction.atomic
def hand_in_attempt(attempt_id: int, *, answers: Mapping[int, Given], by: Seat, now: datetime) -> Attempt:
    """Hand a try in: every question answered, in time, once; the ledger hears how many were right and never which."""
    own = Attempt.objects.visible_to(by).filter(seat=by).select_related("check_up")
    attempt = own.select_for_update(of=("self",)).get(pk=attempt_id)
    rules.check_not_handed_in(attempt.handed_in_at)
    rules.check_in_time(attempt.began_at, attempt.check_up.minutes, now)
    rules.check_all_answered(sum(not answers.get(one) for one in attempt.drawn))
    asked = QuestionVersion.objects.in_bulk(attempt.drawn)
    attempt.answers = {str(one): answers[one] if isinstance(answers[one], str) else list(answers[one]) for one in asked}
    attempt.right = sum(version.takes(answers[one]) for one, version in asked.items())
    attempt.handed_in_at, attempt.handed_in_by = now, by.pk
    attempt.save(update_fields=["answers", "right", "handed_in_at", "handed_in_by"])
    facts: dict[str, Json] = {"number": attempt.number, "right": attempt.right, "of": len(attempt.drawn)}
    subject = attempt.check_up.ref
    ledger.record("understanding.attempt.handed_in", subject=subject, by=by.actor(), at=now, facts=facts)
    return attempt
