"""How long a whole organisation takes to come in, the way an office brings it: handed in, read and shown, carried out.

`import.people` is the time of the background work from the workbook to the seats in place; `import.preview` the part
until the changes are shown; `import.held` the longest that another writer of the same database waited meanwhile, found
by a second process that writes one small row after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.beside import by_wards, writer_beside
from bench.figures import timed
from bench.publish import first_wards, prepare

CONDITIONS = (
    "94 wards and communes, 2,000 cells, 75,000 people from a workbook on SQLite; sizes are people; one imports,"
    " one writes a row every 20 ms"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the figures; `quick` leaves the largest size out."""
    return by_wards("import", measure, CONDITIONS, quick)


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
    with writer_beside(folder) as waited:
        with path.open("rb") as file:
            intake = hand_in_list(file, language="vi", by=keeper, now=now)
        preview = timed(lambda: working.read_list(intake.pk, now=now))
        carry_out_list(intake.pk, by=keeper, now=now)
        taking = timed(lambda: working.take_list(intake.pk, now=now))
    if Seat.objects.count() != len(rows.people):
        raise RuntimeError("not everybody came in")
    return len(rows.people), {"people": preview + taking, "preview": preview, **waited}
