"""From the body of a press to its answer: what the two doors in front of Django share, whatever carries them.

503 means that nothing was stored, or (`outcome_unknown`) that nobody can say; either way the page sends the very same
again, and what was stored the first time is answered the second time.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from thongsuot.conferences import hall, permissions
from thongsuot.conferences.actions.hall import Kept
from thongsuot.conferences.queries.sittings import Sittings
from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.ledger.entries import written

JSON = "application/json"
LONGEST_BODY = 16 * 1024
PATIENCE_SECONDS = 1.0  # many may wait only while each is answered within this
RETRY_SECONDS = 2
HEADERS = [("Content-Type", JSON), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
PHRASES = {status.value: status.phrase for status in HTTPStatus}
OK, UNAVAILABLE = 200, OutcomeUnknown.status


class Presses:
    """Answer presses by what is kept of each sitting; `pressure` refuses who would only wait too long."""

    def __init__(self, sittings: Sittings, pressure: AbstractContextManager[None]) -> None:
        self.sittings, self.pressure = sittings, pressure

    def answer(self, verb: hall.Verb, body: bytes, cookies: str) -> tuple[int, bytes]:
        """Answer in the language of the button; the house's own is spoken wherever nothing else was chosen."""
        if "=en" not in cookies or f"{settings.LANGUAGE_COOKIE_NAME}=en" not in cookies:
            return self._answer(verb, body)
        with translation.override("en"):
            return self._answer(verb, body)

    def _answer(self, verb: hall.Verb, body: bytes) -> tuple[int, bytes]:
        """Give the receipt, or the refusal with its sentence: this is the translator of these doors."""
        try:
            return OK, _told(self._kept(verb, hall.pressed(fields_of(body))))
        except Refusal as refusal:
            return refusing(refusal)
        except ObjectDoesNotExist:
            return 404, refused("not_found", _("Không tìm thấy hội nghị này."))
        except DatabaseError:
            return refusing(busy())

    def _kept(self, verb: hall.Verb, press: hall.Pressed) -> Kept:
        now = timezone.now()
        sitting = self.sittings.get(press.by.conference, now)
        permissions.check_standing(is_taken_back=self.sittings.is_taken_back(press.by.code))
        with self.pressure:
            return verb(press, sitting, now)


def busy() -> OutcomeUnknown:
    """Say that too many wait already, or that the database does; what says so stored nothing."""
    return OutcomeUnknown("busy", _("Máy chủ đang bận nên chưa ghi gì. Trang sẽ tự gửi lại."))


def too_large() -> hall.Garbled:
    """Say that this is no form of a delegate's page."""
    return hall.Garbled("too_large", _("Trang gửi lên thiếu nội dung. Tải lại trang rồi bấm lại."))


def fields_of(body: bytes) -> dict[str, list[str]]:
    """Read a form. Keys, passes and numbers need no escaping, so that almost none has an escape in it."""
    text = body.decode("utf-8", "replace")
    if "%" in text or "+" in text:
        return parse_qs(text, keep_blank_values=True)
    fields: dict[str, list[str]] = {}
    for part in text.split("&"):
        name, _equals, value = part.partition("=")
        if name in fields:
            fields[name].append(value)
        elif part:
            fields[name] = [value]
    return fields


def _told(kept: Kept) -> bytes:
    """Write a receipt; its few numbers and its moment need no JSON library."""
    result = "" if kept.right is None else f', "right": {kept.right}, "of": {kept.of}'
    return f'{{"seq": {kept.seq}, "at": "{written(kept.at)}"{result}}}'.encode()


def refusing(refusal: Refusal) -> tuple[int, bytes]:
    """Give the answer that a refusal is."""
    return refusal.status, refused(refusal.code, refusal.message)


def refused(code: str, message: str) -> bytes:
    """Write a refusal: the code for machines, the sentence for people."""
    told: dict[str, Any] = {"code": code, "message": str(message)}
    return json.dumps(told, ensure_ascii=False).encode()
