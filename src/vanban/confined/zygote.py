"""Stand ready to be copied: a process that has loaded this library and read once, and forks a child for each reading.

It takes orders over one socket: FORK brings the socket of the child to be, END names a child to be killed, which is
answered with how it ended. When the socket closes, the keeper is gone, and so are all children and this process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from typing import Any

from vanban.confined.frames import BORN, DONE, FAILED, NO_MEMORY, VALUE, packed, receive, send, unpacked
from vanban.confined.limits import Limits, bind
from vanban.loaders.office import remove_left_behind

ORDER = struct.Struct("!cq")
READY, FORK, END = b"R", b"F", b"E"
_MOST_ASKED = 1024 * 1024 * 1024
_SAMPLE = "NGHỊ ĐỊNH\nSố: 1/2020/NĐ-CP\nCăn cứ Luật số 2/2019/QH14;\nĐiều 1. Một\n1. Hai:\na) Ba.\nĐiều 2. Hết."
Job = Callable[..., Iterator[object]]


def serve(descriptor: int) -> None:
    """Serve orders until the keeper is gone."""
    control = socket.socket(fileno=descriptor)
    _warm_up()
    remove_left_behind()
    control.sendall(ORDER.pack(READY, 0))
    children: set[int] = set()
    while order := _next_order(control):
        kind, pid, sockets = order
        if kind == FORK and sockets:
            children.add(_fork(control, sockets[0]))
        elif kind == END:
            control.sendall(ORDER.pack(END, _end(pid, children)))
    for pid in tuple(children):
        _end(pid, children)


def _warm_up() -> None:
    """Load and compile what every reading needs, so that a copy finds it done."""
    from vanban.inspection import inspect

    for _step in inspect(_SAMPLE.encode(), "warm.txt"):
        gc.collect()
    for _step in inspect(b"<p>" + _SAMPLE.encode(), "warm.html"):
        gc.collect()
    for module in ("vanban.loaders.docx", "defusedxml.ElementTree", "pypdfium2"):
        with contextlib.suppress(ImportError):  # PDF is an extra of the library
            importlib.import_module(module)
    gc.freeze()


def _next_order(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    data, sockets, _flags, _address = socket.recv_fds(control, ORDER.size, 1)
    while data and len(data) < ORDER.size:
        data += control.recv(ORDER.size - len(data))
    if not data:
        return None
    kind, pid = ORDER.unpack(data)
    return kind, pid, sockets


def _fork(control: socket.socket, descriptor: int) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        os.setsid()
        _read(socket.socket(fileno=descriptor))
    finally:
        os._exit(0)


def _end(pid: int, children: set[int]) -> int:
    """Kill a child and all it started, and return how it had ended; one that is not ours is left alone."""
    if pid not in children:
        return -1
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)
    children.discard(pid)
    status = os.waitpid(pid, 0)[1]
    remove_left_behind(pid)
    return status


def _read(asker: socket.socket) -> None:
    """Be a child: take one file, bind oneself, and send what the job finds."""
    send(asker, BORN, packed(os.getpid()))
    _kind, asked = receive(asker, _MOST_ASKED)
    job, limits, arguments = _asked(asked)
    _kind, data = receive(asker, _MOST_ASKED)
    bind(limits)
    try:
        for value in job(data, *arguments):
            send(asker, VALUE, packed(value))
    except MemoryError:
        send(asker, NO_MEMORY)
    except Exception as error:  # noqa: BLE001  # whatever it is, the reading failed and the asker is told
        send(asker, FAILED, packed(type(error).__name__))
    else:
        send(asker, DONE)


def _asked(asked: bytes) -> tuple[Job, Limits, list[Any]]:
    """Return the job, "module:function" as the keeper names it, its limits and what it is told beside the bytes."""
    name, limits, arguments = unpacked(asked)
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function), Limits(**limits), arguments
