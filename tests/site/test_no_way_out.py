"""No outbound connection: a whole day in a network namespace without a route, and nobody reached for an address."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ALONE = ["unshare", "--user", "--map-root-user", "--net"]


def _may_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _may_unshare(), reason="This machine makes no network namespaces, so this was left out.")
def test_a_day_without_a_network_works_and_reaches_for_nothing_outside(tmp_path: Path) -> None:
    reached = tmp_path / "reached.txt"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_"))}
    environment = {**kept, "PYTHONPATH": f"{HERE / 'alone'}:{ROOT}", "REACHED_FOR": str(reached)}
    command = [*ALONE, sys.executable, "-m", "tests.site.alone.story", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert reached.read_text(encoding="utf-8").splitlines() == ["socket.connect 192.0.2.1"], (
        "only the story's own trial"
    )
