"""The import contracts name what is planted against them: upward, sideways inside a room, impure, unplaced."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.walls.source import ROOT

PLANTED = {
    "thongsuot/ledger/store.py": ("from thongsuot.orgs.models import Seat", "ledger.store -> thongsuot.orgs.models"),
    "thongsuot/cascade/rules.py": (
        "from thongsuot.cascade import queries",
        "cascade.rules -> thongsuot.cascade.queries",
    ),
    "thongsuot/ledger/tree.py": ("import django", "thongsuot.ledger.tree -> django"),
    "thongsuot/desk/views.py": (
        "from thongsuot.cascade.actions import reading",
        "thongsuot.desk.views -> thongsuot.cascade.actions.reading",
    ),
    "vanban/text.py": ("import django", "vanban.text -> django"),
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Plant everything in one copy of the source, a room that nobody placed included, and ask import-linter once."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path, (line, _expected) in PLANTED.items():
        file = copy / "src" / path
        file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    (copy / "src/thongsuot/parlour").mkdir()
    (copy / "src/thongsuot/parlour/__init__.py").write_text("", "utf-8")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("path", PLANTED)
def test_a_planted_import_is_named_with_its_line(answer: str, path: str) -> None:
    line = len((ROOT / "src" / path).read_text("utf-8").splitlines()) + 2
    assert f"{PLANTED[path][1]} (l.{line})" in answer


@pytest.mark.slow
def test_a_room_that_nobody_placed_is_named(answer: str) -> None:
    assert "parlour" in answer
