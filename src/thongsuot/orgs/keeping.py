"""What waits for one intake: the list handed in, what it would change, a marked copy; private files that end with it.

Names and telephone numbers stand in these files, so they lie in a folder of the data folder that only the product may
read, one folder an intake under a name nobody can guess, and none outlives its time. How far the work is, and the wish
to stop it, are files too: while the work holds the database they can be read and written all the same.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from thongsuot.ledger import lease
from thongsuot.orgs.watch import Cancelled

LIST, ROWS, MARKED, CHANGES, SHOWN = "list", "rows.json", "marked.xlsx", "changes.xlsx", "shown.json"
PROGRESS, STOP, LOCK = "progress.json", "stop", "lock"
TELL_EVERY = 0.3  # seconds
ORPHANED_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a list is."""

    phase: str = ""
    done: int = 0
    total: int = 0


def folder(token: str) -> Path:
    """Give the folder of one intake."""
    return Path(settings.DATA) / "intakes" / token


def keep(token: str, content: IO[bytes]) -> None:
    """Write down the list that was handed in."""
    folder(token).parent.mkdir(mode=0o700, exist_ok=True)
    folder(token).mkdir(mode=0o700)
    with write(token, LIST) as out:
        shutil.copyfileobj(content, out)


@contextmanager
def write(token: str, name: str) -> Iterator[IO[bytes]]:
    """Write one file of an intake, whole or not at all, readable by the product alone."""
    path = folder(token) / name
    half = path.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        yield out
    half.replace(path)


def find(token: str, name: str) -> Path | None:
    """Give the path of one file of an intake while it is kept."""
    path = folder(token) / name
    return path if path.is_file() else None


def drop(token: str, *names: str) -> None:
    """Remove some files of an intake, or its whole folder when none is named."""
    for name in names:
        (folder(token) / name).unlink(missing_ok=True)
    if not names:
        shutil.rmtree(folder(token), ignore_errors=True)


def write_json(token: str, name: str, value: Any) -> None:
    """Write a value as JSON."""
    with write(token, name) as out:
        out.write(json.dumps(value, ensure_ascii=False).encode())


def read_json(token: str, name: str) -> Any:
    """Read a value written so; None where it is not kept."""
    with suppress(FileNotFoundError):
        return json.loads((folder(token) / name).read_bytes())
    return None


def progress(token: str) -> Progress:
    """Say how far the work on a list is; nothing before it begins."""
    found = read_json(token, PROGRESS)
    return Progress(**found) if found else Progress()


def is_worked_on(token: str) -> bool:
    """Tell whether some process works on this list now: its lock goes with it, however it dies."""
    return lease.is_held(folder(token) / LOCK)


def ask_to_stop(token: str) -> None:
    """Leave the wish to stop where the work looks for it."""
    with suppress(FileNotFoundError):
        (folder(token) / STOP).touch(mode=0o600)


class Telling:
    """Watch the work on one list: tell how far it is every so often, and stop it where somebody asked for that."""

    def __init__(self, token: str) -> None:
        self.token = token
        self._told = 0.0
        self._phase = ""

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Raise Cancelled when the work is to stop."""
        if (folder(self.token) / STOP).exists():
            raise Cancelled
        now = time.monotonic()
        if phase != self._phase or now - self._told > TELL_EVERY:
            self._told, self._phase = now, phase
            write_json(self.token, PROGRESS, asdict(Progress(phase, done, total)))


@contextmanager
def work_on(token: str) -> Iterator[Telling]:
    """Hold the lock of one list while it is worked on."""
    with lease.held(folder(token) / LOCK, wait=True):
        yield Telling(token)


def open_list(token: str) -> IO[bytes]:
    """Open the list that was handed in."""
    return (folder(token) / LIST).open("rb")


def clear(kept: Collection[str]) -> None:
    """Remove the folders of a day ago that no list speaks for: what a crash left between a folder and its row."""
    for path in (Path(settings.DATA) / "intakes").glob("*"):
        if path.name not in kept and time.time() - path.stat().st_mtime > ORPHANED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
