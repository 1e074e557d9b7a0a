"""The boards of a country: 1 + 34 + 3,321 + 50,000 units and 5.6 million people, on SQLite and PostgreSQL.

`board.p95` is the data of the national board, `board.commune` that of a commune's, `board.who` who has not in one cell,
`board.page` the national page with everything around it. `board.recount` counts every counter again from the ledger's
states, `board.refold` folds every entry again from its bytes; both must agree with the counters, else the line carries
errors. The country is made by SQL in a folder that is thrown away; sizes are people, a decade apart.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench import postgres
from bench.apart import done_apart
from bench.figures import Figure, timed
from bench.publish import prepare
from bench.realm import CLERK, OFFICE, build, nation

CELLS = (500, 5_000, 50_000)
CELLS_QUICK = (5, 50, 500)
ROUNDS, CALLS = 5, 40
ROUNDS_QUICK, CALLS_QUICK = 3, 10
UNITS = {"recount": "s", "refold": "s", "made": "s"}
CONDITIONS = (
    "{people:,} people, {units:,} units, {done:,} acknowledgements of one text on {database}; sizes are people; warm,"
    " one process, no writer at work"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the figures of each database; `quick` means a hundredth of the people."""
    for database in ("sqlite", "postgresql"):
        if database == "postgresql" and postgres.binaries() is None:
            sys.stderr.write(
                "board on PostgreSQL is left out: no server on this machine (apt-get install postgresql).\n"
            )
            continue
        began, found = time.monotonic(), {}
        for cells in CELLS_QUICK if quick else CELLS:
            found[nation(cells).people] = _apart(database, cells, quick)
        yield from _lines(database, found, time.monotonic() - began)


def _lines(database: str, found: dict[int, dict[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    people = max(found)
    shape = nation(people // 112)
    told = {"people": people, "units": sum(units for _level, units in shape.tiers), "done": people * 7 // 10}
    for name in next(iter(found.values())):
        if name == "errors":
            continue
        yield Figure(
            bench=f"board.{name}" + ("" if database == "sqlite" else "_postgresql"),
            unit=UNITS.get(name, "ms"),
            samples=found[people][name],
            seconds=seconds,
            conditions=CONDITIONS.format(**told, database=database),
            sizes={str(size): sorted(values[name])[len(values[name]) // 2] for size, values in found.items()},
            errors=sum(values["errors"].get(name, 0) for values in found.values()),
        ).line()


def _apart(database: str, cells: int, quick: bool) -> dict[str, Any]:
    """Measure one size in a process and a folder of its own."""
    folder = tempfile.mkdtemp(prefix="thongsuot-board-")
    try:
        if database == "sqlite":
            return done_apart(measure, folder, cells, quick)
        with postgres.running(durable=False) as server:
            return done_apart(measure, folder, cells, quick, server.url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(folder: str, cells: int, quick: bool, url: str = "") -> dict[str, Any]:
    """Make the country and time its boards, in milliseconds, and its recounts, in seconds."""
    prepare(folder, url)
    made = timed(lambda: build(nation(cells)))
    found: dict[str, Any] = {name: _p95(act, quick) for name, act in _boards(cells).items()}
    recount, refold = _proofs()
    errors = {"recount": 0, "refold": 0}
    for name, act in (("recount", recount), ("refold", refold)):
        began = time.perf_counter()
        errors[name] = len(act())
        found[name] = [time.perf_counter() - began]
    return {**found, "made": [made], "errors": errors}


def _boards(cells: int) -> dict[str, Callable[[], Any]]:
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from thongsuot.cascade.queries.coverage import coverage
    from thongsuot.orgs.models import Seat

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS, settings.STORAGES = ["*"], {**settings.STORAGES, "staticfiles": plain}
    seats = Seat.objects.select_related("organisation", "person")
    office, clerk = (seats.get(person__username=name) for name in (OFFICE, CLERK))
    keeper = seats.get(pk=1 + (cells // 2) * 112)
    now, client = timezone.now(), Client()
    client.force_login(office.person, backend="django.contrib.auth.backends.ModelBackend")

    def page() -> None:
        answer = client.get("/quan-triet/1/do-phu/")
        assert answer.status_code == 200, answer.status_code

    return {
        "p95": lambda: coverage(1, office, now),
        "commune": lambda: coverage(1, clerk, now),
        "who": lambda: coverage(1, keeper, now),
        "page": page,
    }


def _p95(act: Callable[[], Any], quick: bool) -> list[float]:
    """Give the 95th percentile of so many calls, in milliseconds, for each round."""
    rounds, calls = (ROUNDS_QUICK, CALLS_QUICK) if quick else (ROUNDS, CALLS)
    for _warm in range(3):
        act()
    times = [sorted(timed(act) for _call in range(calls)) for _round in range(rounds)]
    return [1000 * each[int(0.95 * calls)] for each in times]


def _proofs() -> tuple[Callable[[], list[str]], Callable[[], list[str]]]:
    from thongsuot.ledger import recounting
    from thongsuot.site.wiring import FOLDS

    return recounting.compare_counters, lambda: recounting.compare(FOLDS)
