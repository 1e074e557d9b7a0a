"""Locks between processes that the kernel releases by itself when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

JOBS = "jobs.lock"  # held by the process of the background jobs as long as it lives


class Taken(Exception):
    """Say that another process holds the lock."""


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file inside the block. Raises Taken at once, or waits for the holder to go.

    The file stays: removing it would let two processes lock two files of one name.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as busy:
            raise Taken(path.name) from busy
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Tell whether some process holds the lock, by asking for a shared one for a moment.

    Holders of a lock that is asked after must take it with `wait`, or the question could turn them away.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
