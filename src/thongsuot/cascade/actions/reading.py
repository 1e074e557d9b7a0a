"""What a member does with a text: open, acknowledge, decline, ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.duties import Called, CalledText, CountedSeat, Duty
from thongsuot.cascade.models import Question
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.corpus.models import Provision
from thongsuot.kernel.clock import is_late
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json, Receipt
from thongsuot.orgs.models import Power, Seat


def open_text(dissemination_id: int, *, expression: str, by: Seat, now: datetime) -> Duty:
    """Record that `by` has opened the text, the first time only; `expression` is the SHA-256 of its wording."""
    duty = duty_of(by, dissemination_id, expression, now)
    permissions.check_own(by, duty)
    if duty.state.opened_at is not None:
        return duty
    rules.check_open(duty.dissemination.published_at, duty.dissemination.closed_at)
    receipt = ledger.append(
        "cascade.text.opened",
        key=key_from("opened", dissemination_id, expression, by.person_id, _seats(duty.counts_for)),
        by=by.actor(),
        at=now,
        subject=duty.dissemination.ref,
        facts=_facts(duty),
        derived=_levels(duty.counts_for),
    )
    return replace(duty, state=replace(duty.state, opened_at=receipt.at))


def acknowledge(dissemination_id: int, *, expression: str, by: Seat, now: datetime, key: UUID) -> Duty:
    """Record that `by` has read what was disseminated to them; one act counts in every seat of the same person.

    Late is accepted and marked late: a true record is worth more than a punctual one. A second time with the
    same key, or after it was done, answers with the first record.
    """
    duty = duty_of(by, dissemination_id, expression, now)
    permissions.check_own(by, duty)
    if duty.is_done:
        return duty
    rules.check_acknowledgeable(duty)
    receipt = ledger.append(
        "cascade.reading.acknowledged",
        key=key,
        by=by.actor(),
        at=now,
        subject=duty.dissemination.ref,
        facts=_facts(duty),
        derived=_in_time(duty.counts_for, duty.state.again, now),
    )
    return replace(
        duty,
        state=replace(
            duty.state, answer="acknowledged", answered_at=receipt.at, is_late=is_late(receipt.at, duty.due_on)
        ),
    )


def acknowledge_called(text: CalledText, *, by: Called, now: datetime, key: UUID) -> Receipt:
    """Record that somebody called to a hall has read a text that was presented there; the hall stands for opening it.

    What the caller hands over was found when the delegate's page was made: nothing is looked up here. The same key
    answers with the first receipt; of two entries the first counts.
    """
    permissions.check_called(by)
    rules.check_open(text.published_at, text.closed_at)
    return ledger.append(
        "cascade.reading.acknowledged",
        key=key,
        by=by.actor,
        at=now,
        subject=text.drive,
        facts=_facts_of(text.expression, text.item, by.counts_for),
        derived=_in_time(by.counts_for, by.again, now),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A text a person typed, the wording (SHA-256) it is about, and, for a question, the provision's address."""

    expression: str
    text: str
    eid: str = ""


def decline(dissemination_id: int, *, words: Words, by: Seat, now: datetime, key: UUID) -> Duty:
    """Record that `by` does not acknowledge, with the reason kept apart where it can be erased."""
    duty = duty_of(by, dissemination_id, words.expression, now)
    permissions.check_own(by, duty)
    rules.check_declinable(duty, words.text)
    receipt = ledger.append(
        "cascade.reading.declined",
        key=key,
        by=by.actor(),
        at=now,
        subject=duty.dissemination.ref,
        facts=_facts(duty),
        derived=_placed(duty.counts_for, duty.state.again),
        private=words.text.strip(),
    )
    first_at = duty.state.answered_at or receipt.at  # a second refusal is kept, but the first one counts
    return replace(duty, state=replace(duty.state, answer="declined", answered_at=first_at))


@transaction.atomic
def ask(dissemination_id: int, *, words: Words, by: Seat, now: datetime, key: UUID) -> Question:
    """Ask the unit's head about a provision; the same key answers with the question already asked."""
    duty = duty_of(by, dissemination_id, words.expression, now)
    permissions.check_own(by, duty)
    rules.check_open(duty.dissemination.published_at, duty.dissemination.closed_at)
    rules.check_worded(words.text)
    eid = _known_eid(duty, words.eid)
    asked = {
        "seat_id": by.pk,
        "dissemination_id": duty.dissemination.pk,
        "expression_id": duty.expression.pk,
        "eid": eid,
        "text": words.text.strip(),
    }
    question, is_new = Question.objects.get_or_create(key=key, defaults={**asked, "asked_at": now, "asked_by": by.pk})
    rules.check_same_question(tuple(getattr(question, name) for name in asked), tuple(asked.values()))
    if is_new:
        facts: Mapping[str, Json] = {"expression": duty.expression.sha256, "provision": eid, "question": question.pk}
        ledger.record("cascade.question.asked", subject=duty.dissemination.ref, by=by.actor(), at=now, facts=facts)
    return question


@transaction.atomic
def answer_question(question_id: int, *, text: str, by: Seat, now: datetime) -> Question:
    """Answer what somebody of the unit asked: everybody who studies that text reads both, and nobody's name."""
    question = Question.objects.answerable_by(by).select_for_update(of=("self",)).get(pk=question_id)
    rules.check_worded(text)
    rules.check_unanswered(question.answered_at)
    question.answer, question.answered_at, question.answered_by = text.strip(), now, by.pk
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    subject = question.dissemination.ref
    facts: Mapping[str, Json] = {"question": question.pk}
    who = by.actor(Power.ANSWERS)
    ledger.record("cascade.question.answered", subject=subject, by=who, at=now, facts=facts)
    return question


def _known_eid(duty: Duty, eid: str) -> str:
    if not eid:
        return ""
    return Provision.objects.only("eid").get(expression=duty.expression, eid=eid).eid


def _facts(duty: Duty) -> Mapping[str, Json]:
    return _facts_of(duty.expression.sha256, duty.item, duty.counts_for)


def _facts_of(expression: str, item: str, counts_for: Sequence[CountedSeat]) -> Mapping[str, Json]:
    facts: dict[str, Json] = {"expression": expression, "seats": _seats(counts_for)}
    return facts if item == expression else {**facts, "counts_as": item}


def _in_time(counts_for: Sequence[CountedSeat], again: int, now: datetime) -> Mapping[str, Json]:
    """Say which seats come late, and which come by a later day of their own; the second only where there is one."""
    late = [one.seat for one in counts_for if is_late(now, one.due_on)]
    own_day = [one.seat for one in counts_for if one.is_later and one.seat not in late]
    more: dict[str, Json] = {"own_day": own_day} if own_day else {}
    return {"late": late, **more, **_placed(counts_for, again)}


def _placed(counts_for: Sequence[CountedSeat], again: int) -> dict[str, Json]:
    """Say how often an answer was taken back before, so that this one outranks it, and which levels it counts at."""
    more: dict[str, Json] = {"again": again} if again else {}
    return {**_levels(counts_for), **more}


def _levels(counts_for: Sequence[CountedSeat]) -> dict[str, Json]:
    return {"levels": [one.level for one in counts_for]}


def _seats(counts_for: Sequence[CountedSeat]) -> list[Json]:
    return [[one.seat, one.unit] for one in counts_for]
