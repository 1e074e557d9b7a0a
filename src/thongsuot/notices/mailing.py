"""The letter of the day: one a person, with everything told that day; no other person's name and no reason in it."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from thongsuot.kernel.clock import day_of
from thongsuot.notices.models import Mailbox, Message

log = logging.getLogger(__name__)
SALT = "notices.stop"


@dataclass(frozen=True, slots=True)
class Letters:
    """What came of the letters of one run: how many went out, and how many the mail server refused."""

    sent: int
    refused: int


def send_letters(now: datetime) -> Letters:
    """Send today's letters and say what came of them; a letter that fails is logged and the others still go.

    A letter is marked before it is sent: after a crash one letter less is better than one twice. Where the mail server
    says no, the mark is taken away, and the next run of that day tries again.
    """
    day = day_of(now)
    boxes = Mailbox.objects.filter(is_stopped=False).exclude(address="").exclude(mailed_on=day)
    told: dict[int, list[Message]] = defaultdict(list)
    for message in Message.objects.to_mail(day).filter(seat__person__mailbox__in=boxes).select_related("seat"):
        told[message.seat.person_id].append(message)
    connection = get_connection()
    went = [_send(box, told[box.person_id], day, connection) for box in boxes if box.person_id in told]
    return Letters(went.count(True), went.count(False))


def _send(box: Mailbox, messages: list[Message], day: date, connection: BaseEmailBackend) -> bool:
    own = Message.objects.filter(pk__in=[message.pk for message in messages])
    if not Mailbox.objects.filter(pk=box.pk).exclude(mailed_on=day).update(mailed_on=day):
        return False
    own.update(is_mailed=True)
    try:
        letter(box, messages, connection).send()
    except (SMTPException, OSError) as failure:
        log.error("letter to mailbox %s was not sent: %s", box.pk, type(failure).__name__)
        Mailbox.objects.filter(pk=box.pk).update(mailed_on=box.mailed_on)
        own.update(is_mailed=False)
        return False
    return True


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
