"""Invite the delegates: each is told once of a day that is set, in the desk and by letter; a calendar takes it in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import TODAY, make_meeting
from tests.factories import NOW
from thongsuot.notices.models import Message
from thongsuot.proceedings.actions.writing import invite

pytestmark = pytest.mark.django_db(**BOTH)


def test_every_delegate_is_told_once_of_the_day_and_where_to_look() -> None:
    meeting = make_meeting((TODAY + timedelta(days=2), "morning"))
    pk, binh = meeting.conference.pk, meeting.four.binh
    assert invite(pk, by=binh, now=NOW) == 2
    assert invite(pk, by=binh, now=NOW) == 0
    (mine,) = Message.objects.visible_to(meeting.four.an).filter(thing=meeting.conference.ref)
    assert (mine.title, mine.href, mine.due_on) == (
        meeting.conference.title,
        f"/hoi-nghi/{pk}/",
        TODAY + timedelta(days=2),
    )
    assert [entry.facts for entry in told("proceedings.delegates.invited")] == [{"told": 2}, {"told": 0}]


def test_nobody_is_invited_to_what_is_over_and_only_keepers_invite() -> None:
    meeting = make_meeting()
    pk = meeting.conference.pk
    with expect_refusal("conference_past"):
        invite(pk, by=meeting.four.binh, now=NOW + timedelta(days=1))
    with expect_refusal("keepers_only"):
        invite(pk, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        invite(pk, by=meeting.four.cuc, now=NOW)
    assert not Message.objects.exists()


def test_a_delegate_takes_the_half_days_into_a_calendar_and_a_stranger_does_not() -> None:
    meeting = make_meeting((TODAY, "morning"), (TODAY, "afternoon"))
    address = f"/hoi-nghi/{meeting.conference.pk}/lich/"
    written = enter(meeting.four.an).get(address).content.decode()
    assert written.count("BEGIN:VEVENT") == 2
    assert f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}" in written
    assert_absent(enter(meeting.four.dung), address)
