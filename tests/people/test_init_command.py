"""`thongsuot init` on a real folder: keys and databases for the keeper alone, and nothing lost by a second time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def thongsuot(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT", "DJANGO"))}
    command = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(folder), *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=False)


def test_a_fresh_folder_is_the_keepers_alone_and_the_password_is_shown_once(tmp_path: Path) -> None:
    folder = tmp_path / "du-lieu"
    first = thongsuot(folder, "init")
    assert first.returncode == 0, first.stderr
    assert "Mật khẩu (chỉ hiện lần này): " in first.stdout
    made = [folder, *(path for path in folder.rglob("*") if "static" not in path.parts)]
    assert {oct(path.stat().st_mode & 0o777) for path in made if path.is_dir()} == {"0o700"}
    assert {oct(path.stat().st_mode & 0o777) for path in made if path.is_file()} == {"0o600"}
    keys = {path: path.read_bytes() for path in (folder / "secrets").rglob("*.key")}
    assert sorted(path.relative_to(folder / "secrets").parts[0] for path in keys) == [
        "delegate-passes", "entry-codes", "ledger-heads", "point-codes", "question-draws", "session.key",
    ]  # fmt: skip
    again = thongsuot(folder, "init")
    assert again.returncode == 0
    assert "Mật khẩu" not in again.stdout
    assert {path: path.read_bytes() for path in (folder / "secrets").rglob("*.key")} == keys


def test_a_password_may_be_piped_in_and_must_be_worth_the_name(tmp_path: Path) -> None:
    weak = thongsuot(tmp_path, "init", "--password-stdin", typed="1234\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    good = thongsuot(tmp_path, "init", "--password-stdin", typed="bảy con thuyền xanh\n")
    assert good.returncode == 0
    assert "bảy con" not in good.stdout


def test_whatever_a_command_writes_is_the_keepers_alone_even_in_an_open_folder(tmp_path: Path) -> None:
    folder, text = tmp_path / "du-lieu", tmp_path / "quy-dinh.txt"
    folder.mkdir(mode=0o755)
    text.write_text("TỈNH ỦY\nSố: 1-QĐ/TU\nQUY ĐỊNH\nvề việc thử\nĐiều 1. Thử\nLàm thử.\n", encoding="utf-8")
    before = os.umask(0)
    try:
        assert thongsuot(folder, "init").returncode == 0
        assert thongsuot(folder, "import", "document", str(text)).returncode == 0
        assert thongsuot(folder, "recount").returncode == 0
    finally:
        os.umask(before)
    written = [path for path in folder.rglob("*") if "static" not in path.parts]
    open_to_others = [path.name for path in written if path.stat().st_mode & 0o077]
    assert open_to_others == []
