"""Lists handed in for the stories of imports, and the background worker that reads them."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.factories import FOUNDED
from thongsuot.orgs import template, workbook
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow

CITY = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED)
WARD = UnitRow(3, "AH-01", "Phường Bến Đá", "ward", "ward", "AH", FOUNDED)
AN = PersonRow(2, "an-moi", "Trần Văn An", "", "AH-01", "Đảng viên", "member", "member", FOUNDED)
ASTRAY = PersonRow(3, "binh-moi", "Lê Thị Bình", "", "AH-77", "Đảng viên", "member", "member", FOUNDED)


def workbook_of(*people: PersonRow, units: tuple[UnitRow, ...] = (CITY, WARD)) -> BytesIO:
    out = BytesIO()
    template.write_rows(OrganisationRows(units, people), out)
    out.seek(0)
    return out


def upload(*people: PersonRow, units: tuple[UnitRow, ...] = (CITY, WARD)) -> SimpleUploadedFile:
    return SimpleUploadedFile("danh-sach.xlsx", workbook_of(*people, units=units).getvalue(), workbook.MEDIA_TYPE)


def work_off() -> int:
    """Do what is due in the background, as the worker would, and say how much it was."""
    done = 0
    while due := DBTaskResult.objects.ready().order_by("enqueued_at").first():
        DBTaskResult.objects.filter(pk=due.pk).update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
        due.task.func(*due.args_kwargs["args"], **due.args_kwargs["kwargs"])
        done += 1
    return done
