"""Background work of the room: what was written for a task is deleted when its day has come."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from thongsuot.kernel.clock import day_of, end_of
from thongsuot.ledger import jobs
from thongsuot.ledger.entries import SYSTEM
from thongsuot.understanding.actions.reflections import purge_reflections


@task()
def purge_reflections_nightly() -> int:
    """Delete what is to be deleted as of today; the next night is planned before anything can fail."""
    now = timezone.now()
    jobs.plan_next(purge_reflections_nightly, end_of(day_of(now)))
    return purge_reflections(by=SYSTEM, now=now)
