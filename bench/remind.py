"""How long the morning takes in a city: who is told of what is due, and how long another writer waits meanwhile.

`remind.morning` is the first half of the job `remind_every_morning` on the first morning of a drive, when everybody is
told of it in the desk; `remind.letters` its second half, the letters of a fifth of the people, written and handed to no
server at all; `remind.again` both on a morning that has nothing new; `remind.held` the longest that a second process
waited meanwhile that writes one small row after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bench.beside import by_wards, writer_beside
from bench.figures import timed
from bench.publish import first_wards, prepare

ONE_IN = 5
CONDITIONS = (
    "94 wards and communes, 2,000 cells, 75,000 people, one drive to everybody, letters to a fifth of them that are"
    " written and sent nowhere, on SQLite; sizes are people; one process reminds, one writes a row every 20 ms"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the figures; `quick` leaves the largest size out."""
    return by_wards("remind", measure, CONDITIONS, quick)


def measure(folder: str, wards: int) -> tuple[int, dict[str, float]]:
    """Fill a city, publish to everybody, and let two mornings pass beside another process that writes."""
    prepare(folder)
    people, morning = _city(wards)
    from thongsuot.cascade.jobs import remind, send
    from thongsuot.cascade.queries.reminding import messages_on
    from thongsuot.kernel.clock import day_of
    from thongsuot.ledger.entries import SYSTEM
    from thongsuot.notices.actions import tell
    from thongsuot.notices.models import Message

    with writer_beside(folder) as waited:
        first = timed(lambda: tell(messages_on(day_of(morning)), by=SYSTEM, now=morning))
        letters = timed(lambda: send(morning))
        again = timed(lambda: remind(morning + timedelta(minutes=5)))
    if Message.objects.count() < people * 0.9:
        raise RuntimeError("not everybody was told")
    return people, {"morning": first, "letters": letters, "again": again, **waited}


def _city(wards: int) -> tuple[int, datetime]:
    """Take the city in, give a fifth of its people an address, publish one drive; give the next working morning."""
    from django.conf import settings
    from django.utils import timezone

    from bench.publish import _publish, _text
    from thongsuot.kernel.clock import day_of
    from thongsuot.notices.models import Mailbox
    from thongsuot.notices.workdays import is_day_off, next_morning
    from thongsuot.orgs.actions.importing import import_organisation
    from thongsuot.orgs.models import Seat
    from thongsuot.people.models import Person
    from thongsuot.site.demo import city

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    rows, now = first_wards(city.city_rows("city"), wards), timezone.now()
    import_organisation(rows, by=None, now=now)
    Person.objects.create(username="quan-tri", full_name="Quản trị", is_administrator=True, joined_at=now)
    ids = Person.objects.values_list("pk", flat=True)
    boxes = [Mailbox(person_id=pk, address=f"nguoi-{pk}@example.vn") for pk in ids if pk % ONE_IN == 0]
    Mailbox.objects.bulk_create(boxes, batch_size=1000)
    office = Seat.objects.select_related("organisation").get(person__username=city.OFFICE)
    _publish(office, _text(now), now)
    morning = next_morning(now)
    while is_day_off(day_of(morning)):
        morning += timedelta(days=1)
    return len(rows.people), morning
