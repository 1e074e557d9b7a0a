"""Pass a door by one's own phone: by the code on the screen, or by the one that was read out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from thongsuot.conferences import permissions as meetings
from thongsuot.conferences import rules as sittings
from thongsuot.conferences.actions.hall import LONGEST_DEVICE, Kept
from thongsuot.conferences.folds import MARKED, PRESENT, noted
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.ledger.models import Entry, SeatState
from thongsuot.points import hallcode, rules
from thongsuot.points.folds import INSIDE
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import HALL_CODE, IN, SPOKEN_CODE


@dataclass(frozen=True, slots=True)
class Shown:
    """What a phone sends: the code it scanned or its owner typed, and the name that the phone gave itself."""

    code: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Doorstep:
    """Where a code leads: which point and half day, which way, by which means, and in which step of time."""

    point: int
    half_day: int
    direction: str
    method: str
    step: int


def pass_door(sitting: Sitting, *, shown: Shown, by: Pass, now: datetime) -> Kept:
    """Keep that a delegate passed the door whose code they show; the same code shown again answers with the first.

    The key is made of seat, half day, way and step, so that one code on two phones is one passage of one seat. Another
    code the same way, without having gone the other way between, is a replay and refused.
    """
    meetings.check_pass(by, sitting.conference, now)
    sittings.check_unreported(sitting.reported_at)
    door = _doorstep(sitting, shown.code, now)
    item, day = sitting.half_days.get(door.half_day, ("", None))
    sittings.check_today(day, day_of(now))
    key = key_from("door", sitting.ref, by.seat, door.half_day, door.direction, door.step)
    if first := Entry.objects.filter(key=key, person=by.person).first():
        return Kept(first.seq, first.at)
    last = SeatState.objects.of_seat(by.seat).in_scope(sitting.ref).at_step(item, INSIDE).first()
    rules.check_not_replayed(door.direction, last.status if last else "")
    facts: dict[str, Json] = {
        "half_day": item,
        "method": door.method,
        "point": door.point,
        "direction": door.direction,
        "device": shown.device[:LONGEST_DEVICE],
        "number": door.step,
        "offset": 0,
        "marks": [[by.seat, by.unit, PRESENT]],
    }
    actor, subject = by.actor(), sitting.ref
    receipt = ledger.append(MARKED, key=key, by=actor, at=now, subject=subject, facts=facts, derived=noted(now))
    return Kept(receipt.seq, receipt.at)


def _doorstep(sitting: Sitting, text: str, now: datetime) -> Doorstep:
    """Read the code of a screen, or else the one that was read out in a half day of today."""
    screen = hallcode.read(text, settings.POINT_KEYS)
    if screen is not None:
        rules.check_fresh(is_fresh=screen.is_fresh(now))
        return Doorstep(screen.point, screen.half_day, screen.direction, HALL_CODE, screen.step)
    points = list(ConnectingPoint.objects.filter(conference=sitting.conference).values_list("pk", flat=True))
    for half_day, (_item, day) in sitting.half_days.items():
        heard = hallcode.point_spoken(text, half_day, points, settings.POINT_KEYS) if day == day_of(now) else None
        if heard is not None:
            return Doorstep(heard, half_day, IN, SPOKEN_CODE, 0)
    raise rules.no_door()
