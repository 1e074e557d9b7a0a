"""Background work of the cascade: seats begin and end by date alone, so denominators are counted again every night."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from thongsuot.cascade.actions import counting
from thongsuot.kernel.clock import HO_CHI_MINH, day_of


@task()
def count_obliged_nightly() -> None:
    """Count the obliged seats of all open drives as of today; the next night is planned before anything can fail."""
    now = timezone.now()
    count_obliged_nightly.using(run_after=next_midnight(now)).enqueue()
    counting.count_obliged(day_of(now))


def next_midnight(now: datetime) -> datetime:
    """Give the beginning of the next day in Asia/Ho_Chi_Minh."""
    return datetime.combine(day_of(now) + timedelta(days=1), time.min, tzinfo=HO_CHI_MINH)
