"""Open a report: the opening is written down before the file leaves, and only keepers of the unit may."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.factories import NOW, make_seat
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.actions.reporting import issue_report, open_report

pytestmark = pytest.mark.django_db(**BOTH)


def test_a_keeper_takes_the_report_and_it_is_written_down() -> None:
    meeting = make_meeting()
    with pytest.raises(ObjectDoesNotExist):
        open_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    meeting.end()
    kept = issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    assert open_report(kept.pk, by=meeting.four.binh, now=NOW).pk == kept.report_id
    assert len(told("files.file.opened")) == 1
    with expect_refusal("keepers_only"):
        open_report(kept.pk, by=meeting.four.an, now=NOW)
    address = f"/hoi-nghi/{kept.pk}/bao-cao/tep/"
    answer = enter(meeting.four.binh).get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert_absent(enter(meeting.four.cuc), address)


def test_an_auditor_above_takes_it_as_well_and_leaves_the_same_trace() -> None:
    meeting = make_meeting()
    meeting.end()
    kept = issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    auditor = make_seat(unit=meeting.four.city, role=Seat.Role.AUDITOR)
    assert open_report(kept.pk, by=auditor, now=NOW).pk == kept.report_id
    assert [entry.by.seat for entry in told("files.file.opened")] == [auditor.pk]
    elsewhere = make_seat(unit=meeting.four.other_ward, role=Seat.Role.AUDITOR)
    with pytest.raises(ObjectDoesNotExist):
        open_report(kept.pk, by=elsewhere, now=NOW)
