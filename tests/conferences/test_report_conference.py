"""Report a conference: the file is written from its figures while it is locked, and only once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.factories import NOW
from thongsuot.conferences.actions.reporting import report_conference
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import ResultReport
from thongsuot.files.actions import keep_file
from thongsuot.files.models import StoredFile

pytestmark = pytest.mark.django_db(**BOTH)


def test_an_ended_conference_is_reported_once_with_what_was_written_of_its_figures() -> None:
    meeting = make_meeting()
    pk, binh = meeting.conference.pk, meeting.four.binh
    written: list[int] = []

    def write(_conference: Conference, report: ResultReport) -> StoredFile:
        written.append(report.attendance[0].present)
        return keep_file(b"paper", name="bao-cao.docx", by=binh, now=NOW)

    with expect_refusal("conference_not_ended"):
        report_conference(pk, writer=write, by=binh, now=NOW)
    meeting.mark(meeting.four.an, "present")
    meeting.end()
    with expect_refusal("keepers_only"):
        report_conference(pk, writer=write, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        report_conference(pk, writer=write, by=meeting.four.cuc, now=NOW)
    first = report_conference(pk, writer=write, by=binh, now=NOW)
    again = report_conference(pk, writer=write, by=binh, now=NOW)
    assert (first.state, again.report_id, written) == ("reported", first.report_id, [1])
    (entry,) = told("conferences.conference.reported")
    assert entry.facts["attendance"] == [[2, 1, 0, 1]]
