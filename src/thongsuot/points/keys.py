"""What is signed with the keys of points: the pass of a point's page, the code of its door, the salt of its roster.

Each is for one purpose and named with its key id, so that keys rotate: the highest id signs, all of them verify. None
of these keys can make a personal code, which has keys of its own and never leaves the server.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from thongsuot.ledger.entries import Actor

PASS, DOOR, SPOKEN, SALT = (b"thongsuot point %s v1\x00" % name for name in (b"pass", b"door", b"spoken", b"salt"))
MARK_BYTES = 16
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

    def actor(self) -> Actor:
        """Give the values the ledger keeps of who acts."""
        return Actor(self.seat, self.person, self.unit)


def write_pass(one: PointPass, keys: Mapping[int, bytes]) -> str:
    """Sign a pass with the newest key."""
    key_id = max(keys)
    content = urlsafe_b64encode(json.dumps(astuple(one), separators=(",", ":")).encode()).rstrip(b"=")
    return f"{key_id}.{content.decode()}.{_mark(PASS, key_id, content, keys[key_id])}"


def read_pass(text: str, keys: Mapping[int, bytes]) -> PointPass | None:
    """Read a pass; None unless one of `keys` signed it. Says nothing of whether it ended."""
    key_id, _dot, rest = text[:LONGEST].partition(".")
    content, _dot, mark = rest.partition(".")
    key = keys.get(int(key_id)) if key_id.isascii() and key_id.isdigit() and len(key_id) < 4 else None
    if key is None or not rest.isascii():
        return None
    if not hmac.compare_digest(mark, _mark(PASS, int(key_id), content.encode(), key)):
        return None
    try:
        return PointPass(*json.loads(urlsafe_b64decode(content + "=" * (-len(content) % 4))))
    except (binascii.Error, ValueError, TypeError):  # signed by a version that packed it in another way
        return None


def salt_of(point: int, keys: Mapping[int, bytes]) -> str:
    """Give the salt of a point's roster: the same each time it is opened, another for every point."""
    key_id = max(keys)
    return _mark(SALT, key_id, str(point).encode(), keys[key_id])


def digest(salt: str, text: str) -> str:
    """Give what a roster holds in place of a code: the page makes the same of what it scans, and compares."""
    made = hashlib.sha256(f"{salt}:{text}".encode()).digest()
    return urlsafe_b64encode(made).decode()[:DIGEST_LETTERS]


def _mark(purpose: bytes, key_id: int, content: bytes, key: bytes) -> str:
    made = hmac.digest(key, purpose + bytes([key_id]) + content, "sha256")
    return urlsafe_b64encode(made[:MARK_BYTES]).rstrip(b"=").decode()
