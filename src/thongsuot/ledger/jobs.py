"""Background work that repeats: once a day the whole ledger is computed again and old rows of the queue are cleared."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from thongsuot.ledger import verification

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
FAILURES_KEPT_TIMES = 3


@task()
def verify_ledger() -> list[str]:
    """Verify every entry and head, and say in the log what does not agree.

    The next time is planned first: a run that fails must not be the last.
    """
    plan_next(verify_ledger, timezone.now() + EVERY)
    findings = verification.verify(settings.HEAD_KEYS, settings.DATA / "heads")
    for sentence in findings:
        log.error("%s", sentence)
    return findings


@task()
def clear_finished_jobs() -> None:
    """Remove what the queue keeps of jobs that ended long ago: failures three times as long as what went well.

    What went well is kept for longer than the page of status looks back, else an old failure would seem unanswered.
    """
    plan_next(clear_finished_jobs, timezone.now() + EVERY)
    kept = settings.JOBS_KEPT_DAYS
    ages = {"min_age_days": kept, "failed_min_age_days": kept * FAILURES_KEPT_TIMES}
    call_command("prune_db_task_results", queue_name="*", verbosity=0, **ages)


def plan_next(job: Task[[], Any], at: datetime) -> None:
    """Plan a job's next time, if it is not planned already: a failed one that is run again by hand has its next."""
    if not _planned(job).exists():
        job.using(run_after=at).enqueue()


def plan(*jobs: Task[[], Any]) -> None:
    """Plan each job that plans itself again, if it is not planned already; called when the jobs' process starts."""
    for job in jobs:
        if not _planned(job).exists():
            job.enqueue()


def _planned(job: Task[[], Any]) -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.module_path)
