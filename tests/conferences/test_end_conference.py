"""End a conference: its keeper writes down that it is over, not before its day, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import TODAY, make_meeting
from tests.factories import NOW
from thongsuot.conferences.actions.planning import end_conference
from thongsuot.conferences.models import Conference

pytestmark = pytest.mark.django_db(**BOTH)


def test_ending_is_recorded_once() -> None:
    meeting = make_meeting()
    ended = meeting.end()
    assert (ended.state, ended.ended_at, ended.ended_by) == ("held", NOW, meeting.four.binh.pk)
    again = end_conference(ended.pk, by=meeting.four.binh, now=NOW + timedelta(hours=1))
    assert again.ended_at == NOW
    assert len(told("conferences.conference.ended")) == 1


def test_nothing_ends_before_its_day_and_nobody_ends_anothers() -> None:
    meeting = make_meeting((TODAY + timedelta(days=1), "morning"))
    with expect_refusal("conference_ahead"):
        meeting.end()
    with expect_refusal("keepers_only"):
        end_conference(meeting.conference.pk, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        end_conference(meeting.conference.pk, by=meeting.four.cuc, now=NOW)


def test_the_button_is_grey_with_its_reason_until_the_day() -> None:
    meeting = make_meeting((TODAY + timedelta(days=500), "morning"))
    client = enter(meeting.four.binh)
    shown = client.get(f"/hoi-nghi/{meeting.conference.pk}/").content.decode()
    assert "Hội nghị chưa đến ngày họp." in text_of(shown)
    refused = client.post(f"/hoi-nghi/{meeting.conference.pk}/be-mac/")
    assert refused.status_code == 409
    assert not Conference.objects.filter(ended_at__isnull=False).exists()
