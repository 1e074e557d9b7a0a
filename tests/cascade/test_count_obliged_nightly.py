"""The story of the night: seats begin and end by date alone, and the numbers follow without anybody doing anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from tests.factories import make_dissemination, make_four
from thongsuot.cascade.jobs import count_obliged_nightly, next_midnight
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.kernel.clock import HO_CHI_MINH

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_seat_that_ended_by_its_date_owes_nothing_after_the_night() -> None:
    four = make_four()
    drive = make_dissemination(four.cuc)
    before = UnitDuty.objects.get(dissemination=drive, organisation=four.cell)
    four.an.valid_to = date.today() - timedelta(days=1)  # noqa: DTZ011  # the job asks the machine's own day
    four.an.save()
    count_obliged_nightly.call()
    after = UnitDuty.objects.get(dissemination=drive, organisation=four.cell)
    assert (before.obliged, after.obliged) == (2, 1)


def test_a_night_that_fails_is_not_the_last(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    drive = make_dissemination(make_four().cuc)
    Dissemination.objects.filter(pk=drive.pk).update(deadlines={"ward": "no day"})
    with pytest.raises(ValueError, match="no day"):
        count_obliged_nightly.call()
    assert DBTaskResult.objects.get().task_path == count_obliged_nightly.module_path


def test_the_next_night_begins_at_midnight_of_the_capital() -> None:
    evening = datetime(2026, 11, 23, 23, 59, tzinfo=HO_CHI_MINH)
    assert next_midnight(evening) == datetime(2026, 11, 24, 0, 0, tzinfo=HO_CHI_MINH)
