"""How long publishing takes: a draft of a fictional city becomes the duties of its units.

The city is taken in through the same import as a real one (see the bench `import`); each run drafts, plans and
publishes a new drive, and only publishing is timed.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, timed

if TYPE_CHECKING:
    from thongsuot.orgs.rows import OrganisationRows

WARDS_BY_SIZE = (1, 9, 94)
ALL_WARDS = 94
CONDITIONS = "94 wards and communes, 2,000 cells, 75,000 people on SQLite; sizes are people; one process, no writer"


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give `publish.city`; `quick` means fewer runs."""
    times = 3 if quick else 7
    began = time.monotonic()
    found: dict[str, list[float]] = {}
    for number in WARDS_BY_SIZE:
        with tempfile.TemporaryDirectory() as folder:
            people, published = _apart(folder, number, times)
        found[str(people)] = published
    largest = list(found)[-1]
    yield Figure(
        bench="publish.city",
        unit="s",
        samples=found[largest],
        seconds=time.monotonic() - began,
        sizes={size: statistics.median(values) for size, values in found.items()},
        conditions=CONDITIONS,
    ).line()


def _apart(folder: str, wards: int, times: int) -> tuple[int, list[float]]:
    """Measure one size in a process of its own: people, seconds of each publishing."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(measure, folder, wards, times).result()


def measure(folder: str, wards: int, times: int) -> tuple[int, list[float]]:
    """Make an installation in `folder`, take in so many wards of the city, and publish so many times."""
    prepare(folder)
    from django.utils import timezone

    from thongsuot.orgs.actions.importing import import_organisation
    from thongsuot.orgs.models import Seat
    from thongsuot.site.demo import city

    rows = first_wards(city.city_rows("city"), wards)
    now = timezone.now()
    import_organisation(rows, by=None, now=now)
    office = Seat.objects.select_related("organisation").get(person__username=city.OFFICE)
    text = _text(now)
    _publish(office, text, now)  # warms up
    return len(rows.people), [_publish(office, text, now) for _round in range(times)]


def prepare(folder: str) -> None:
    os.environ |= {"THONGSUOT_DATA": folder, "THONGSUOT_LEDGER_ACCESS": "rw", "THONGSUOT_LOG": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.site.settings"
    import django

    from thongsuot.site import secrets

    secrets.make(Path(folder) / "secrets")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="default", verbosity=0)
    call_command("migrate", database="ledger", verbosity=0)


def first_wards(rows: OrganisationRows, wards: int) -> OrganisationRows:
    """Keep the city with its first wards, their cells and whoever sits there."""
    if wards == ALL_WARDS:
        return rows
    kept: set[str] = set()
    for unit in rows.units:
        is_in = unit.level == "city" or unit.parent_code in kept
        if is_in and (unit.level != "ward" or sum(code.count("-") == 1 for code in kept) < wards):
            kept.add(unit.code)
    units = tuple(unit for unit in rows.units if unit.code in kept)
    return replace(rows, units=units, people=tuple(person for person in rows.people if person.unit_code in kept))


def _text(now: Any) -> int:
    from thongsuot.corpus.actions.importing import import_document

    content = "Số: 1-QĐ/TU\n\nQUY ĐỊNH\nvề một việc soạn để đo\n\nĐiều 1. Phạm vi\n1. Đọc và ghi nhận.\n"
    return int(import_document(content.encode(), name="do.txt", by=None, now=now, is_stand_in=True).pk)


def _publish(office: Any, text: int, now: Any) -> float:
    from thongsuot.cascade.actions import drafting
    from thongsuot.cascade.audience import everybody, suggested_deadlines
    from thongsuot.kernel.clock import day_of

    drive = drafting.draft_dissemination(None, by=office, now=now)
    deadlines = suggested_deadlines(day_of(now))
    plan = drafting.DisseminationPlan("Đợt đo", "", (text,), everybody(), deadlines)
    drafting.plan_dissemination(drive.pk, plan=plan, by=office, now=now)
    return timed(lambda: drafting.publish_dissemination(drive.pk, by=office, now=now))
