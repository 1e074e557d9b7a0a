"""What goes wrong on a conference morning without anybody dying: a slow disk, a full one, a clock that is set.

The slow disk and the clock come from a small library that is put before libc (`shim.c`, made with cc); a full disk is a
limit on how large the writer's files may grow, which to SQLite is the same refusal.
"""

from __future__ import annotations

import resource
import shutil
import struct
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from thongsuot.kernel.clock import day_of

SOURCE = Path(__file__).with_name("shim.c")
FSYNC_MS = 8
CLOCK_SECONDS = 600
FULL_SECONDS = 2.0
FAULTS = ("writer restart", "disk full", "clock ahead", "clock back")


class Clock:
    """Where the clock of the served processes stands, against the true one: a file that they all look into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.move(0)

    def move(self, seconds: int) -> None:
        """Set the clock; not over midnight, which would end the half day that everybody presses for."""
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.write(struct.pack("@l", seconds if _is_same_day(seconds) else 0))


def shim(folder: Path) -> Path | None:
    """Make the library; None where there is no C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    made = folder / "shim.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


def fill_the_disk(pid: int) -> None:
    """Let no file of the writer grow for a while, then give the room back."""
    with suppress(ProcessLookupError):
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, before[1]))
        time.sleep(FULL_SECONDS)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def _is_same_day(seconds: int) -> bool:
    now = datetime.now(UTC)
    return day_of(now) == day_of(now + timedelta(seconds=seconds)) == day_of(now + timedelta(seconds=seconds + 60))
