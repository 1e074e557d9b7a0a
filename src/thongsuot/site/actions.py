"""What the keeper of an installation sets right from the page of its status."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person
from thongsuot.site import permissions


@transaction.atomic
def run_job_again(job_id: UUID, *, by: Seat | Person, now: datetime) -> int:
    """Put a failed job back into the queue, once however often the same failed, and say how many failures it answers.

    A second press finds it waiting, running or done, and changes nothing.
    """
    permissions.check_operate(by)
    job = DBTaskResult.objects.select_for_update().get(pk=job_id)
    if job.status != TaskResultStatus.FAILED:
        raise Refusal("job_not_failed", _("Việc này đã được cho chạy lại. Tải lại trang để xem kết quả."))
    same = [each for each in _failed(job) if each.args_kwargs == job.args_kwargs]
    DBTaskResult.objects.filter(pk__in=[each.pk for each in same if each.pk != job.pk]).delete()
    job.status, job.run_after = TaskResultStatus.READY, now
    job.started_at = job.finished_at = None
    job.exception_class_path = job.traceback = ""
    job.save()
    facts = {"job": job.task_path, "failures": len(same)}
    ledger.record("site.job.run_again", subject=f"site.job:{job.pk}", by=by.actor(), at=now, facts=facts)
    return len(same)


def _failed(job: DBTaskResult[Any, Any]) -> list[DBTaskResult[Any, Any]]:
    return list(DBTaskResult.objects.failed().filter(task_path=job.task_path).defer("traceback"))
