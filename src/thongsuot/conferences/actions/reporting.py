"""Report a conference upward: what was written about it is kept as a file, and its state says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import ResultReport, result_report
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat

Writer = Callable[[Conference, ResultReport], StoredFile]


@transaction.atomic
def report_conference(conference_id: int, *, writer: Writer, by: Seat, now: datetime) -> Conference:
    """Report an ended conference with the file that `writer` makes of its figures; a second time changes nothing."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    if conference.reported_at is not None:
        return conference
    rules.check_held(conference.ended_at)
    report = result_report(conference, day_of(now))
    conference.report = writer(conference, report)
    conference.reported_at, conference.reported_by = now, by.pk
    conference.save(update_fields=["report", "reported_at", "reported_by"])
    attendance: list[Json] = [[row.expected, row.present, row.excused, row.missing] for row in report.attendance]
    facts: dict[str, Json] = {"file": conference.report.sha256, "attendance": attendance}
    ledger.record(
        "conferences.conference.reported", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    return conference
