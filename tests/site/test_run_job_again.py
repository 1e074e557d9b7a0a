"""Work that failed is set going again by the administrator, once, and the ledger says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.cascade.doors import BACKEND
from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_four, make_person, make_seat
from tests.site.status import failed_job, job
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import jobs
from thongsuot.ledger.jobs import verify_ledger
from thongsuot.ledger.models import Entry
from thongsuot.orgs.jobs import read_list
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person
from thongsuot.site.actions import run_job_again

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def keeper() -> Person:
    return make_person("Quản trị", is_administrator=True)


def test_the_same_failure_is_run_once_however_often_it_failed(keeper: Person) -> None:
    rows = [failed_job(NOW - timedelta(hours=hour)) for hour in (3, 2, 1)]
    other = failed_job(NOW, number=8)
    assert run_job_again(rows[-1].pk, by=keeper, now=NOW) == 3
    waiting = DBTaskResult.objects.get(status="READY")
    assert (waiting.pk, waiting.args_kwargs, waiting.traceback) == (rows[-1].pk, rows[-1].args_kwargs, "")
    assert [row.pk for row in DBTaskResult.objects.failed()] == [other.pk]
    ledger.drain()
    assert Entry.objects.get().event == "site.job.run_again"


def test_a_second_press_changes_nothing(keeper: Person) -> None:
    row = failed_job(NOW)
    run_job_again(row.pk, by=keeper, now=NOW)
    with pytest.raises(Refusal) as refused:
        run_job_again(row.pk, by=keeper, now=NOW)
    assert refused.value.code == "job_not_failed"
    assert DBTaskResult.objects.count() == 1


def test_nobody_but_the_administrator_presses(four: Four) -> None:
    row = failed_job(NOW)
    auditor = make_seat(unit=four.city, role=Seat.Role.AUDITOR)
    for by in (four.an, four.cuc, auditor):
        with pytest.raises(NotAllowed):
            run_job_again(row.pk, by=by, now=NOW)


def test_a_daily_job_that_is_run_again_has_its_next_day_once(keeper: Person, settings: Any, tmp_path: Any) -> None:
    settings.TASKS, settings.DATA = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}, tmp_path
    failed = failed_job(NOW, verify_ledger)
    job(verify_ledger, "READY", NOW + timedelta(days=1), finished_at=None)
    run_job_again(failed.pk, by=keeper, now=NOW)
    DBTaskResult.objects.filter(pk=failed.pk).update(status="RUNNING")
    jobs.verify_ledger.call()
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_the_button_leads_back_to_the_page_and_says_what_happens_next(client: Client, keeper: Person) -> None:
    client.force_login(keeper, backend=BACKEND)
    row = failed_job(NOW)
    answer = client.post(f"/quan-tri/tinh-trang/chay-lai/{row.pk}/", follow=True)
    assert answer.redirect_chain == [("/quan-tri/tinh-trang/", 302)]
    assert "Đã cho chạy lại" in answer.content.decode()
    assert read_list.module_path == DBTaskResult.objects.get(status="READY").task_path
