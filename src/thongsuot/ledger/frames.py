"""The wire between web workers and the writer: four bytes of length, then one JSON object; and the socket's address."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FRAME_MAX = 1024 * 1024
LENGTH = struct.Struct(">I")
SUN_PATH_MAX = 100  # sockaddr_un holds 108 bytes on Linux and 104 elsewhere, with a closing zero


class BadFrame(Exception):
    """Say that what came over the socket is not a frame of ours."""


def pack(message: dict[str, Any]) -> bytes:
    """Give the bytes of one frame. Raises BadFrame when the message is too large to be accepted."""
    return framed(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())


def framed(data: bytes) -> bytes:
    """Put the length before an object that is written already. Raises BadFrame when it is too large."""
    if len(data) > FRAME_MAX:
        raise BadFrame("a frame is too large")
    return LENGTH.pack(len(data)) + data


def unpack(buffer: bytearray) -> Iterator[dict[str, Any]]:
    """Take every whole frame off the front of the buffer. Raises BadFrame at one that is too large or not an object."""
    while len(buffer) >= LENGTH.size:
        (length,) = LENGTH.unpack_from(buffer)
        if length > FRAME_MAX:
            raise BadFrame("a frame is too large")
        if len(buffer) < LENGTH.size + length:
            return
        data = bytes(buffer[LENGTH.size : LENGTH.size + length])
        del buffer[: LENGTH.size + length]
        yield opened(data)


def opened(data: bytes) -> dict[str, Any]:
    """Read the object that stands in one frame. Raises BadFrame where there is none."""
    try:
        message = json.loads(data)
    except (ValueError, RecursionError) as mistake:
        raise BadFrame("a frame is not JSON") from mistake
    if not isinstance(message, dict):
        raise BadFrame("a frame is not an object")
    return message


@contextmanager
def address(path: Path) -> Iterator[str]:
    """Give a name for the socket that fits into the kernel's 108 bytes, however deep the data folder lies.

    Linux reaches any open folder through /proc/self/fd, which is short; the folder stays open while the name is used.
    """
    if len(os.fsencode(path)) <= SUN_PATH_MAX:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
