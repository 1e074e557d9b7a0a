"""Who passed the door of a point, when and which way: the values that devices send and the ledger keeps. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from thongsuot.kernel.clock import HO_CHI_MINH, end_of
from thongsuot.ledger.entries import Json

IN, OUT = "in", "out"
DIRECTIONS = frozenset({IN, OUT})
SCAN, TYPED, HALL_CODE, SPOKEN_CODE = "scan", "typed", "hall_code", "spoken_code"
AT_DOOR = frozenset({SCAN, TYPED})
DEVICE = re.compile(r"[a-z0-9-]{8,40}")
MOST_OFFSET = 400 * 86_400  # a phone may believe it is last year, no phone is further off and still of use
MOST_NUMBER = 2**31


class Garbled(ValueError):
    """Say that what a device sent is no passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One press at a door, as the device wrote it down: `device` and `number` name it for ever.

    `clock` is the device's own time, `offset` how many seconds the server was ahead of it when they last spoke. `seat`
    is whom the roster knew; where it knew nobody, `code` is what was scanned or typed.
    """

    device: str
    number: int
    half_day: int
    direction: str
    method: str
    clock: datetime
    offset: int
    seat: int | None
    code: str = ""

    def noted_at(self, day: date, now: datetime) -> datetime:
        """Give the moment by the server's time, within the half day's own day and never ahead of `now`."""
        begins = end_of(day - timedelta(days=1))
        within = max(begins, min(self.clock + timedelta(seconds=self.offset), end_of(day) - timedelta(seconds=1)))
        return min(within, max(now, begins))

    def facts(self, item: str, point: int) -> dict[str, Json]:
        """Give what an entry holds of it, whoever it was."""
        return {
            "half_day": item,
            "method": self.method,
            "point": point,
            "direction": self.direction,
            "device": self.device,
            "number": self.number,
        }

    def timing(self) -> dict[str, Json]:
        """Give what its moment followed from: a form sent twice says it at two moments and is one passage."""
        return {"clock": self.clock.astimezone(UTC).isoformat(timespec="seconds"), "offset": self.offset}


def passage_from(device: str, sent: Any) -> Passage:
    """Read one passage of a device's queue. Raises Garbled for what is none."""
    try:
        return _checked(
            Passage(
                device=device,
                number=_whole(sent["n"], MOST_NUMBER),
                half_day=_whole(sent["half_day"], 2**62),
                direction=str(sent["direction"]),
                method=str(sent["method"]),
                clock=datetime.fromtimestamp(_whole(sent["clock"], 2**43) / 1000, HO_CHI_MINH),
                offset=_whole(sent.get("offset", 0), MOST_OFFSET),
                seat=None if sent.get("seat") is None else _whole(sent["seat"], 2**62),
                code=str(sent.get("code", ""))[:200],
            )
        )
    except (KeyError, TypeError, AttributeError, OverflowError, OSError) as mistake:
        raise Garbled(f"no passage: {mistake!r}") from mistake


def _checked(one: Passage) -> Passage:
    known = one.direction in DIRECTIONS and one.method in AT_DOOR and DEVICE.fullmatch(one.device)
    if not known or (one.seat is None) == (not one.code):
        raise Garbled("neither whom nor which way")
    return one


def _whole(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > most:
        raise Garbled(f"{value!r} is no whole number that fits")
    return value


def code_within(text: str) -> str:
    """Take the personal code out of the link that a card's picture holds; anything else stays as it is."""
    parts = [part for part in text.split("/") if part]
    return parts[parts.index("vao") + 1] if "vao" in parts[:-1] else text
