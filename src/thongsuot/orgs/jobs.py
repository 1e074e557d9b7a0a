"""Background work on lists: each job calls one function; nothing of a list stands in the job itself."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from thongsuot.orgs import working
from thongsuot.orgs.models import Intake


@task()
def read_list(intake_id: int) -> None:
    """Read a list and show what it would change."""
    working.read_list(intake_id, now=timezone.now())


@task()
def take_list(intake_id: int) -> None:
    """Take in a list as it was shown."""
    working.take_list(intake_id, now=timezone.now())


@task()
def clear_lists() -> None:
    """Drop the lists whose time is over."""
    working.clear(timezone.now())


def order(intake: Intake) -> None:
    """Order the work that a list waits for."""
    (take_list if intake.state == Intake.State.TAKING else read_list).enqueue(intake.pk)
