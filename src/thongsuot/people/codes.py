"""The text of an entry code: 24 letters that name a row and prove that this house signed it. Pure.

Fifteen bytes, big-endian: key id (1), id of the code (4), the first 10 of HMAC-SHA256 over those five; in the base32 of
Douglas Crockford, which has no I, L, O and U, so that what is read aloud or off paper can be mistaken without harm.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass

PURPOSE = b"thongsuot entry code v1"
MARK_BYTES = 10
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
TO_CROCKFORD = str.maketrans(RFC4648, CROCKFORD)
FROM_CROCKFORD = str.maketrans(CROCKFORD, RFC4648)
FORGIVING = str.maketrans("OIL", "011", " -\t\r\n\u00a0\u2011\u2013")
LENGTH = 24
GROUP = 4


@dataclass(frozen=True, slots=True)
class NamedCode:
    """What a code whose mark is right names: a row, and the key that signed it."""

    key_id: int
    code_id: int


def write(code: NamedCode, key: bytes) -> str:
    """Write a code in six groups of four, such as 04G0-0000-...; ValueError for ids that do not fit."""
    try:
        named = struct.pack(">BI", code.key_id, code.code_id)
    except struct.error as unfit:
        raise ValueError("a key id has one byte and a code id four") from unfit
    text = base64.b32encode(named + _mark(named, key)).decode().translate(TO_CROCKFORD)
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(text: str, keys: Mapping[int, bytes]) -> NamedCode | None:
    """Read a code however it was typed; None unless one of `keys` signed it. Compares in constant time."""
    letters = tidied(text)
    if len(letters) != LENGTH or not set(letters) <= set(CROCKFORD):
        return None
    content = base64.b32decode(letters.translate(FROM_CROCKFORD))
    named, mark = content[:-MARK_BYTES], content[-MARK_BYTES:]
    key_id, code_id = struct.unpack(">BI", named)
    is_ours = hmac.compare_digest(mark, _mark(named, keys.get(key_id, b"no such key")))
    return NamedCode(key_id, code_id) if is_ours and key_id in keys else None


def tidied(text: str) -> str:
    """Give the letters of a code however it was typed: great ones, none of the four that are read for another."""
    return text.upper().translate(FORGIVING)


def _mark(named: bytes, key: bytes) -> bytes:
    return hmac.new(key, PURPOSE + b"\x00" + named, hashlib.sha256).digest()[:MARK_BYTES]
