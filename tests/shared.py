"""What is dear to make is made once for all workers of a run, in a folder that the run's workers share."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give the folder that `make` fills; the first worker fills it while the others wait.

    A folder whose making failed is left behind under its own number, and whoever comes next makes another.
    """
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    whole = shared / f"{name}-whole"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            began = factory.mktemp(name)
            make(began)
            whole.symlink_to(began, target_is_directory=True)
    return whole.resolve()
