"""Write questions, draw a check of them for a conference, and answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import CheckItem, CheckQuestion, ComprehensionCheck, Conference
from thongsuot.conferences.queries.delegates import day_of_conference, delegates
from thongsuot.conferences.queries.figures import result_of
from thongsuot.conferences.sheets import Answers, key_of_sheet, marked
from thongsuot.corpus.models import Expression, Provision
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class Written:
    """A question as typed: its options, which are right, and the provision (`eid`, may be empty) it is about."""

    expression: int
    eid: str
    kind: str
    text: str
    options: tuple[str, ...]
    right: frozenset[int]


@transaction.atomic
def write_question(written: Written, *, by: Seat, now: datetime) -> CheckQuestion:
    """Keep one question of the unit's bank, tied to a provision where one is named."""
    permissions.check_keep(by)
    rules.check_worded(written.text, written.options, written.right)
    rules.check_one_right(written.kind, written.right)
    expression = Expression.objects.visible_to(by).without_text().get(pk=written.expression)
    if written.eid:
        Provision.objects.only("pk").get(expression=expression, eid=written.eid)
    question = CheckQuestion.objects.create(
        organisation=by.organisation,
        expression=expression,
        eid=written.eid,
        kind=written.kind,
        text=written.text.strip(),
        options=[
            {"text": option.strip(), "is_right": at in written.right} for at, option in enumerate(written.options)
        ],
        written_at=now,
        written_by=by.pk,
    )
    facts: dict[str, Json] = {"question": question.pk, "expression": expression.sha256, "provision": written.eid}
    subject = f"corpus.expression:{expression.pk}"
    ledger.record("conferences.question.written", subject=subject, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return question


@transaction.atomic
def draw_check(conference_id: int, *, questions: tuple[int, ...], by: Seat, now: datetime) -> ComprehensionCheck:
    """Give a conference its check of these questions, in this order; it is drawn once."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    rules.check_unreported(conference.reported_at)
    texts = conference.dissemination.texts.values("expression_id")
    known = CheckQuestion.objects.visible_to(by).filter(expression__in=texts).in_bulk(questions)
    chosen = [known[one] for one in dict.fromkeys(questions) if one in known]
    rules.check_drawable(len(chosen), ComprehensionCheck.objects.filter(conference=conference).exists())
    check = ComprehensionCheck.objects.create(conference=conference, drawn_at=now, drawn_by=by.pk)
    CheckItem.objects.bulk_create(
        CheckItem(check_up=check, question=question, position=at) for at, question in enumerate(chosen)
    )
    facts: dict[str, Json] = {"questions": [question.pk for question in chosen]}
    ledger.record("conferences.check.drawn", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return check


def answer_check(conference_id: int, *, answers: Answers, by: Seat, now: datetime) -> int:
    """Keep one delegate's answers and give the number of right ones; a second sheet answers with the first result.

    The answers themselves are kept apart, where they can be erased; the entry tells only how many were right.
    """
    conference = Conference.objects.visible_to(by).select_related("dissemination", "organisation").get(pk=conference_id)
    day = day_of_conference(conference)
    permissions.check_delegate(by, set(delegates(conference, day or day_of(now)).values_list("pk", flat=True)))
    rules.check_unreported(conference.reported_at)
    rules.check_begun(day, day_of(now))
    if (known := result_of(conference, by)) is not None:
        return known
    items = CheckItem.objects.filter(check_up__conference=conference).select_related("question")
    asked = {item.question_id: item.question.right for item in items}
    rules.check_answered([one for one, chosen in answers.items() if chosen], asked)
    sheet = marked(answers, asked)
    ledger.append(
        "conferences.check.answered",
        key=key_of_sheet(conference.ref, by.actor()),
        by=by.actor(),
        at=now,
        subject=conference.ref,
        facts=sheet.facts(by.pk, by.organisation.path),
        private=sheet.given,
    )
    return sheet.right
