"""Write a question of the bank, write it anew, and take it out of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.corpus.models import Expression, Provision
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.understanding import permissions, rules
from thongsuot.understanding.models import Question, QuestionVersion


@dataclass(frozen=True, slots=True)
class Written:
    """A question as typed: its options, which are right, and the provision (`eid`, may be empty) it is about."""

    expression: int
    eid: str
    kind: str
    text: str
    options: tuple[str, ...]
    right: frozenset[int]
    is_folded: bool = False

    def check(self) -> None:
        """Refuse what cannot be answered."""
        rules.check_worded(self.text, self.options, self.right, rules.least_options(self.kind))
        rules.check_one_right(self.kind, self.right, len(self.options))


@transaction.atomic
def write_question(written: Written, *, by: Seat, now: datetime) -> QuestionVersion:
    """Keep one question of the unit's bank, tied to a provision where one is named."""
    permissions.check_keep_bank(by)
    written.check()
    expression = _expression(written, by)
    question = Question.objects.create(organisation=by.organisation, work=expression.work)
    version = _version(question, 1, written, by=by, now=now)
    _tell("understanding.question.written", version, by, now)
    return version


@transaction.atomic
def edit_question(question_id: int, *, written: Written, by: Seat, now: datetime) -> QuestionVersion:
    """Write a question anew: a new version, so that what was answered keeps the one it saw."""
    permissions.check_keep_bank(by)
    question = Question.objects.visible_to(by).kept_by(by).select_for_update().get(pk=question_id)
    rules.check_in_use(question.retired_at)
    written.check()
    expression = _expression(written, by)
    rules.check_same_work(expression.work_id == question.work_id)
    version = _version(question, question.versions.count() + 1, written, by=by, now=now)
    _tell("understanding.question.edited", version, by, now)
    return version


@transaction.atomic
def retire_question(question_id: int, *, by: Seat, now: datetime) -> Question:
    """Take a question out of use; checks that asked it keep it."""
    permissions.check_keep_bank(by)
    question = Question.objects.visible_to(by).kept_by(by).select_for_update().get(pk=question_id)
    rules.check_in_use(question.retired_at)
    question.retired_at, question.retired_by = now, by.pk
    question.save(update_fields=["retired_at", "retired_by"])
    facts: dict[str, Json] = {"question": question.pk}
    actor = by.actor(Power.MEETINGS)
    ledger.record("understanding.question.retired", subject=question.ref, by=actor, at=now, facts=facts)
    return question


def _expression(written: Written, by: Seat) -> Expression:
    """Find the wording, and the provision in it. Raises DoesNotExist where either is not there."""
    expression = Expression.objects.visible_to(by).without_text().get(pk=written.expression)
    if written.eid:
        Provision.objects.only("pk").get(expression=expression, eid=written.eid)
    return expression


def _version(question: Question, ordinal: int, written: Written, *, by: Seat, now: datetime) -> QuestionVersion:
    return QuestionVersion.objects.create(
        question=question,
        ordinal=ordinal,
        expression_id=written.expression,
        eid=written.eid,
        kind=written.kind,
        text=written.text.strip(),
        options=[
            {"text": " ".join(option.split()), "is_right": at in written.right}
            for at, option in enumerate(written.options)
        ],
        is_folded=written.is_folded,
        written_at=now,
        written_by=by.pk,
    )


def _tell(event: str, version: QuestionVersion, by: Seat, now: datetime) -> None:
    facts: dict[str, Json] = {
        "question": version.question_id,
        "version": version.ordinal,
        "expression": version.expression_id,
        "provision": version.eid,
    }
    subject = f"corpus.expression:{version.expression_id}"
    ledger.record(event, subject=subject, by=by.actor(Power.MEETINGS), at=now, facts=facts)


@transaction.atomic
def import_questions(work_id: int, *, rows: Sequence[Written], by: Seat, now: datetime) -> int:
    """Take a whole file of questions into the bank, or nothing of it."""
    permissions.check_keep_bank(by)
    rules.check_some(len(rows))
    for written in rows:
        written.check()
        expression = _expression(written, by)
        rules.check_same_work(expression.work_id == work_id)
        question = Question.objects.create(organisation=by.organisation, work_id=work_id)
        _version(question, 1, written, by=by, now=now)
    facts: dict[str, Json] = {"work": work_id, "questions": len(rows)}
    actor = by.actor(Power.MEETINGS)
    ledger.record("understanding.questions.imported", subject=f"corpus.work:{work_id}", by=actor, at=now, facts=facts)
    return len(rows)
