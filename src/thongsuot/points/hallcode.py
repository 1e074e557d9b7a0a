"""The codes that a point shows and says: one on the screen that changes every 30 seconds, one that is read out. Pure.

A screen's code names point, half day, way and step of time, in base32 without letters that are read for another. The
spoken one is six letters for one half day, and says no more than that somebody heard it.
"""

from __future__ import annotations

import base64
import hmac
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from thongsuot.people.codes import CROCKFORD, FROM_CROCKFORD, TO_CROCKFORD, tidied
from thongsuot.points.passages import IN, OUT

STEP_SECONDS = 30
SCREEN, SPOKEN = b"thongsuot point screen v1\x00", b"thongsuot point spoken v1\x00"
SHAPE = ">BIIBI"  # key id, point, half day, way, step
MARK_BYTES = 11
SPOKEN_LETTERS = 6
WAYS = (IN, OUT)


@dataclass(frozen=True, slots=True)
class ScreenCode:
    """What the screen of a point shows in one step of time."""

    point: int
    half_day: int
    direction: str
    step: int

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it is of now: its own step, or the one before or after."""
        return abs(self.step - step_of(now)) <= 1


def step_of(now: datetime) -> int:
    """Count the steps of 30 seconds since 1970."""
    return int(now.timestamp()) // STEP_SECONDS


def write(one: ScreenCode, keys: Mapping[int, bytes]) -> str:
    """Sign a screen's code with the newest key."""
    key_id = max(keys)
    named = struct.pack(SHAPE, key_id, one.point, one.half_day, WAYS.index(one.direction), one.step)
    content = named + hmac.digest(keys[key_id], SCREEN + named, "sha256")[:MARK_BYTES]
    return base64.b32encode(content).decode().rstrip("=").translate(TO_CROCKFORD)


def read(text: str, keys: Mapping[int, bytes]) -> ScreenCode | None:
    """Read a screen's code; None unless one of `keys` signed it. Says nothing of whether it is fresh."""
    letters = tidied(text)
    size = struct.calcsize(SHAPE) + MARK_BYTES
    if len(letters) != -(-size * 8 // 5) or not set(letters) <= set(CROCKFORD):
        return None
    content = base64.b32decode(letters.translate(FROM_CROCKFORD) + "=" * (-len(letters) % 8))
    named, mark = content[:-MARK_BYTES], content[-MARK_BYTES:]
    key_id, point, half_day, way, step = struct.unpack(SHAPE, named)
    made = hmac.digest(keys.get(key_id, b"no such key"), SCREEN + named, "sha256")[:MARK_BYTES]
    if not hmac.compare_digest(mark, made) or key_id not in keys or way >= len(WAYS):
        return None
    return ScreenCode(point, half_day, WAYS[way], step)


def spoken(point: int, half_day: int, keys: Mapping[int, bytes]) -> str:
    """Give the six letters that are read out at a point in one half day."""
    return _spoken(point, half_day, max(keys), keys)


def point_spoken(text: str, half_day: int, points: Iterable[int], keys: Mapping[int, bytes]) -> int | None:
    """Find at which of these points a code was read out; None for no such code."""
    letters = tidied(text)
    heard = ((point, _spoken(point, half_day, key_id, keys)) for point in points for key_id in keys)
    return next((point for point, code in heard if hmac.compare_digest(code.encode(), letters.encode())), None)


def _spoken(point: int, half_day: int, key_id: int, keys: Mapping[int, bytes]) -> str:
    named = struct.pack(">BII", key_id, point, half_day)
    made = hmac.digest(keys[key_id], SPOKEN + named, "sha256")
    return base64.b32encode(made).decode().translate(TO_CROCKFORD)[:SPOKEN_LETTERS]
