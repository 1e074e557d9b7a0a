"""Background work of the cascade: denominators at night, messages in the morning, publishing at the hour ordered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from thongsuot.cascade import working
from thongsuot.cascade.actions import counting
from thongsuot.cascade.models import PublishOrder
from thongsuot.cascade.queries.reminding import messages_on
from thongsuot.kernel.clock import day_of, end_of
from thongsuot.ledger import jobs
from thongsuot.ledger.entries import SYSTEM
from thongsuot.notices import actions as notices
from thongsuot.notices import mailing
from thongsuot.notices.workdays import is_quiet, next_morning

AGAIN_IN = timedelta(minutes=30)


@task()
def count_obliged_nightly() -> None:
    """Count the obliged seats of all open drives as of today; the next night is planned before anything can fail."""
    now = timezone.now()
    jobs.plan_next(count_obliged_nightly, next_midnight(now))
    counting.count_obliged(day_of(now))


def next_midnight(now: datetime) -> datetime:
    """Give the beginning of the next day in Asia/Ho_Chi_Minh."""
    return end_of(day_of(now))


@task()
def remind_every_morning() -> dict[str, int]:
    """Tell people what is due, then send the letters; the next morning is planned before anything can fail."""
    now = timezone.now()
    jobs.plan_next(remind_every_morning, next_morning(now))
    return remind(now)


def remind(now: datetime) -> dict[str, int]:
    """Tell what this morning has to say and send the letters; nothing at night, at weekends and on public holidays.

    The counts stand in the row of the job, where the page of status finds them.
    """
    if is_quiet(now):
        return {"told": 0}
    told = notices.tell(messages_on(day_of(now)), by=SYSTEM, now=now)
    return {"told": told, **send(now)}


@task()
def send_refused_letters() -> dict[str, int]:
    """Try again the letters that the mail server refused."""
    now = timezone.now()
    return {} if is_quiet(now) else send(now)


def send(now: datetime) -> dict[str, int]:
    """Send today's letters; while the mail server refuses some, try them again every half hour until the evening."""
    letters = mailing.send_letters(now)
    if letters.refused:
        send_refused_letters.using(run_after=now + AGAIN_IN).enqueue()
    return {"sent": letters.sent, "refused": letters.refused}


@task()
def publish_at_hour(order_id: int) -> None:
    """Publish what an order asks for; whatever came late, the ledger gets the true time."""
    working.carry_out(order_id, timezone.now)


def plan_publishing(order: PublishOrder) -> None:
    """Plan an order for its hour; one that was moved or cancelled is let pass when the old hour comes."""
    publish_at_hour.using(run_after=order.due_at).enqueue(order.pk)


def plan_all_publishing() -> None:
    """Plan every order that is still to be carried out: called when the jobs' process starts, after whatever."""
    for order in PublishOrder.objects.live().order_by("due_at", "pk"):
        plan_publishing(order)
