"""What is dear to make is made once for all workers of a run, in a folder that the run's workers share."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PASSWORD = "mật khẩu của người quản trị"


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


def installed(factory: pytest.TempPathFactory, data: Path) -> Path:
    """Copy to `data` what `thongsuot init` makes, for stories of what comes after it; everything SQLite."""
    return shutil.copytree(made_once(factory, "installed", _install), data, dirs_exist_ok=True)


def _install(data: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_"))}
    command = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(data), "init", "--password-stdin"]
    done = subprocess.run(command, env=kept, input=f"{PASSWORD}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
