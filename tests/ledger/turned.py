"""A writer's loop that a test turns by hand, and a client that waits for it meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client
from thongsuot.ledger.loop import Loop


@contextmanager
def elsewhere(work: Callable[[], Any]) -> Iterator[list[Any]]:
    """Do a client's blocking work in a thread of its own, whose answer is there after the block."""
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(work())
        except OutcomeUnknown as unknown:
            answers.append(unknown)
        finally:
            client.hang_up()

    thread = threading.Thread(target=run)
    thread.start()
    yield answers
    thread.join(10)
    assert answers, "the client never got an answer"


def turn_until(loop: Loop, done: Callable[[], bool]) -> None:
    for _ in range(500):
        if done():
            return
        loop.round(0.02)
    raise AssertionError("the loop did not come to an end of this")
