"""Rows of the job queue as the library leaves them behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from thongsuot.ledger.jobs import verify_ledger
from thongsuot.orgs.jobs import read_list

SECRET = "Trần Văn An, 0900 000 010"


def job(kind: Task[Any, Any], status: str, at: datetime, **values: Any) -> DBTaskResult:
    """Leave one row of a job behind that ended, or waits, at that moment."""
    given = {"args": [], "kwargs": {}} if "args" not in values else {"args": values.pop("args"), "kwargs": {}}
    fields = {"exception_class_path": "", "traceback": "", "run_after": at, "finished_at": at, **values}
    return DBTaskResult.objects.create(
        status=status, task_path=kind.module_path, args_kwargs=given, backend_name="default", **fields
    )


def failed_job(at: datetime, kind: Task[Any, Any] = read_list, number: int = 7) -> DBTaskResult:
    """Leave one failure behind whose traceback names somebody, as tracebacks do."""
    args = [] if kind == verify_ledger else [number]
    wrong = {"exception_class_path": "builtins.ValueError", "traceback": f"ValueError: {SECRET}"}
    return job(kind, "FAILED", at, args=args, **wrong)
