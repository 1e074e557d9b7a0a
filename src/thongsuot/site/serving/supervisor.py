"""The parent of web, writer and jobs: starts them, starts again what dies, and takes all of them along when it goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from thongsuot.site.serving.bond import die_with_parent

STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}  # asked to, Ctrl-C, the terminal is gone
WATCHED = {signal.SIGCHLD, *STOPPING}
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
SETTLED_SECONDS = 10.0  # a child that lived this long starts over with the shortest pause
READY_SECONDS = 60.0
PROBE_SECONDS = 0.1


@dataclass(slots=True)
class Child:
    """One process in a group of its own, and how patiently it is to be started again."""

    name: str
    command: Sequence[str]
    stop_seconds: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    pause: float = field(default=FIRST_PAUSE)

    def start(self, now: float) -> None:
        """Start the process, bound to this one."""
        parent = os.getpid()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,  # standard output holds one line: the address
            process_group=0,
            preexec_fn=lambda: _begin(parent),
        )
        self.started = now

    def look_after(self, now: float) -> None:
        """Notice a death and start again when the pause is over."""
        if self.process is not None and self.process.poll() is not None:
            self.kill()  # what it left behind in its group may still hold the port
            self.process = None
            self.pause = FIRST_PAUSE if now - self.started > SETTLED_SECONDS else min(self.pause * 2, LONGEST_PAUSE)
            self.start_at = now + self.pause
        if self.process is None and now >= self.start_at:
            self.start(now)

    def stop(self) -> None:
        """Ask the process to end, and end it with all of its group when it takes too long."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.stop_seconds)
        self.kill()
        self.process.wait()

    def kill(self) -> None:
        """Kill what is left of the group."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Keep children alive, in the order given; stop them in the reverse order."""

    def __init__(
        self, children: Sequence[Child], *, is_ready: Callable[[], bool], on_ready: Callable[[], None]
    ) -> None:
        self.children = tuple(children)
        self.is_ready, self.on_ready = is_ready, on_ready
        self.announced = False

    def run(self) -> int:
        """Work until told to stop (0), or until it is plain that the children do not come up (1)."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        give_up = time.monotonic() + READY_SECONDS
        try:
            while self._wait() not in STOPPING:
                now = time.monotonic()
                for child in self.children:
                    child.look_after(now)
                self._announce()
                if not self.announced and now > give_up:
                    return 1
        finally:
            for child in reversed(self.children):
                child.stop()
        return 0

    def _wait(self) -> int:
        """Sleep until a signal, a due start or a due probe."""
        now = time.monotonic()
        due = [child.start_at for child in self.children if child.process is None]
        if not self.announced:
            due.append(now + PROBE_SECONDS)
        pause = max(0.0, min(due) - now) if due else None
        if pause is None:
            return signal.sigwaitinfo(WATCHED).si_signo
        told = signal.sigtimedwait(WATCHED, pause)
        return told.si_signo if told else 0

    def _announce(self) -> None:
        if not self.announced and self.is_ready():
            self.announced = True
            self.on_ready()


def _begin(parent: int) -> None:
    """Prepare the new process between fork and exec: bound to its parent, deaf to nothing."""
    die_with_parent(parent)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
