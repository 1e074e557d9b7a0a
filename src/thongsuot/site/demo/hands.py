"""Many people at once: the story's acts are done by a few processes, as they are by the workers of a real server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from django.db import connections

from thongsuot.ledger.client import hang_up

T = TypeVar("T")
R = TypeVar("R")
HANDS = 4  # one computes while another waits for the writer; more than the two cores of a small server help little


def by_many_hands(work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
    """Deal `things` out and let each process do `work` on its share; answers with what each of them answered.

    Connections of this process are closed first: none may be shared with a child. Fork keeps the settings at hand.
    """
    connections.close_all()
    hang_up()
    with ProcessPoolExecutor(HANDS, mp_context=get_context("fork")) as hands:
        shares = [hands.submit(work, things[at::HANDS]) for at in range(HANDS)]
        return [share.result() for share in shares]
