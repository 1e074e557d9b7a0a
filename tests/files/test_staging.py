"""Let a content wait for a yes: sealed, for one seat, for two hours, swept away by a job that plans itself."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import NOW
from thongsuot.files import staging
from thongsuot.files.jobs import sweep_staging
from thongsuot.files.staging import Place
from thongsuot.site.backups import FOLDERS
from thongsuot.site.wiring import NIGHTLY

TOKEN = "ab" * 16
WORDS = "Mỗi lời hẹn có một ngày làm xong.".encode()


def waiting(token: str = TOKEN, seat_id: int = 7) -> Place:
    place = Place(token, seat_id)
    place.put("0", WORDS, now=NOW)
    return place


def sealed(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


def test_a_content_comes_back_under_its_token_and_its_seat_only() -> None:
    assert waiting().take("0", now=NOW) == WORDS
    assert Place(TOKEN, 8).take("0", now=NOW) is None
    assert Place("cd" * 16, 7).take("0", now=NOW) is None
    assert Place(TOKEN, 7).take("1", now=NOW) is None


def test_the_disk_shows_neither_words_nor_token_nor_when_they_are_the_same(settings: Any) -> None:
    waiting()
    waiting(seat_id=8)
    first, second = (path.read_bytes() for path in sealed(settings.STAGING_FOLDER))
    assert WORDS not in first and first != second
    assert all(TOKEN not in str(path) for path in settings.STAGING_FOLDER.rglob("*"))


def test_a_sweep_does_not_stumble_over_a_place_that_another_hand_removes(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting()
    gone = settings.STAGING_FOLDER / "gone"
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter([gone, *folder.glob("*")]))
    assert staging.sweep(now=NOW + staging.WAITS) == 1


def test_another_installation_cannot_open_what_was_carried_over(settings: Any) -> None:
    waiting()
    settings.SECRET_KEY = "another"
    assert Place(TOKEN, 7).take("0", now=NOW) is None


def test_a_content_that_was_changed_on_the_disk_is_no_content(settings: Any) -> None:
    place = waiting()
    (path,) = sealed(settings.STAGING_FOLDER)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert place.take("0", now=NOW) is None


def test_it_waits_two_hours_from_the_last_change_and_not_a_second_longer() -> None:
    place = waiting()
    assert place.take("0", now=NOW + staging.WAITS) is None
    place.put("1", WORDS, now=NOW + timedelta(hours=1))
    assert place.take("0", now=NOW + staging.WAITS) == WORDS


def test_cleared_is_gone_at_once_and_clearing_again_does_no_harm(settings: Any) -> None:
    place = waiting()
    for _time in range(2):
        place.clear()
    assert sealed(settings.STAGING_FOLDER) == []
    assert not [path for path in settings.STAGING_FOLDER.iterdir() if path.name != staging.LOCKS]


def test_what_is_no_token_opens_nothing() -> None:
    for token in ("", "../../etc", "AB" * 16, "ab" * 15):
        with pytest.raises(ValueError, match="token"):
            Place(token, 7)


def test_no_backup_takes_what_waits_along() -> None:
    assert "staging" not in FOLDERS


@pytest.mark.django_db(databases="__all__")
def test_the_job_sweeps_and_plans_its_next_run(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    waiting()
    long_ago = (timezone.now() - staging.WAITS).timestamp()
    for path in settings.STAGING_FOLDER.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert sweep_staging.call() == 1
    assert sealed(settings.STAGING_FOLDER) == []
    planned = DBTaskResult.objects.get()
    assert planned.run_after > timezone.now() and sweep_staging in NIGHTLY
