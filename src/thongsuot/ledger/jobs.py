"""Background work of the ledger: once a day the whole of it is computed again."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from thongsuot.ledger import verification

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)


@task()
def verify_ledger() -> list[str]:
    """Verify every entry and head, and say in the log what does not agree.

    The next time is planned first: a run that fails must not be the last.
    """
    verify_ledger.using(run_after=timezone.now() + EVERY).enqueue()
    findings = verification.verify(settings.HEAD_KEYS, settings.DATA / "heads")
    for sentence in findings:
        log.error("%s", sentence)
    return findings


def plan(*jobs: Task[[], Any]) -> None:
    """Plan each job that plans itself again, if it is not planned already; called when the jobs' process starts."""
    for job in jobs:
        planned = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.module_path)
        if not planned.exists():
            job.enqueue()
