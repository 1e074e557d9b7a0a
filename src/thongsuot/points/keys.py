"""What is signed with the keys of points: the pass of a point's page and the salt of its roster.

Each is for one purpose and named with its key id, so that keys rotate: the highest id signs, all of them verify. None
of these keys can make a personal code, which has keys of its own and never leaves the server.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from thongsuot.conferences.passes import content_of, mark_of, signed, unpacked
from thongsuot.ledger.entries import Actor

PASS, SALT = b"thongsuot point pass v1\x00", b"thongsuot point salt v1\x00"
LONGEST = 1000
DIGEST_LETTERS = 22  # of the base64 of a SHA-256: 132 bits


@dataclass(frozen=True, slots=True)
class PointPass:
    """Who keeps the door of a point, until a moment in seconds of 1970; good for writing there and nothing else."""

    point: int
    seat: int
    person: int
    unit: str
    until: int
    device: int = 0  # 0: one press on the page itself, or a pass from before devices were told apart

    def actor(self) -> Actor:
        """Give the values the ledger keeps of who acts."""
        return Actor(self.seat, self.person, self.unit)


def write_pass(one: PointPass, keys: Mapping[int, bytes]) -> str:
    """Sign a pass with the newest key."""
    return signed(PASS, astuple(one), keys)


def read_pass(text: str, keys: Mapping[int, bytes]) -> PointPass | None:
    """Read a pass; None unless one of `keys` signed it. Says nothing of whether it ended."""
    content = content_of(PASS, text[:LONGEST], keys)
    try:
        return None if content is None else PointPass(*unpacked(content))
    except (binascii.Error, ValueError, TypeError):  # signed by a version that packed it in another way
        return None


def salt_of(point: int, keys: Mapping[int, bytes]) -> str:
    """Give the salt of a point's roster: the same each time it is opened, another for every point."""
    key_id = max(keys)
    return mark_of(SALT, key_id, str(point).encode(), keys[key_id])


def digest(salt: str, text: str) -> str:
    """Give what a roster holds in place of a code: the page makes the same of what it scans, and compares."""
    made = hashlib.sha256(f"{salt}:{text}".encode()).digest()
    return urlsafe_b64encode(made).decode()[:DIGEST_LETTERS]
