"""The hot doors of a conference day, in front of Django: one form in, one receipt of the ledger out, as JSON.

What a page's script sends to the doors of the hall is answered here, by the same verbs as the forms without a script,
which pass through Django. A full stack of middleware costs more than the rest of such a request together, and nothing
of it is needed: no session and no cookie is looked at, the signed pass in the body is all that gives a right, so no
other site can make a browser send it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from thongsuot.conferences.queries.sittings import Sittings
from thongsuot.kernel.errors import Refusal
from thongsuot.site.serving.presses import (
    HEADERS,
    JSON,
    LONGEST_BODY,
    PATIENCE_SECONDS,
    PHRASES,
    RETRY_SECONDS,
    UNAVAILABLE,
    Presses,
    busy,
    refusing,
    too_large,
)
from thongsuot.site.serving.verbs import VERBS

Environ = Mapping[str, Any]
StartResponse = Callable[..., Any]
MOST_WAITING = 30  # of the worker's 40 threads: the others go on serving pages while the writer is slow


class Pressure:
    """Know who waits for the writer in this worker, and since when; refuse at once when it would only get longer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.waiting: dict[int, float] = {}

    def __enter__(self) -> None:
        now = self.clock()
        if len(self.waiting) >= MOST_WAITING and now - min(list(self.waiting.values())) > PATIENCE_SECONDS:
            raise busy()
        self.waiting[threading.get_ident()] = now

    def __exit__(self, *_failure: object) -> None:
        self.waiting.pop(threading.get_ident(), None)


class HallDoors:
    """A WSGI callable: the scripts of delegates' pages are answered here, everything else goes on to `inner`."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], sittings: Sittings | None = None) -> None:
        self.inner = inner
        self.sittings = sittings or Sittings()
        self.presses = Presses(self.sittings, Pressure())

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        verb = VERBS.get(environ["PATH_INFO"])
        if verb is None or environ["REQUEST_METHOD"] != "POST" or environ.get("HTTP_ACCEPT") != JSON:
            return self.inner(environ, start_response)
        try:
            status, body = self.presses.answer(verb, _body(environ), environ.get("HTTP_COOKIE", ""))
        except Refusal as refusal:
            status, body = refusing(refusal)
        headers = [*HEADERS, ("Content-Length", str(len(body)))]
        if status == UNAVAILABLE:
            headers.append(("Retry-After", str(RETRY_SECONDS)))
        start_response(f"{status} {PHRASES[status]}", headers)
        return [body]


def _body(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST_BODY:
        raise too_large()
    body: bytes = environ["wsgi.input"].read(int(length))
    return body
