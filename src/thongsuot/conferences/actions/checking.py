"""Draw a check of questions of the bank for a conference, and answer it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import CheckItem, ComprehensionCheck, Conference
from thongsuot.conferences.queries.delegates import day_of_conference, delegates
from thongsuot.conferences.queries.figures import result_of
from thongsuot.conferences.sheets import Answers, key_of_sheet, marked
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.understanding.models import QuestionVersion


@transaction.atomic
def draw_check(conference_id: int, *, questions: tuple[int, ...], by: Seat, now: datetime) -> ComprehensionCheck:
    """Give a conference its check of these questions, in this order; it is drawn once."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    rules.check_unreported(conference.reported_at)
    works = conference.dissemination.texts.values_list("expression__work", flat=True)
    known = QuestionVersion.objects.visible_to(by).newest().about(works).in_bulk(questions)
    chosen = [known[one] for one in dict.fromkeys(questions) if one in known]
    rules.check_ticked(all(one.is_ticked for one in chosen))
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
