"""The hot doors of a conference day, in front of Django: one form in, one receipt of the ledger out, as JSON.

What a page's script sends to the doors of the hall is answered here, by the same verbs as the forms without a script,
which pass through Django. A full stack of middleware costs more than the rest of such a request together, and nothing
of it is needed: no session and no cookie is looked at, the signed pass in the body is all that gives a right, so no
other site can make a browser send it.

503 means that nothing was stored, or (`outcome_unknown`) that nobody can say; either way the page sends the very same
again, and what was stored the first time is answered the second time.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
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

Environ = Mapping[str, Any]
StartResponse = Callable[..., Any]
JSON = "application/json"
LONGEST_BODY = 16 * 1024
MOST_WAITING = 30  # of the worker's 40 threads: the others go on serving pages while the writer is slow
PATIENCE_SECONDS = 1.0  # so many may wait only while each is answered within this
RETRY_SECONDS = 2
HEADERS = [("Content-Type", JSON), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]


class Pressure:
    """Know who waits for the writer in this worker, and since when; refuse at once when it would only get longer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.waiting: dict[int, float] = {}

    def __enter__(self) -> None:
        now = self.clock()
        since = list(self.waiting.values())
        if len(since) >= MOST_WAITING and now - min(since) > PATIENCE_SECONDS:
            raise OutcomeUnknown("busy", _("Máy chủ đang bận nên chưa ghi gì. Trang sẽ tự gửi lại."))
        self.waiting[threading.get_ident()] = now

    def __exit__(self, *_failure: object) -> None:
        self.waiting.pop(threading.get_ident(), None)


class HallDoors:
    """A WSGI callable: the scripts of delegates' pages are answered here, everything else goes on to `inner`."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], sittings: Sittings | None = None) -> None:
        self.inner = inner
        self.sittings = sittings or Sittings()
        self.pressure = Pressure()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        verb = hall.VERBS.get(environ["PATH_INFO"])
        if verb is None or environ["REQUEST_METHOD"] != "POST" or environ.get("HTTP_ACCEPT") != JSON:
            return self.inner(environ, start_response)
        status, told = self._spoken(verb, environ)
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = [*HEADERS, ("Content-Length", str(len(body)))]
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("Retry-After", str(RETRY_SECONDS)))
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    def _spoken(self, verb: hall.Verb, environ: Environ) -> tuple[HTTPStatus, dict[str, Any]]:
        """Answer in the language of the button; the house's own is spoken wherever nothing else was chosen."""
        if f"{settings.LANGUAGE_COOKIE_NAME}=en" not in environ.get("HTTP_COOKIE", ""):
            return self._answer(verb, environ)
        with translation.override("en"):
            return self._answer(verb, environ)

    def _answer(self, verb: hall.Verb, environ: Environ) -> tuple[HTTPStatus, dict[str, Any]]:
        """Give the receipt, or the refusal with its sentence: this is the translator of these doors."""
        try:
            press = hall.pressed(parse_qs(_body(environ), keep_blank_values=True))
            kept = self._kept(verb, press)
        except Refusal as refusal:
            return HTTPStatus(refusal.status), {"code": refusal.code, "message": refusal.message}
        except ObjectDoesNotExist:
            return HTTPStatus.NOT_FOUND, {"code": "not_found", "message": _("Không tìm thấy hội nghị này.")}
        except DatabaseError:
            message = _("Máy chủ đang bận nên chưa ghi gì. Trang sẽ tự gửi lại.")
            return HTTPStatus.SERVICE_UNAVAILABLE, {"code": "busy", "message": message}
        result = {} if kept.right is None else {"right": kept.right, "of": kept.of}
        return HTTPStatus.OK, {"seq": kept.seq, "at": written(kept.at), **result}

    def _kept(self, verb: hall.Verb, press: hall.Pressed) -> Kept:
        now = timezone.now()
        sitting = self.sittings.get(press.by.conference, now)
        permissions.check_standing(is_taken_back=self.sittings.is_taken_back(press.by.code))
        with self.pressure:
            return verb(press, sitting, now)


def _body(environ: Environ) -> str:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST_BODY:
        raise hall.Garbled("too_large", _("Trang gửi lên thiếu nội dung. Tải lại trang rồi bấm lại."))
    body: bytes = environ["wsgi.input"].read(int(length))
    return body.decode("utf-8", "replace")
