"""Keep the process that is copied for each reading, ask the copies, and end them."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vanban.confined.frames import ASKED, BORN, DONE, NO_MEMORY, VALUE, packed, receive, send, unpacked
from vanban.confined.limits import Limits
from vanban.confined.zygote import END, FORK, ORDER

DIED, TOO_SLOW, OUT_OF_MEMORY = "reader_died", "reader_too_slow", "reader_out_of_memory"
_PACKAGES = str(Path(__file__).resolve().parent.parent.parent)
_START = "import sys; sys.path[:0] = sys.argv[2:]; from vanban.confined.zygote import serve; serve(int(sys.argv[1]))"
_MALFORMED = (pickle.UnpicklingError, ValueError, TypeError, AttributeError, LookupError, ImportError, RecursionError)
_SECONDS_TO_START, _SECONDS_TO_END = 60.0, 10.0
_MOST_BORN = 64


@dataclass(slots=True)
class Answer:
    """What a reading told before it ended; `code` says why it ended early, None when it came to its end."""

    values: list[Any] = field(default_factory=list)
    code: str | None = DIED
    was_born: bool = False


class Reader:
    """Run jobs on files, each in a process of its own, at most `at_once` at a time; `paths` are for further modules."""

    def __init__(self, *, at_once: int = 2, paths: tuple[str, ...] = ()) -> None:
        self._paths = paths
        self._turns = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._keeper: _Keeper | None = None

    def run(self, job: str, data: bytes, arguments: list[object], limits: Limits) -> Answer:
        """Return what a job ("module:function", which yields values) told of a file; never raises for what it does."""
        with self._turns:
            answer = self._run(job, data, arguments, limits)
            return answer if answer.was_born else self._run(job, data, arguments, limits)

    def _run(self, job: str, data: bytes, arguments: list[object], limits: Limits) -> Answer:
        until = time.monotonic() + limits.seconds
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                keeper = self._ask_to_fork(theirs)
            return _Reading(ours, keeper, limits, until).answer(job, data, arguments)

    @property
    def pid(self) -> int | None:
        """Return the process that is copied; None before the first file."""
        return self._keeper.pid if self._keeper else None

    def stop(self) -> None:
        """End the process that is copied and all its copies; the next file starts another."""
        with self._lock:
            if self._keeper is not None:
                self._keeper.stop()
            self._keeper = None

    def _ask_to_fork(self, theirs: socket.socket) -> _Keeper:
        """Hand a socket to a fresh copy; a keeper that is gone is started again, once."""
        with self._lock:
            if self._keeper is None or not self._keeper.is_ours():
                self._keeper = _Keeper(self._paths)
            try:
                self._keeper.fork(theirs)
            except OSError:
                self._keeper = _Keeper(self._paths)
                self._keeper.fork(theirs)
            return self._keeper


class _Keeper:
    """The process that is copied, as seen from here."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._control, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._owner = os.getpid()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, str(theirs.fileno()), *paths, _PACKAGES],
                pass_fds=[theirs.fileno()],
                env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._control.settimeout(_SECONDS_TO_START)
        self._order()

    @property
    def pid(self) -> int:
        """Return its process number."""
        return self._process.pid

    def is_ours(self) -> bool:
        """Say whether this process started it (a fork of ours did not) and it still lives."""
        return self._owner == os.getpid() and self._process.poll() is None

    def fork(self, theirs: socket.socket) -> None:
        """Have a copy made that talks over `theirs`."""
        with self._lock:
            socket.send_fds(self._control, [ORDER.pack(FORK, 0)], [theirs.fileno()])

    def end(self, pid: int) -> int:
        """Have a copy killed with all it started; return how it had ended, as `os.waitpid` tells it."""
        with self._lock:
            self._control.settimeout(_SECONDS_TO_END)
            self._control.sendall(ORDER.pack(END, pid))
            return self._order()

    def stop(self) -> None:
        """End it and all copies."""
        self._process.kill()
        self._control.close()
        self._process.wait()

    def _order(self) -> int:
        data = b""
        while len(data) < ORDER.size:
            piece = self._control.recv(ORDER.size - len(data))
            if not piece:
                raise OSError("the reading process is gone")
            data += piece
        _kind, number = ORDER.unpack(data)
        return int(number)


class _Reading:
    """One file read by one copy."""

    def __init__(self, copy: socket.socket, keeper: _Keeper, limits: Limits, until: float) -> None:
        self._copy, self._keeper, self._limits, self._until = copy, keeper, limits, until
        self._pid: int | None = None

    def answer(self, job: str, data: bytes, arguments: list[object]) -> Answer:
        """Return what the copy tells until it is done, dead, or too slow."""
        answer = Answer()
        try:
            self._ask(job, data, arguments)
            for value in self._values(answer):
                answer.values.append(value)
        except TimeoutError:
            answer.code = TOO_SLOW
        except (OSError, EOFError, *_MALFORMED):
            answer.code = DIED
        answer.was_born = self._pid is not None
        status = self._end()
        if answer.code == DIED and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            answer.code = TOO_SLOW
        return answer

    def _ask(self, job: str, data: bytes, arguments: list[object]) -> None:
        kind, born = receive(self._copy, _MOST_BORN, self._until)
        pid = unpacked(born)
        if kind != BORN or not isinstance(pid, int):
            raise EOFError
        self._pid = pid
        self._copy.settimeout(max(self._until - time.monotonic(), 0.001))
        send(self._copy, ASKED, packed([job, asdict(self._limits), arguments]))
        send(self._copy, ASKED, data)

    def _values(self, answer: Answer) -> Iterator[Any]:
        while True:
            kind, payload = receive(self._copy, self._limits.answer, self._until)
            if kind != VALUE:
                answer.code = {DONE: None, NO_MEMORY: OUT_OF_MEMORY}.get(kind, DIED)
                return
            yield unpacked(payload)

    def _end(self) -> int:
        """End the copy; when that does not work, everything is started afresh at the next reading."""
        if self._pid is not None:
            with contextlib.suppress(OSError):
                return self._keeper.end(self._pid)
        self._keeper.stop()
        return 0
