"""What the screen of a point shows: a code that changes every 30 seconds, the one to read out, and the count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from thongsuot.conferences.agenda import OnNow
from thongsuot.conferences.queries.agenda import now_at
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat
from thongsuot.orgs.qr import picture
from thongsuot.points import hallcode
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import IN, OUT
from thongsuot.points.queries.door import counts_of, current_half_day, run_point


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """One look at the screen; without a half day today there is no code."""

    point: ConnectingPoint
    half_day_name: str
    direction: str
    picture: SafeString | str
    spoken: str
    arrived: int
    on: OnNow | None = None


def screen_page(point_id: int, way: str, seat: Seat, now: datetime) -> ScreenPage:
    """Show the code of now to who keeps the door. Raises DoesNotExist for a point the seat may not see."""
    point = run_point(point_id, seat)
    direction = OUT if way == "ra" else IN
    half_day = current_half_day(list(point.conference.half_days.all()), day_of(now))
    if half_day is None or half_day.on != day_of(now):
        return ScreenPage(point, "", direction, "", "", 0)
    code = hallcode.ScreenCode(point.pk, half_day.pk, direction, hallcode.step_of(now))
    address = reverse("doorstep", args=(hallcode.write(code, settings.POINT_KEYS),))
    return ScreenPage(
        point,
        half_day_name(half_day),
        direction,
        picture(f"{settings.PUBLIC_URL}{address}"),
        hallcode.spoken(point.pk, half_day.pk, settings.POINT_KEYS),
        counts_of(point, half_day)[0],
        now_at(point.conference, now),
    )
