"""The letter of the day: one a person, with everything told that day; no other person's name and no reason in it."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from smtplib import SMTPException
from typing import TypeAlias

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from thongsuot.kernel.clock import day_of
from thongsuot.notices.models import Mailbox, Message

log = logging.getLogger(__name__)
SALT = "notices.stop"
MARKED_AT_ONCE = 20
Post: TypeAlias = tuple[Mailbox, list[Message]]  # one letter: to whom, of what


@dataclass(frozen=True, slots=True)
class Letters:
    """What came of the letters of one run: how many went out, and how many the mail server refused."""

    sent: int
    refused: int


def send_letters(now: datetime) -> Letters:
    """Send today's letters and say what came of them; a letter that fails is logged and the others still go.

    Letters are marked before they are sent, some at a time: after a crash a few letters less are better than one twice.
    Where the mail server says no, the mark is taken away, and the next run of that day tries again; one that takes none
    is not asked for each of a city's letters.
    """
    day = day_of(now)
    boxes = Mailbox.objects.filter(is_stopped=False).exclude(address="").exclude(mailed_on=day)
    told: dict[int, list[Message]] = defaultdict(list)
    asked = Message.objects.to_mail(day).filter(
        seat__person__mailbox__is_stopped=False, seat__person__mailbox__address__gt=""
    )
    for message in asked.select_related("seat"):
        told[message.seat.person_id].append(message)
    waiting = iter([box for box in boxes if box.person_id in told])
    sent = refused = 0
    while some := [(box, told[box.person_id]) for box in islice(waiting, MARKED_AT_ONCE)]:
        went, failed = _send(some, day)
        sent, refused = sent + went, refused + failed
        if failed == len(some):
            log.error("the mail server took none of %s letters; the others wait for the next run", failed)
            refused += sum(1 for _box in waiting)
    return Letters(sent, refused)


def _send(some: list[Post], day: date) -> tuple[int, int]:
    """Mark, send through one connection, take the marks of refused letters away; say how many went and how many not."""
    marked = _mark(some, day)
    connection = get_connection()
    refused = [post for post in marked if not _went(*post, connection)]
    _hang_up(connection)
    if refused:
        _unmark(refused)
    return len(marked) - len(refused), len(refused)


@transaction.atomic
def _mark(some: list[Post], day: date) -> list[Post]:
    """Mark those that nobody marked meanwhile."""
    free = Mailbox.objects.select_for_update().filter(pk__in=[box.pk for box, _told in some]).exclude(mailed_on=day)
    ours = set(free.values_list("pk", flat=True))
    mine = [post for post in some if post[0].pk in ours]
    Mailbox.objects.filter(pk__in=ours).update(mailed_on=day)
    Message.objects.filter(pk__in=_ids(mine)).update(is_mailed=True)
    return mine


@transaction.atomic
def _unmark(refused: list[Post]) -> None:
    Message.objects.filter(pk__in=_ids(refused)).update(is_mailed=False)
    for box, _told in refused:
        Mailbox.objects.filter(pk=box.pk).update(mailed_on=box.mailed_on)


def _ids(some: list[Post]) -> list[int]:
    return [message.pk for _box, messages in some for message in messages]


def _went(box: Mailbox, messages: list[Message], connection: BaseEmailBackend) -> bool:
    try:
        connection.open()
        letter(box, messages, connection).send()
    except (SMTPException, OSError) as failure:
        log.error("letter to mailbox %s was not sent: %s", box.pk, type(failure).__name__)
        _hang_up(connection)
        return False
    return True


def _hang_up(connection: BaseEmailBackend) -> None:
    """End a connection; after a failure the next letter begins one of its own."""
    try:
        connection.close()
    except (SMTPException, OSError) as failure:
        log.error("the mail server ended without a farewell: %s", type(failure).__name__)


def letter(box: Mailbox, messages: list[Message], connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """Write the letter as text and HTML, with the link and the headers by which a mail program stops it (RFC 8058)."""
    stop = settings.PUBLIC_URL + reverse("stop_mail", args=[stop_token(box)])
    values = {"messages": messages, "stop": stop, "site": settings.PUBLIC_URL, "contact": settings.OFFICE_CONTACT}
    with translation.override(settings.LANGUAGE_CODE):
        number = len(messages)
        subject = ngettext("Thông Suốt: %(number)s việc cần xem", "Thông Suốt: %(number)s việc cần xem", number)
        written = EmailMultiAlternatives(
            subject % {"number": number},
            render_to_string("notices/letter.txt", values),
            to=[box.address],
            connection=connection,
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        written.attach_alternative(render_to_string("notices/letter.html", values), "text/html")
    return written


def stop_token(box: Mailbox) -> str:
    """Sign the mailbox's id: whoever holds the letter may stop it, and nothing else."""
    return signing.dumps(box.pk, salt=SALT)


def box_of(token: str) -> Mailbox:
    """Find the mailbox a letter's link stands for. Raises ObjectDoesNotExist where the link is not ours."""
    try:
        return Mailbox.objects.get(pk=signing.loads(token, salt=SALT))
    except signing.BadSignature as wrong:
        raise Mailbox.DoesNotExist from wrong
