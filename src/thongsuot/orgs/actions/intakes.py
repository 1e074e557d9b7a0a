"""A list handed in: read first, shown, and then carried out or dropped, each by the one who handed it in."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import IO

from django.db import IntegrityError, transaction

from thongsuot.ledger import actions as ledger
from thongsuot.orgs import keeping, lists, permissions
from thongsuot.orgs.models import Intake, Seat
from thongsuot.orgs.queries.intakes import is_stuck
from thongsuot.orgs.rules import intakes as rules
from thongsuot.people.models import Person

KEPT = timedelta(hours=4)


def hand_in_list(content: IO[bytes], *, language: str, by: Seat | Person, now: datetime) -> Intake:
    """Keep a list for reading, unless another one is being worked on; `language` is the one it is answered in."""
    permissions.check_import(by)
    lists.check_form(content)
    token = secrets.token_hex(16)
    try:
        with transaction.atomic():
            _take_turn(now)
            intake = Intake.objects.create(
                token=token,
                turn=1,
                handed_in_at=now,
                handed_in_by=by.person_id if isinstance(by, Seat) else by.pk,
                seat=by.pk if isinstance(by, Seat) else None,
                language=language,
                expires_at=now + KEPT,
            )
            keeping.keep(token, content)
            ledger.record("orgs.intake.handed_in", subject=intake.ref, by=by.actor(), at=now, facts={})
    except BaseException as failure:
        keeping.drop(token)
        if isinstance(failure, IntegrityError):
            rules.check_turn_is_free(now)
        raise
    return intake


@transaction.atomic
def carry_out_list(intake_id: int, *, by: Seat | Person, now: datetime) -> Intake:
    """Order that a list be taken in as it was shown, or read once more where it was not shown or is out of date."""
    permissions.check_import(by)
    intake = Intake.objects.select_for_update().visible_to(by).get(pk=intake_id)
    is_kept = keeping.find(intake.token, keeping.LIST) is not None
    rules.check_carried_out(intake.state, is_stuck=is_stuck(intake), is_kept=is_kept)
    if intake.turn is None:
        _take_turn(now)
    intake.state = Intake.State.TAKING if intake.state in TAKEN_NEXT else Intake.State.READING
    intake.turn, intake.is_begun, intake.answer = 1, False, ""
    intake.save(update_fields=["state", "turn", "is_begun", "answer"])
    keeping.drop(intake.token, keeping.PROGRESS, keeping.STOP)
    ledger.record("orgs.intake.ordered", subject=intake.ref, by=by.actor(), at=now, facts={"state": str(intake.state)})
    return intake


TAKEN_NEXT = (Intake.State.SHOWN, Intake.State.TAKING)


@transaction.atomic
def drop_list(intake_id: int, *, by: Seat | Person, now: datetime) -> Intake:
    """Drop a list with everything kept of it; one that is being worked on stops, and leaves nothing of itself."""
    permissions.check_import(by)
    intake = Intake.objects.visible_to(by).get(pk=intake_id)
    rules.check_droppable(intake.state)
    keeping.ask_to_stop(intake.token)
    intake = Intake.objects.select_for_update().get(pk=intake_id)
    rules.check_droppable(intake.state)
    if not keeping.is_worked_on(intake.token):
        intake.state, intake.turn, intake.is_over = Intake.State.DROPPED, None, True
        intake.save(update_fields=["state", "turn", "is_over"])
        transaction.on_commit(lambda: keeping.drop(intake.token))
    ledger.record("orgs.intake.dropped", subject=intake.ref, by=by.actor(), at=now, facts={})
    return intake


def _take_turn(now: datetime) -> None:
    """Give the turn of a list whose worker died to the next one; Refusal where the worker lives."""
    other = Intake.objects.select_for_update().at_work().first()
    if other is not None:
        is_over = is_stuck(other) or now > other.expires_at
        rules.check_turn_is_free(None if is_over else other.handed_in_at)
        Intake.objects.filter(pk=other.pk).update(turn=None)
