"""The page of a point's door: what it shows on line, and what it takes along for the hours without network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from thongsuot.conferences.models import HalfDay
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import day_of, end_of
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Seat
from thongsuot.people import codes
from thongsuot.people.models import EntryCode
from thongsuot.points import permissions
from thongsuot.points.folds import INSIDE, point_step
from thongsuot.points.keys import PointPass, digest, salt_of, write_pass
from thongsuot.points.models import ConnectingPoint, PointDevice
from thongsuot.points.passages import IN
from thongsuot.points.queries.roster import expected_at

LATE_DAYS = 30  # so long after the last half day a device may still bring what it wrote down
SCRIPTS = tuple(f"points/{name}.js" for name in ("vault", "sending", "scan", "door"))
TAIL = 4  # letters of a code that are typed by hand


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The frame of a point's page, without anybody's name: what stays on the device for the hours without network."""

    point: ConnectingPoint
    half_days: tuple[tuple[HalfDay, str], ...]
    current: HalfDay | None
    arrived: int
    inside: int
    scripts: tuple[str, ...] = SCRIPTS


def door_page(point_id: int, seat: Seat, now: datetime) -> DoorPage:
    """Show the door of a point. Raises DoesNotExist for who may not see it; refuses who may not write there."""
    point = run_point(point_id, seat)
    half_days = list(point.conference.half_days.all())
    current = current_half_day(half_days, day_of(now))
    seen, inside = counts_of(point, current)
    return DoorPage(point, tuple((each, half_day_name(each)) for each in half_days), current, seen, inside)


def run_point(point_id: int, seat: Seat) -> ConnectingPoint:
    """Find a point at whose door a seat writes."""
    point = ConnectingPoint.objects.visible_to(seat).to_show().get(pk=point_id)
    permissions.check_run(seat, is_run=point.is_run_by(seat))
    return point


def current_half_day(half_days: Sequence[HalfDay], today: date) -> HalfDay | None:
    """Give the half day that a door opens with: today's first, else the last that has begun, else the first of all."""
    todays = [each for each in half_days if each.on == today]
    past = [each for each in half_days if each.on < today]
    return next(iter([*todays, *past[-1:], *half_days]), None)


def counts_of(point: ConnectingPoint, half_day: HalfDay | None) -> tuple[int, int]:
    """Count who was noted at a point in a half day, and who of them is inside now; two queries."""
    if half_day is None:
        return 0, 0
    held = SeatState.objects.in_scope(point.conference.ref).filter(item=half_day.item)
    seen = held.filter(step=point_step(point.pk))
    inside = held.filter(step=INSIDE, status=IN, seat__in=seen.values("seat"))
    return seen.count(), inside.count()


def pass_for(point: ConnectingPoint, seat: Seat, until: datetime, device: int = 0) -> PointPass:
    """Name who keeps the door of a point on which device, until a moment."""
    return PointPass(point.pk, seat.pk, seat.person_id, seat.organisation.path, int(until.timestamp()), device)


def door_keeper(point_id: int, seat: Seat, now: datetime) -> PointPass:
    """Name a seat as the keeper of a door for one press on its page."""
    return pass_for(run_point(point_id, seat), seat, now + timedelta(minutes=1))


def is_shut_out(by: PointPass) -> bool:
    """Tell whether a keeper shut the device of a pass out."""
    return PointDevice.objects.filter(pk=by.device, ended_at__isnull=False).exists()


def roster(point: ConnectingPoint, seat: Seat, now: datetime, device: int) -> dict[str, Any]:
    """Give what a device takes along: who is expected, each with digests of their codes, and a pass to bring it back.

    Digests are of the whole code and of its last letters, salted for this point. The roster ends with the conference,
    the pass a month later.
    """
    half_days = list(point.conference.half_days.all())
    last = max((each.on for each in half_days), default=day_of(now))
    ends = end_of(last)
    current = current_half_day(half_days, day_of(now))
    salt = salt_of(point.pk, settings.POINT_KEYS)
    people = list(expected_at(point, current.on if current else last))
    held = pass_for(point, seat, ends + timedelta(days=LATE_DAYS), device)
    return {
        "point": point.pk,
        "pass": write_pass(held, settings.POINT_KEYS),
        "now": int(now.timestamp() * 1000),
        "ends": int(ends.timestamp() * 1000),
        "salt": salt,
        "half_days": [{"id": each.pk, "name": half_day_name(each), "on": each.on.isoformat()} for each in half_days],
        "current": current.pk if current else None,
        "people": _people(people, salt, now),
        "inside": _inside(point, [each.item for each in half_days]),
    }


def _people(seats: Sequence[Seat], salt: str, now: datetime) -> list[list[Any]]:
    held: dict[int, list[str]] = {}
    wanted = {seat.person_id for seat in seats}
    valid = EntryCode.objects.valid_at(now).filter(person__in=wanted, key_id__in=settings.ENTRY_KEYS)
    for code in valid.only("pk", "key_id", "person_id"):
        held.setdefault(code.person_id, []).append(codes.tidied(code.text))
    return [
        [
            seat.pk,
            seat.person.full_name,
            f"{seat.title}, {seat.organisation.name}",
            [digest(salt, text) for text in held.get(seat.person_id, ())],
            [digest(salt, text[-TAIL:]) for text in held.get(seat.person_id, ())],
        ]
        for seat in seats
    ]


def _inside(point: ConnectingPoint, items: Sequence[str]) -> dict[str, dict[int, str]]:
    """Give for each half day which way each seat went last: what other doors and earlier hours have written down."""
    found: dict[str, dict[int, str]] = {item: {} for item in items}
    rows = SeatState.objects.in_scope(point.conference.ref).filter(step=INSIDE)
    for item, seat, way in rows.values_list("item", "seat", "status"):
        found.setdefault(item, {})[seat] = way
    return {item.removeprefix("half_day:"): ways for item, ways in found.items()}
