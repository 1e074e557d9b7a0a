"""Check-config: what must be mended is said first, in a sentence with the next step, and fails the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.chaos import Trial
from tests.shared import installed

pytestmark = pytest.mark.slow


@pytest.fixture
def trial(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(installed(tmp_path_factory, tmp_path / "data"))


def test_a_new_installation_is_fine_and_told_what_is_still_to_do(trial: Trial) -> None:
    done = trial.command("check-config")
    assert done.returncode == 0, done.stdout
    assert "ĐẠT  SQLite trả lời và đúng phiên bản." in done.stdout
    assert "CHÚ Ý  Chưa có bản sao lưu" in done.stdout
    assert trial.command("backup").returncode == 0
    assert "ĐẠT  Bản sao lưu gần nhất cách đây 0 ngày." in trial.command("check-config").stdout


def test_a_key_that_others_can_read_is_named_first(trial: Trial) -> None:
    (trial.data / "secrets" / "session.key").chmod(0o644)
    done = trial.command("check-config")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].strip().startswith("LỖI  Người khác trên máy đọc được session.key.")


def test_a_folder_nobody_prepared_is_sent_to_init(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = Trial(tmp_path / "empty").command("check-config")
    assert done.returncode == 1
    assert "`thongsuot init`" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
