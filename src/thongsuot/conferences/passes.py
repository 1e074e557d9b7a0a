"""What a delegate's page carries: a signed pass that names one seat at one conference for one day.

`key id . content . mark`: the content is JSON in the base64 of addresses, the mark the first 16 bytes of HMAC-SHA256.
Whoever holds a pass can act for that seat at that conference until it ends and nowhere else; no session stands behind
it and no row, so that a hall of ten thousand costs the database nothing.
"""

from __future__ import annotations

import binascii
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from thongsuot.cascade.duties import Called, CountedSeat
from thongsuot.ledger.entries import Actor

PURPOSE = b"thongsuot delegate pass v1\x00"
MARK_BYTES = 16
LONGEST = 2000
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Pass:
    """One seat (with its person and the path of its unit) at one conference, until a moment in seconds of 1970.

    `code` is the entry code it was given for, None where its person had signed in: when that is taken back, the pass
    ends with it. `owes` names the seats that reading counts for, each with the path where the drive counts it, its last
    day (as a number of days), its level and whether that day is later than others'; `again` is as in `Called`.
    """

    conference: int
    seat: int
    person: int
    unit: str
    code: int | None
    until: int
    owes: tuple[tuple[int, str, int, str, bool], ...] = ()
    again: int = 0

    def called(self) -> Called:
        """Give what the drive needs to know of who acts."""
        seats = (
            CountedSeat(seat, unit, date.fromordinal(due), level, late) for seat, unit, due, level, late in self.owes
        )
        return Called(self.actor(), tuple(seats), self.again)

    def actor(self) -> Actor:
        """Give the values the ledger keeps of who acts."""
        return Actor(self.seat, self.person, self.unit)


def write(one: Pass, keys: Mapping[int, bytes]) -> str:
    """Sign a pass with the newest key."""
    return signed(PURPOSE, astuple(one), keys)


def read(text: str, keys: Mapping[int, bytes]) -> Pass | None:
    """Read a pass; None unless one of `keys` signed it. Compares in constant time; says nothing of whether it ended."""
    content = content_of(PURPOSE, text[:LONGEST], keys)
    return None if content is None else _content(content)


@lru_cache(maxsize=MOST_KEPT)
def _content(content: str) -> Pass | None:
    """Read what was signed; whoever presses once presses again within the hour."""
    try:
        values = unpacked(content)
        values[-2] = tuple(map(tuple, values[-2]))
        return Pass(*values)
    except (binascii.Error, ValueError, TypeError, IndexError):  # signed by a version that packed it in another way
        return None


def signed(purpose: bytes, values: tuple[Any, ...], keys: Mapping[int, bytes]) -> str:
    """Sign the values of a pass for one purpose with the newest key."""
    key_id = max(keys)
    content = urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).rstrip(b"=")
    return f"{key_id}.{content.decode()}.{mark_of(purpose, key_id, content, keys[key_id])}"


def content_of(purpose: bytes, text: str, keys: Mapping[int, bytes]) -> str | None:
    """Give the content of a pass as it was packed; None unless one of `keys` signed it for this purpose."""
    key_id, _dot, rest = text.partition(".")
    content, _dot, mark = rest.partition(".")
    key = keys.get(int(key_id)) if key_id.isascii() and key_id.isdigit() and len(key_id) < 4 else None
    if key is None or not rest.isascii():
        return None
    is_ours = hmac.compare_digest(mark, mark_of(purpose, int(key_id), content.encode(), key))
    return content if is_ours else None


def unpacked(content: str) -> Any:
    """Unpack a content that was signed. Raises binascii.Error or ValueError where it was packed in another way."""
    return json.loads(urlsafe_b64decode(content + "=" * (-len(content) % 4)))


def mark_of(purpose: bytes, key_id: int, content: bytes, key: bytes) -> str:
    """Give the mark that a key sets under a content for one purpose."""
    digest = hmac.digest(key, purpose + bytes([key_id]) + content, "sha256")
    return urlsafe_b64encode(digest[:MARK_BYTES]).rstrip(b"=").decode()
