"""Report a conference upward: its figures become a Word file that is kept, and its state says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.conferences import paper, permissions, rules
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import result_report
from thongsuot.files import actions as files
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat


@transaction.atomic
def report_conference(conference_id: int, *, by: Seat, now: datetime) -> Conference:
    """Write the result report of an ended conference and keep it; a second time answers with the first."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    if conference.reported_at is not None:
        return conference
    rules.check_held(conference.ended_at)
    report = result_report(conference, day_of(now))
    name = f"bao-cao-hoi-nghi-{conference.organisation.code}-{day_of(now):%Y%m%d}.docx"
    conference.report = files.keep_file(paper.written(report), name=name, by=by, now=now)
    conference.reported_at, conference.reported_by = now, by.pk
    conference.save(update_fields=["report", "reported_at", "reported_by"])
    attendance: list[Json] = [[row.expected, row.present, row.excused, row.missing] for row in report.attendance]
    facts: dict[str, Json] = {"file": conference.report.sha256, "attendance": attendance}
    ledger.record(
        "conferences.conference.reported", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    return conference


def open_report(conference_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Write down that a keeper, or an auditor, opens the report of a conference, and answer with the file to serve."""
    permissions.check_read_report(by)
    held = Conference.objects.reports_for(by).filter(pk=conference_id)
    file = StoredFile.objects.get(pk__in=held.values("report"))
    return files.open_file(file.pk, among=StoredFile.objects.filter(pk=file.pk), by=by, now=now)
