"""What a long piece of work costs at three sizes of a city, and how long another writer waits beside it meanwhile."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from typing import Any, TypeAlias

from bench.apart import done_apart
from bench.figures import Figure, timed
from bench.publish import WARDS_BY_SIZE

Measure: TypeAlias = Callable[[str, int], tuple[int, dict[str, float]]]


def by_wards(bench: str, measure: Measure, conditions: str, quick: bool) -> Iterator[dict[str, Any]]:
    """Give one line for each time that `measure` names; `quick` leaves the largest size out.

    `measure` gets a folder and a number of wards, in a process of its own; it answers with the people there were and
    with seconds by name.
    """
    found: dict[str, dict[str, float]] = {}
    for wards in WARDS_BY_SIZE[:2] if quick else WARDS_BY_SIZE:
        with tempfile.TemporaryDirectory() as folder:
            people, times = done_apart(measure, folder, wards)
        for name, seconds in times.items():
            found.setdefault(name, {})[str(people)] = seconds
    for name, sizes in found.items():
        value = list(sizes.values())[-1]
        yield Figure(f"{bench}.{name}", "s", [value], value, conditions, sizes=sizes).line()


@contextmanager
def writer_beside(folder: str) -> Iterator[dict[str, float]]:
    """Write beside the block from another process; afterwards `held` is the longest that one row waited."""
    context = get_context("spawn")
    stop, answers = context.Event(), context.Queue()
    writer = context.Process(target=_write, args=(folder, stop, answers))
    writer.start()
    answers.get()  # the first row is written
    told: dict[str, float] = {}
    try:
        yield told
    finally:
        stop.set()
        told["held"] = answers.get()
        writer.join()


def _write(folder: str, stop: Event, answers: Any) -> None:
    """Write one small row after the other until told to stop, and answer with the longest wait."""
    os.environ |= {"THONGSUOT_DATA": folder, "THONGSUOT_LOG": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.site.settings"
    import django

    django.setup()
    from django.db import connection

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_person SET phone = '0' WHERE username = 'quan-tri'")

    write()
    answers.put("begun")
    longest = 0.0
    while not stop.is_set():
        longest = max(longest, timed(write))
        time.sleep(0.02)
    answers.put(longest)
