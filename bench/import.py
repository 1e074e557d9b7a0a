"""How long a whole organisation takes to come in, the way an office brings it: handed in, read and shown, carried out.

`import.people` is the time of the background work from the workbook to the seats in place; `import.preview` the part
until the changes are shown; `import.held` the longest that another writer of the same database waited meanwhile, found
by a second process that writes one small row after the other.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from bench.figures import Figure, timed
from bench.publish import first_wards, prepare

WARDS_BY_SIZE = (1, 9, 94)
CONDITIONS = (
    "94 wards and communes, 2,000 cells, 75,000 people from a workbook on SQLite; sizes are people; one imports,"
    " one writes a row every 20 ms"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the three figures; `quick` leaves the largest size out."""
    found: dict[str, dict[str, float]] = {"people": {}, "preview": {}, "held": {}}
    for wards in WARDS_BY_SIZE[:2] if quick else WARDS_BY_SIZE:
        with tempfile.TemporaryDirectory() as folder, _apart() as apart:
            people, times = apart.submit(measure, folder, wards).result()
        for name, seconds in times.items():
            found[name][str(people)] = seconds
    for name, sizes in found.items():
        value = list(sizes.values())[-1]
        yield Figure(f"import.{name}", "s", [value], value, CONDITIONS, sizes=sizes).line()


def _apart() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def measure(folder: str, wards: int) -> tuple[int, dict[str, float]]:
    """Bring one city in, in a process of its own, beside another that writes."""
    prepare(folder)
    from django.utils import timezone

    from thongsuot.orgs import template, working
    from thongsuot.orgs.actions.intakes import carry_out_list, hand_in_list
    from thongsuot.orgs.models import Seat
    from thongsuot.people.models import Person
    from thongsuot.site.demo import city

    rows, now = first_wards(city.city_rows("city"), wards), timezone.now()
    keeper = Person.objects.create(username="quan-tri", full_name="Quản trị", is_administrator=True, joined_at=now)
    path = Path(folder) / "list.xlsx"
    with path.open("wb") as out:
        template.write_rows(rows, out)
    context = get_context("spawn")
    stop, answers = context.Event(), context.Queue()
    beside = context.Process(target=write_beside, args=(folder, stop, answers))
    beside.start()
    answers.get()  # the first row is written
    with path.open("rb") as file:
        intake = hand_in_list(file, language="vi", by=keeper, now=now)
    preview = timed(lambda: working.read_list(intake.pk, now=now))
    carry_out_list(intake.pk, by=keeper, now=now)
    taking = timed(lambda: working.take_list(intake.pk, now=now))
    stop.set()
    held = answers.get()
    beside.join()
    if Seat.objects.count() != len(rows.people):
        raise RuntimeError("not everybody came in")
    return len(rows.people), {"people": preview + taking, "preview": preview, "held": held}


def write_beside(folder: str, stop: Event, answers: Any) -> None:
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
