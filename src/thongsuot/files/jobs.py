"""Background work of the files: what waited too long for a yes is removed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from thongsuot.files import staging
from thongsuot.ledger import jobs

EVERY = timedelta(hours=1)


@task()
def sweep_staging() -> int:
    """Remove the contents that nobody decided about in time; the next time is planned before anything can fail."""
    now = timezone.now()
    jobs.plan_next(sweep_staging, now + EVERY)
    return staging.sweep(now=now)
