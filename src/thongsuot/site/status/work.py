"""The background jobs as an administrator needs them: what failed and how often, what runs daily and when it did.

Names are those of the kinds of work: neither what a job was given nor what it printed is shown, for it may name people.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thongsuot.cascade.jobs import count_obliged_nightly, publish_at_hour, remind_every_morning, send_refused_letters
from thongsuot.files.jobs import sweep_staging
from thongsuot.ledger.jobs import clear_finished_jobs, verify_ledger
from thongsuot.orgs.jobs import clear_lists, read_list, take_list
from thongsuot.site.wiring import NIGHTLY

LOOKED_BACK = timedelta(days=30)
MOST = 20
NAMES = {
    verify_ledger.module_path: _("Kiểm tra lại toàn bộ nhật ký"),
    count_obliged_nightly.module_path: _("Đếm lại số người phải học"),
    remind_every_morning.module_path: _("Nhắc việc buổi sáng"),
    send_refused_letters.module_path: _("Gửi lại thư bị từ chối"),
    sweep_staging.module_path: _("Dọn tệp chờ đã quá giờ"),
    clear_finished_jobs.module_path: _("Dọn việc nền đã xong từ lâu"),
    publish_at_hour.module_path: _("Ban hành một đợt đã hẹn giờ"),
    read_list.module_path: _("Đọc một danh sách đơn vị, người"),
    take_list.module_path: _("Nhập một danh sách đơn vị, người"),
    clear_lists.module_path: _("Dọn danh sách đã quá giờ"),
}


@dataclass(frozen=True, slots=True)
class FailedJob:
    """One kind of work that failed and has not succeeded since: how often, last when, with what kind of error."""

    pk: UUID
    name: Any
    at: datetime
    times: int
    error: str


@dataclass(frozen=True, slots=True)
class DailyJob:
    """One job that repeats: its newest end (None: never), whether that was good, and when it runs next."""

    name: Any
    ended_at: datetime | None
    is_good: bool
    next_at: datetime | None


def named(path: str) -> Any:
    """Give the words for a kind of work; one that nobody named goes by its function."""
    return NAMES.get(path, path.rsplit(".", 1)[-1])


def failed_jobs(now: datetime) -> tuple[FailedJob, ...]:
    """List what failed within a month and did not succeed since, newest first; two queries."""
    fields = ("pk", "task_path", "args_kwargs", "finished_at", "exception_class_path")
    rows = list(DBTaskResult.objects.failed().filter(finished_at__gt=now - LOOKED_BACK).values_list(*fields))
    groups: dict[tuple[str, str], list[tuple[datetime, UUID, str]]] = defaultdict(list)
    for pk, path, given, at, error in rows:
        groups[path, _key(given)].append((at, pk, error.rsplit(".", 1)[-1]))
    good = _last_good({path for path, _given in groups}, min((row[3] for row in rows), default=now))
    found = [
        FailedJob(max(group)[1], named(what[0]), max(group)[0], len(group), max(group)[2])
        for what, group in groups.items()
        if what not in good or good[what] < max(group)[0]
    ]
    return tuple(sorted(found, key=lambda job: job.at, reverse=True)[:MOST])


def daily_jobs() -> tuple[DailyJob, ...]:
    """List the jobs that repeat, each with its last end and its next beginning; two queries."""
    paths = [job.module_path for job in NIGHTLY]
    ended: dict[str, tuple[datetime, str]] = {}
    finished = DBTaskResult.objects.finished().filter(task_path__in=paths).order_by("finished_at")
    for path, at, status in finished.values_list("task_path", "finished_at", "status"):
        if at is not None:
            ended[path] = (at, status)
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__in=paths).order_by("-run_after")
    planned = dict(waiting.values_list("task_path", "run_after"))
    return tuple(_daily(path, ended.get(path), planned.get(path)) for path in paths)


def _daily(path: str, ended: tuple[datetime, str] | None, next_at: datetime | None) -> DailyJob:
    at, status = ended or (None, "")
    return DailyJob(named(path), at, status == TaskResultStatus.SUCCESSFUL, next_at)


def _last_good(paths: set[str], since: datetime) -> dict[tuple[str, str], datetime]:
    done = DBTaskResult.objects.successful().filter(task_path__in=paths, finished_at__gt=since).order_by("finished_at")
    rows = done.values_list("task_path", "args_kwargs", "finished_at")
    return {(path, _key(given)): at for path, given, at in rows if at is not None}


def _key(given: Any) -> str:
    return json.dumps(given, sort_keys=True)
