"""Keep what people wrote about a conference, version by version, and invite its delegates."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thongsuot.conferences import permissions
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.delegates import day_of_conference, delegates
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.notices.actions import tell
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Power, Seat
from thongsuot.proceedings import rules
from thongsuot.proceedings.models import ConferencePaper


@transaction.atomic
def write_paper(conference_id: int, *, kind: str, text: str, by: Seat, now: datetime) -> ConferencePaper:
    """Keep a text as the next version of its paper; the same words as the newest version keep that one."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    rules.check_written(kind, text)
    before = ConferencePaper.objects.newest(kind).filter(conference=conference).first()
    words = text.replace("\r\n", "\n").strip()
    if before is not None and before.told["text"] == words:
        return before
    ordinal = before.ordinal + 1 if before else 1
    kept = ConferencePaper.objects.create(
        conference=conference, kind=kind, ordinal=ordinal, told={"text": words}, written_at=now, written_by=by.pk
    )
    facts: dict[str, Json] = {"kind": kind, "version": ordinal}
    ledger.record("proceedings.paper.written", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return kept


@transaction.atomic
def invite(conference_id: int, *, by: Seat, now: datetime) -> int:
    """Tell every delegate of the day and place, in the desk and by e-mail where they gave an address; once a day set.

    Answers with how many are told who were not before.
    """
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    day = rules.check_ahead(day_of_conference(conference), day_of(now))
    messages = [
        Message(
            seat=seat,
            thing=conference.ref,
            kind=Message.Kind.NEW,
            due_on=day,
            title=conference.title,
            href=reverse("conference", args=[conference.pk]),
            told_on=day_of(now),
        )
        for seat in delegates(conference, day)
    ]
    told = tell(messages, by=by.actor(Power.MEETINGS), now=now)
    facts: dict[str, Json] = {"told": told}
    ledger.record(
        "proceedings.delegates.invited", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    return told
