"""One load process: threads that send events as fast as they are answered, and again until they are.

`python -m bench.chaos_client http|direct PORT THREADS NUMBER OUT` works until standard input closes, then finishes what
is under way and writes one JSON line for each answered event to OUT.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

SUBJECT = "dissemination:1"
EVENTS = ("cascade.text.opened", "cascade.reading.declined", "cascade.reading.acknowledged")
PAUSE = 0.1
GIVE_UP_SECONDS = 60.0

Send = Callable[[dict[str, Any]], dict[str, Any] | None]


def actor_of(asked: dict[str, Any]) -> Any:
    """Give the actor of an event: one seat a person."""
    from thongsuot.ledger.entries import Actor

    return Actor(asked["person"], asked["person"], asked["unit"])


def event(person: int, turn: int) -> dict[str, Any]:
    """Make the next event of one seat: opened, declined, acknowledged, and again with the next expression."""
    unit = f"1/{2 + person % 5}/{10 + person % 50}"
    expression = f"{turn // len(EVENTS):064x}"
    facts = {"expression": expression, "seats": [[person, unit]]}
    name = EVENTS[turn % len(EVENTS)]
    return {"event": name, "key": str(uuid4()), "person": person, "unit": unit, "subject": SUBJECT, "facts": facts}


class Http:
    """Send over one kept-alive connection to the web workers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection: http.client.HTTPConnection | None = None

    def __call__(self, path: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Give the answer, or None when none came that says yes."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
            self.connection.request("POST", path, json.dumps(asked), {"Content-Type": "application/json"})
            response = self.connection.getresponse()
            body = response.read()
            return json.loads(body) if response.status == 200 else None
        except (OSError, http.client.HTTPException):
            if self.connection:
                self.connection.close()
            self.connection = None
            return None


def send_direct(asked: dict[str, Any]) -> dict[str, Any] | None:
    """Send straight to the writer's socket, as a web worker's thread does."""
    from thongsuot.kernel.errors import OutcomeUnknown
    from thongsuot.ledger import actions as ledger

    try:
        receipt = ledger.append(
            asked["event"],
            key=UUID(asked["key"]),
            by=actor_of(asked),
            at=datetime.now(UTC),
            subject=SUBJECT,
            facts=asked["facts"],
        )
    except OutcomeUnknown:
        return None
    return {"seq": receipt.seq, "leaf": receipt.leaf.hex()}


class Client:
    """One thread's work: events of persons that no other thread has."""

    def __init__(self, kind: str, port: int, number: int) -> None:
        self.http = Http(port) if kind == "http" else None
        self.persons = itertools.cycle(range(number * 1000 + 1, number * 1000 + 201))
        self.answered: list[dict[str, Any]] = []
        self.retried = self.unanswered = 0

    def work(self, stop: threading.Event) -> None:
        """Send until told to stop; every tenth event over HTTP goes through the outbox instead."""
        for turn in itertools.count():
            if stop.is_set():
                return
            asked = event(next(self.persons), turn // 200)
            if self.http and turn % 10 == 9:
                self._record(asked)
            else:
                self._append(asked)

    def _append(self, asked: dict[str, Any]) -> None:
        give_up = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < give_up:
            answer = self.http("/append", asked) if self.http else send_direct(asked)
            if answer:
                self.answered.append({"key": asked["key"], **answer})
                return
            self.retried += 1
            time.sleep(PAUSE)  # the page waits as well before it sends again by itself
        self.unanswered += 1

    def _record(self, asked: dict[str, Any]) -> None:
        answer = self.http("/record", asked) if self.http else None
        if answer:
            self.answered.append(answer)


def main(kind: str, port: str, threads: str, number: str, out: str) -> None:
    """Run the threads and write down what was answered."""
    if kind == "direct":
        import django

        os.environ["THONGSUOT_LEDGER_ACCESS"] = "ro"
        django.setup()
    clients = [Client(kind, int(port), int(number) * 100 + index) for index in range(int(threads))]
    stop = threading.Event()
    workers = [threading.Thread(target=client.work, args=(stop,)) for client in clients]
    for worker in workers:
        worker.start()
    sys.stdin.read()
    stop.set()
    for worker in workers:
        worker.join()
    with open(out, "w", encoding="utf-8") as file:
        for client in clients:
            file.writelines(json.dumps(line) + "\n" for line in client.answered)
        totals = {name: sum(getattr(client, name) for client in clients) for name in ("retried", "unanswered")}
        file.write(json.dumps(totals) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
