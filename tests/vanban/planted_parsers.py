"""Parsers that misbehave, planted in place of the real one; each runs in a process of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

from vanban.inspection import Sighting, inspect
from vanban.model import Document

SEEN = Sighting(None, 1)


class Order:
    """A value that would run a command wherever it is unpickled carelessly."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 3",)


def misbehave(data: bytes, name: str, *_rest: object) -> Iterator[Sighting | Document | str]:
    """Do what the name of the file says; read any other file as the real parser does."""
    deed = name.split(".", 1)[0]
    if deed.startswith("seen-"):
        yield SEEN
    yield from _DEEDS.get(deed.removeprefix("seen-"), _read)(data, name)


def _read(data: bytes, name: str) -> Iterator[Sighting | Document]:
    return inspect(data, name)


def _eat(_data: bytes, _name: str) -> Iterator[str]:
    eaten = []
    while True:
        eaten.append(bytes(8 * 1024 * 1024))  # asked for, never touched: no processor time goes into it
    yield ""


def _loop(_data: bytes, _name: str) -> Iterator[str]:
    turns = 0
    while turns >= 0:
        turns += 1
    yield ""


def _wait(_data: bytes, _name: str) -> Iterator[str]:
    signal.pause()
    yield ""


def _crash(_data: bytes, _name: str) -> Iterator[str]:
    ctypes.string_at(0)
    yield ""


def _kill(_data: bytes, _name: str) -> Iterator[str]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield ""


def _raise(_data: bytes, _name: str) -> Iterator[str]:
    raise RuntimeError("a fault of the parser")
    yield ""


def _order(_data: bytes, _name: str) -> Iterator[object]:
    yield Order()


def _write(_data: bytes, name: str) -> Iterator[str]:
    with open(name.split(".", 1)[1], "wb", buffering=0) as file:
        file.write(b"x")
    yield ""


def _leave(_data: bytes, _name: str) -> Iterator[str]:
    child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    yield str(child.pid)


def _look_around(_data: bytes, _name: str) -> Iterator[str]:
    yield " ".join(sorted(os.environ))
    yield " ".join(sorted(name for name in sys.modules if name.startswith(("django", "thongsuot"))))
    yield " ".join(sorted(os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd")[:-1]))


_DEEDS = {
    "eat": _eat,
    "loop": _loop,
    "wait": _wait,
    "crash": _crash,
    "kill": _kill,
    "raise": _raise,
    "order": _order,
    "write": _write,
    "leave": _leave,
    "look": _look_around,
}
