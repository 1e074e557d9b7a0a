"""The load generator: one process, one loop over bare sockets, requests made beforehand and read from a file.

`python -m bench.hall.load PORT RATE CONNECTIONS FILE OUT` sends every request of FILE, each at its time from the start
(RATE a second; 0: as fast as they are answered), and waits for all the answers. A request whose time has come while
every connection is busy waits here, and that wait counts: latency runs from the scheduled time to the last byte of the
answer. 503 is sent again after the pause that the answer asks for, as the page does, and its latency goes on counting.
A connection that breaks is opened again, and what it carried is sent again under the same key. OUT receives one JSON
object, OUT.seqs the number in the ledger that each request was answered with, eight bytes each, 0 where none came.
"""

from __future__ import annotations

import json
import mmap
import select
import socket
import struct
import sys
import time
from array import array
from collections import Counter, deque
from collections.abc import Iterable
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

LENGTH = struct.Struct(">H")
RETRY_AFTER = b"retry-after: "
GIVE_UP_SECONDS = 60.0


def write_requests(path: Path, requests: Iterable[bytes]) -> int:
    """Write requests one after the other, each after its length; give how many."""
    number = 0
    with path.open("wb") as file:
        for request in requests:
            file.write(LENGTH.pack(len(request)) + request)
            number += 1
    return number


class Load:
    """Everything of one run."""

    def __init__(self, port: int, rate: float, connections: int, requests: mmap.mmap) -> None:
        self.requests, self.rate = requests, rate
        self.places = _places(requests)
        self.total = len(self.places) - 1
        self.epoll = select.epoll()
        self.sockets: dict[int, socket.socket] = {}
        self.busy: dict[int, int] = {}  # descriptor → number of the request it carries
        self.received: dict[int, bytes] = {}
        self.idle: deque[int] = deque()
        self.again: list[tuple[float, int]] = []  # when, which
        self.latency = array("d", bytes(8 * self.total))
        self.seqs = array("q", bytes(8 * self.total))
        self.statuses: Counter[int] = Counter()
        self.port, self.next, self.done = port, 0, 0
        self.wanted, self.next_try = connections, 0.0
        self._connect()

    def run(self) -> dict[str, Any]:
        """Send everything and wait for the answers; give the figures."""
        self.began = time.perf_counter()
        last_progress, seen = self.began, 0
        while self.done < self.total:
            if len(self.sockets) < self.wanted:
                self._connect()
            self._send_due(time.perf_counter())
            for descriptor, _mask in self.epoll.poll(self._pause()):
                self._receive(descriptor)
            now = time.perf_counter()
            if self.done != seen:
                last_progress, seen = now, self.done
            elif now - last_progress > GIVE_UP_SECONDS:
                break
        return self._figures(time.perf_counter() - self.began)

    def _due(self, number: int) -> float:
        return self.began + number / self.rate if self.rate else self.began

    def _pause(self) -> float:
        """Sleep until the next request is due, at most a little; none is due while every connection is busy."""
        if not self.idle:
            return 0.05
        dues = [self._due(self.next)] if self.next < self.total else []
        dues += [self.again[0][0]] if self.again else []
        return max(0.0, min([*dues, time.perf_counter() + 0.05]) - time.perf_counter())

    def _send_due(self, now: float) -> None:
        while self.idle and self.again and self.again[0][0] <= now:
            self._send(heappop(self.again)[1])
        while self.idle and self.next < self.total and self._due(self.next) <= now:
            self._send(self.next)
            self.next += 1

    def _send(self, number: int) -> None:
        descriptor = self.idle.popleft()
        first, last = self.places[number] + LENGTH.size, self.places[number + 1]
        self.busy[descriptor] = number
        if not self.rate:
            self.latency[number] = self.latency[number] or time.perf_counter()
        try:
            self.sockets[descriptor].send(self.requests[first:last])  # a page of memory: it goes in one piece
        except OSError:
            self._failed(descriptor)

    def _receive(self, descriptor: int) -> None:
        try:
            data = self.sockets[descriptor].recv(65536)
        except OSError:
            data = b""
        if not data:
            self._failed(descriptor)
            return
        data = self.received.pop(descriptor, b"") + data
        head, found, body = data.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            self.received[descriptor] = data
            return
        self._answered(descriptor, int(head[9:12]), head, body)

    def _answered(self, descriptor: int, status: int, head: bytes, body: bytes) -> None:
        number, now = self.busy.pop(descriptor), time.perf_counter()
        self.idle.append(descriptor)
        self.statuses[status] += 1
        if status == 503:
            heappush(self.again, (now + _retry_after(head), number))
            return
        self.done += 1
        self.seqs[number] = _seq(body) if status == 200 else 0
        self.latency[number] = now - (self._due(number) if self.rate else self.latency[number])

    def _failed(self, descriptor: int) -> None:
        """Send again on a new connection what got no answer."""
        self.epoll.unregister(descriptor)
        self.sockets.pop(descriptor).close()
        self.received.pop(descriptor, None)
        self.statuses[0] += 1
        if (number := self.busy.pop(descriptor, None)) is not None:
            heappush(self.again, (time.perf_counter() + 0.2, number))
        if descriptor in self.idle:
            self.idle.remove(descriptor)

    def _connect(self) -> None:
        """Open the connections that are missing; where nobody listens, try again a little later."""
        while len(self.sockets) < self.wanted and time.perf_counter() >= self.next_try:
            try:
                opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            except OSError:
                self.next_try = time.perf_counter() + 0.05
                return
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets[opened.fileno()] = opened
            self.epoll.register(opened.fileno(), select.EPOLLIN)
            self.idle.append(opened.fileno())

    def _figures(self, seconds: float) -> dict[str, Any]:
        ordered = sorted(self.latency)
        return {
            "sent": self.total,
            "answered": self.statuses[200],
            "statuses": dict(self.statuses),
            "seconds": seconds,
            "per_second": self.statuses[200] / seconds,
            "p50": _share(ordered, 0.5),
            "p95": _share(ordered, 0.95),
            "p99": _share(ordered, 0.99),
            "max": ordered[-1] * 1000,
            "cpu": time.process_time(),
        }


def _places(requests: mmap.mmap) -> array[int]:
    """Give where each request begins, its length in front, and where the last one ends."""
    found, at = array("q", [0]), 0
    while at < len(requests):
        at += LENGTH.size + LENGTH.unpack_from(requests, at)[0]
        found.append(at)
    return found


def _seq(body: bytes) -> int:
    """Read the number out of an answer that begins {"seq": 7, …"""
    return int(body[body.index(b":") + 1 : body.index(b",")])


def _length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length: ")
    return int(lower[at + 16 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def _retry_after(head: bytes) -> float:
    at = head.lower().find(RETRY_AFTER)
    return float(head[at + len(RETRY_AFTER) :].split(b"\r\n", 1)[0]) if at >= 0 else 1.0


def _share(ordered: list[float], share: float) -> float:
    """Give a quantile in milliseconds."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def main(port: str, rate: str, connections: str, file: str, out: str) -> None:
    """Run one load and write down what came of it."""
    with open(file, "rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as requests:
        load = Load(int(port), float(rate), int(connections), requests)
        Path(out).write_text(json.dumps(load.run()), "utf-8")
        Path(f"{out}.seqs").write_bytes(load.seqs.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
