"""How long publishing takes: a draft becomes the duties of all units of a fictional city, and of a fictional nation.

The city is taken in through the same import as a real one (see the bench `import`); each run drafts, plans and
publishes a new drive, and only publishing is timed. The nation is too large for that and comes from `bench.nation`; its
drives are ordered and carried out as the background does it. Both on SQLite and, where a server is at hand, PostgreSQL.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from bench import nation, postgres
from bench.apart import done_apart
from bench.figures import Figure, timed

if TYPE_CHECKING:
    from thongsuot.orgs.rows import OrganisationRows

WARDS_BY_SIZE = (1, 9, 94)
ALL_WARDS = 94
Measure: TypeAlias = Callable[[str, str, int, int], tuple[int, list[float]]]  # folder, database, size, runs
Run: TypeAlias = tuple[Measure, int, int]  # what, of which size, how often
SHARES = (100, 10, 1)  # of the nation, a decade apart
CITY = "94 wards and communes, 2,000 cells, 75,000 people on {on}; sizes are people; one process, no writer"
NATION = (
    "3,321 communes, 50,000 cells, 5,600,000 people on {on}; sizes are people; from the order the background takes "
    "up to the drive that everybody sees; one process, no writer"
)
QUICK_NATION = (
    "332 communes, 5,000 cells, 560,000 people on {on}; sizes are people; the whole nation only without QUICK"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give `publish.city` and `publish.national` on each database; `quick`: fewer runs, a tenth of the nation."""
    for on in ("SQLite", "PostgreSQL") if postgres.binaries() else ("SQLite",):
        suffix = ".pg" if on == "PostgreSQL" else ""
        city = [(measure, wards, 3 if quick else 7) for wards in WARDS_BY_SIZE]
        yield _figure(f"publish.city{suffix}", city, on, CITY)
        nation = [(measure_nation, share, 2 if quick else 3) for share in SHARES[: 2 if quick else 3]]
        yield _figure(f"publish.national{suffix}", nation, on, QUICK_NATION if quick else NATION)


def _figure(name: str, runs: list[Run], on: str, conditions: str) -> dict[str, Any]:
    began = time.monotonic()
    found: dict[str, list[float]] = {}
    for what, size, times in runs:
        people, published = _apart(what, size, times, on)
        found[str(people)] = published
    return Figure(
        bench=name,
        unit="s",
        samples=found[list(found)[-1]],
        seconds=time.monotonic() - began,
        sizes={size: statistics.median(values) for size, values in found.items()},
        conditions=conditions.format(on=on),
    ).line()


def _apart(what: Measure, size: int, times: int, on: str) -> tuple[int, list[float]]:
    """Measure one size in a process of its own with an installation of its own: people, seconds of each publishing."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        url = stack.enter_context(postgres.running(durable=True)).url if on == "PostgreSQL" else ""
        return done_apart(what, folder, url, size, times)


def measure_nation(folder: str, url: str, share: int, times: int) -> tuple[int, list[float]]:
    """Make an installation in `folder`, fill it with a share of the nation, and carry out so many orders."""
    prepare(folder, url)
    from django.utils import timezone

    now, size = timezone.now(), nation.size_of(share)
    office = nation.make(size, now)
    text = _text(now)
    return size.people, [_carried_out(office, text, now) for _round in range(times)]


def _carried_out(office: Any, text: int, now: Any) -> float:
    from datetime import timedelta

    from django.utils import timezone

    from thongsuot.cascade import working
    from thongsuot.cascade.actions.ordering import order_publishing
    from thongsuot.cascade.models import PublishOrder

    drive = _draft(office, text, now)
    order = order_publishing(drive, at=now + timedelta(seconds=1), by=office, now=now)
    PublishOrder.objects.filter(pk=order.pk).update(due_at=now)
    seconds = timed(lambda: working.carry_out(order.pk, timezone.now))
    state = PublishOrder.objects.get(pk=order.pk)
    assert state.state == "done", state.answer
    return seconds


def measure(folder: str, url: str, wards: int, times: int) -> tuple[int, list[float]]:
    """Make an installation in `folder`, take in so many wards of the city, and publish so many times."""
    prepare(folder, url)
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


def prepare(folder: str, url: str = "") -> None:
    os.environ |= {"THONGSUOT_DATA": folder, "THONGSUOT_LEDGER_ACCESS": "rw", "THONGSUOT_LOG": "ERROR"}
    os.environ["THONGSUOT_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.site.settings"
    import django

    from thongsuot.site import secrets

    secrets.make(Path(folder) / "secrets")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="default", verbosity=0)
    if not url:
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

    drive = _draft(office, text, now)
    return timed(lambda: drafting.publish_dissemination(drive, by=office, now=now))


def _draft(office: Any, text: int, now: Any) -> int:
    """Draft and plan a drive for everybody and give its id."""
    from thongsuot.cascade.actions import drafting
    from thongsuot.cascade.audience import everybody, suggested_deadlines
    from thongsuot.kernel.clock import day_of

    drive = drafting.draft_dissemination(None, by=office, now=now)
    deadlines = suggested_deadlines(day_of(now))
    plan = drafting.DisseminationPlan("Đợt đo", "", (text,), everybody(), deadlines)
    return int(drafting.plan_dissemination(drive.pk, plan=plan, by=office, now=now).pk)
