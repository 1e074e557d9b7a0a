"""Carry values over a socket in frames; from a reading process only plain values and this library's own are taken."""

from __future__ import annotations

import io
import pickle
import socket
import struct
import time
from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

BORN, ASKED, VALUE, DONE, NO_MEMORY, FAILED = b"B", b"A", b"V", b"D", b"M", b"F"
_HEAD = struct.Struct("!cQ")
_STEP = 1024 * 1024


def send(to: socket.socket, kind: bytes, payload: bytes = b"") -> None:
    """Send one frame."""
    to.sendall(_HEAD.pack(kind, len(payload)))
    to.sendall(payload)


def receive(sender: socket.socket, most: int, until: float | None = None) -> tuple[bytes, bytes]:
    """Return kind and payload of the next frame; EOFError at the end or beyond `most`, TimeoutError after `until`."""
    kind, length = _HEAD.unpack(_exactly(sender, _HEAD.size, until))
    if length > most:
        raise EOFError
    return kind, _exactly(sender, length, until)


def _exactly(sender: socket.socket, length: int, until: float | None) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        if until is not None:
            sender.settimeout(max(until - time.monotonic(), 0.001))
        piece = sender.recv(min(length - len(pieces), _STEP))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)


def packed(value: object) -> bytes:
    """Return a value as bytes for `unpacked`."""
    return pickle.dumps(value, protocol=5)


def unpacked(payload: bytes) -> Any:
    """Return the value of a frame; raises for anything that is no plain value of this library."""
    return _PlainValues(io.BytesIO(payload)).load()


class _PlainValues(pickle.Unpickler):
    """Load values of the admitted classes only: nothing that a reading process sends can name code."""

    def find_class(self, module: str, name: str) -> type:
        """Return an admitted class, raise for every other name."""
        known = _admitted().get((module, name))
        if known is None:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return known


@lru_cache(maxsize=1)
def _admitted() -> dict[tuple[str, str], type]:
    from vanban import inspection, model, stamp

    own = [one for one in vars(model).values() if isinstance(one, type) and is_dataclass(one)]
    return {(one.__module__, one.__qualname__): one for one in (*own, stamp.Stamp, inspection.Sighting, date)}
