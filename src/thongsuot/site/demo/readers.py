"""Who in the fictional city has read by now: most wards' own cadres, some whole wards, none of those we play."""

from __future__ import annotations

from datetime import datetime, timedelta

from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Level, Seat
from thongsuot.site.demo import city

PLAYED = (city.OFFICE, city.HEAD, city.CLERK, city.MEMBER, city.TWO_SEATS)
SLOW_EVERY = 13  # every 13th ward has not begun: seven of ninety-four
WHOLE = 1  # so many wards are through, down to the last member
LATE_EVERY = 29  # every 29th of the others came after the day


def readers(drive: Dissemination, began: datetime, now: datetime) -> list[tuple[Seat, datetime]]:
    """List the seats that have acknowledged and when, earliest first; the same every time."""
    held = (
        Seat.objects.filter(organisation__upward__ancestor_id=drive.organisation_id)
        .exclude(person__username__in=PLAYED)
        .held_on(day_of(began))
        .select_related("organisation", "post", "person")
        .order_by("organisation__path", "pk")
    )
    wards = {unit: at for at, unit in enumerate(sorted(_wards(drive), key=int))}
    chosen = [seat for seat in held if _has_read(seat, wards)]
    span = now - began - timedelta(hours=2)
    return [(seat, _when(at, len(chosen), began, span)) for at, seat in enumerate(chosen)]


def enough() -> int:
    """Say how many people must have acted for a story that shows something: one of twenty, at most a thousand."""
    return min(1_000, Seat.objects.count() // 20)


def _wards(drive: Dissemination) -> set[str]:
    duties = drive.duties.filter(organisation__level=Level.WARD)
    return {path.split("/")[1] for path in duties.values_list("organisation__path", flat=True)}


def _has_read(seat: Seat, wards: dict[str, int]) -> bool:
    steps = seat.organisation.path.split("/")
    if len(steps) == 1:
        return True
    ward = wards[steps[1]]
    if ward % SLOW_EVERY == SLOW_EVERY - 1:
        return False
    return len(steps) == 2 or 1 <= ward <= WHOLE


def _when(at: int, total: int, began: datetime, span: timedelta) -> datetime:
    """Spread the readers over the first half of the time, every 29th near its end."""
    share = at / max(1, total)
    return began + span * (0.9 if at % LATE_EVERY == LATE_EVERY - 1 else 0.5 * share) + timedelta(minutes=5)
