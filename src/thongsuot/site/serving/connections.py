"""HTTP as the hall's own process speaks it: connections that stay open, a press a request, parked until it is kept.

It knows the few addresses of `hall.VERBS` and nothing else, and is meant to stand behind a reverse proxy.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from httptools import HttpParserError, HttpRequestParser

from thongsuot.ledger.parking import ParkingTransport
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
    refused,
    refusing,
    too_large,
)
from thongsuot.site.serving.verbs import VERBS

log = logging.getLogger(__name__)

ACCEPTED = JSON.encode()
LONGEST_REQUEST = 32 * 1024  # with its headers
MOST_CONNECTIONS = 10_000
MOST_WAITING = 1_000
IDLE_SECONDS = 75.0


class Doors:
    """What all connections share."""

    def __init__(self, presses: Presses, parking: ParkingTransport) -> None:
        self.presses, self.parking = presses, parking
        self.connections: set[Connection] = set()
        self.verbs = {path.encode(): verb for path, verb in VERBS.items()}
        heads = "".join(f"{name}: {value}\r\n" for name, value in HEADERS)
        self.heads = {status: f"HTTP/1.1 {status} {phrase}\r\n{heads}".encode() for status, phrase in PHRASES.items()}
        self.heads[UNAVAILABLE] += f"Retry-After: {RETRY_SECONDS}\r\n".encode()

    def said(self, status: int, body: bytes) -> bytes:
        """Write one answer."""
        return b"%sContent-Length: %d\r\n\r\n%s" % (self.heads[status], len(body), body)

    def hang_up_on_the_idle(self, now: float) -> None:
        """Close connections on which nothing has been asked for long."""
        for connection in list(self.connections):
            if connection.is_free and now - connection.heard > IDLE_SECONDS:
                connection.transport.close()


class Connection(asyncio.Protocol):
    """One connection, kept open; one request at a time, the next is read when the one before is answered."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.is_free, self.is_lasting = True, True
        self.heard, self.size = time.monotonic(), 0

    def connection_made(self, transport: Any) -> None:
        """Begin to read; one connection too many is closed at once."""
        self.transport: asyncio.Transport = transport
        self.parser = HttpRequestParser(self)
        self.doors.connections.add(self)
        if len(self.doors.connections) > MOST_CONNECTIONS:
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it; a press that is parked goes on and is kept, its answer has nobody to go to."""
        self.doors.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        """Read on. What is no HTTP is hung up on."""
        self.heard = time.monotonic()
        self.size += len(data)
        if self.size > LONGEST_REQUEST:
            self.transport.close()
            return
        try:
            self.parser.feed_data(data)
        except HttpParserError:
            self.transport.close()

    def on_message_begin(self) -> None:
        """Begin a request. A second one before the answer to the first is more than a page or a proxy sends."""
        if not self.is_free:
            self.transport.close()
        self.url, self.accept, self.cookies = b"", b"", b""
        self.body = b""

    def on_url(self, url: bytes) -> None:
        """Hold the address."""
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Hold the two headers that matter."""
        match name.lower():
            case b"accept":
                self.accept = value
            case b"cookie":
                self.cookies = value

    def on_body(self, data: bytes) -> None:
        """Hold the body."""
        self.body += data

    def on_message_complete(self) -> None:
        """Let the press be made in a greenlet of its own."""
        self.size = 0
        if self.transport.is_closing():
            return
        self.is_free, self.is_lasting = False, self.parser.should_keep_alive()
        self.doors.parking.start(self._press)

    def _press(self) -> None:
        try:
            status, body = self._answer()
        except Exception:
            log.exception("a press failed")
            status, body = 500, b"{}"
        self.is_free = True
        if not self.transport.is_closing():
            self.transport.write(self.doors.said(status, body))
            if not self.is_lasting:
                self.transport.close()

    def _answer(self) -> tuple[int, bytes]:
        verb = self.doors.verbs.get(self.url)
        if verb is None or self.parser.get_method() != b"POST" or self.accept != ACCEPTED:
            return 404, refused("not_found", "")
        if len(self.body) > LONGEST_BODY:
            return refusing(too_large())
        return self.doors.presses.answer(verb, self.body, self.cookies.decode("latin-1"))


class Pressure:
    """Refuse at once who would only wait: when a thousand stand in line and the first has waited too long."""

    def __init__(self, transport: ParkingTransport, most: int = MOST_WAITING) -> None:
        self.transport, self.most = transport, most

    def __enter__(self) -> None:
        since = self.transport.waits_since()
        if since is not None and len(self.transport.line) >= self.most and time.monotonic() - since > PATIENCE_SECONDS:
            raise busy()

    def __exit__(self, *_failure: object) -> None:
        return None
