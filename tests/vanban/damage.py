"""Damage files as the world does: cut short, bits turned, pieces moved, lost or doubled, other bytes in between."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

MARKS = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"&",
    b"\n" * 40,
    b"]]>",
    b"<!--",
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf",
)


@dataclass(frozen=True, slots=True)
class Blow:
    """One piece of damage at a share of the file's length; `kind` says what happens there."""

    kind: str
    at: float
    to: float
    bytes: bytes

    def upon(self, data: bytes) -> bytes:
        """Return the damaged file."""
        start, end = sorted((int(self.at * len(data)), int(self.to * len(data))))
        return _KINDS[self.kind](data, start, end, self.bytes)


def _turned(data: bytes, start: int, _end: int, mask: bytes) -> bytes:
    if not data:
        return data
    at = min(start, len(data) - 1)
    return data[:at] + bytes([data[at] ^ (mask[:1] or b"\x01")[0]]) + data[at + 1 :]


_KINDS: dict[str, Callable[[bytes, int, int, bytes], bytes]] = {
    "cut short": lambda data, start, _end, _other: data[:start],
    "begun late": lambda data, start, _end, _other: data[start:],
    "turned": _turned,
    "lost": lambda data, start, end, _other: data[:start] + data[end:],
    "doubled": lambda data, start, end, _other: data[:end] + data[start:end] * 3 + data[end:],
    "moved": lambda data, start, end, _other: data[end:] + data[start:end] + data[:start],
    "put in": lambda data, start, _end, other: data[:start] + other + data[start:],
    "overwritten": lambda data, start, _end, other: data[:start] + other + data[start + len(other) :],
}

SHARES = st.floats(0, 1, allow_nan=False)
BLOWS = st.builds(
    Blow, st.sampled_from(sorted(_KINDS)), SHARES, SHARES, st.one_of(st.sampled_from(MARKS), st.binary(max_size=40))
)


def battered(data: bytes, blows: list[Blow]) -> bytes:
    """Return the file after all blows."""
    for blow in blows:
        data = blow.upon(data)
    return data


def battered_inside(data: bytes, blows: list[Blow]) -> bytes:
    """Damage the text of an archive and pack it again, so that the damage is met behind a sound directory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = source.read(name)
            packed.writestr(name, battered(part, blows) if name.endswith(("document.xml", "content.xml")) else part)
    return buffer.getvalue()
