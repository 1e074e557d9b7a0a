"""The daily verification: planned once, planned again each time it has run, loud when something is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.ledger.made import draft
from tests.site.status import job
from thongsuot.ledger import jobs
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.models import Entry
from thongsuot.site.status.work import LOOKED_BACK
from thongsuot.site.wiring import NIGHTLY

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def real_queue(settings: Any, tmp_path: Path) -> None:
    """Use the queue of the product and an empty data folder."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DATA = tmp_path


def test_it_is_planned_once_however_often_the_process_starts() -> None:
    jobs.plan(jobs.verify_ledger)
    jobs.plan(jobs.verify_ledger)
    assert [row.task_path for row in DBTaskResult.objects.all()] == ["thongsuot.ledger.jobs.verify_ledger"]


def test_it_plans_its_next_run(writer: Writer) -> None:
    writer.commit([draft()])
    assert jobs.verify_ledger.call() == []
    planned = DBTaskResult.objects.get()
    assert timedelta(hours=23) < planned.run_after - timezone.now() < timedelta(hours=25)


def test_what_does_not_agree_is_logged(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    writer.commit([draft()])
    Entry.objects.update(body=b"{}")
    assert jobs.verify_ledger.call() == ["Mục số 1 đã bị thay đổi: nội dung không còn đúng dạng đã ghi."]
    assert "Mục số 1 đã bị thay đổi" in caplog.text


def test_a_run_that_fails_is_not_the_last(tmp_path: Path) -> None:
    (tmp_path / "heads" / "folder-where-a-file-should-be.json").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        jobs.verify_ledger.call()
    assert DBTaskResult.objects.count() == 1


def test_what_ended_long_ago_is_cleared_and_failures_are_kept_three_times_as_long(settings: Any) -> None:
    settings.JOBS_KEPT_DAYS = 35
    now = timezone.now()
    for days in (34, 36, 104, 106):
        for status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
            job(jobs.verify_ledger, status, now - timedelta(days=days))
    job(jobs.verify_ledger, TaskResultStatus.READY, now - timedelta(days=200), finished_at=None)
    jobs.clear_finished_jobs.call()
    kept = sorted((now - row.finished_at).days for row in DBTaskResult.objects.finished())
    assert kept == [34, 34, 36, 104]
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("run_after")
    assert [row.task_path.rsplit(".", 1)[-1] for row in waiting] == ["verify_ledger", "clear_finished_jobs"]
    assert LOOKED_BACK.days < settings.JOBS_KEPT_DAYS and jobs.clear_finished_jobs in NIGHTLY
