"""Plan a conference: a unit sets when and where it meets on a drive, and may change that until people came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import TODAY, make_meeting, plan
from tests.factories import NOW, make_dissemination, make_four
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Conference, HalfDay

pytestmark = pytest.mark.django_db(**BOTH)


def test_a_plan_is_kept_with_its_half_days_and_recorded() -> None:
    meeting = make_meeting((TODAY, "morning"), (TODAY, "afternoon"))
    kept = Conference.objects.get()
    assert (kept.title, kept.place, kept.state) == ("Hội nghị để thử", "Hội trường tầng 2", "planned")
    assert [(each.on, each.half) for each in kept.half_days.all()] == [(TODAY, "morning"), (TODAY, "afternoon")]
    (entry,) = told("conferences.conference.planned")
    assert entry.subject == kept.ref
    assert entry.facts["half_days"] == [[TODAY.isoformat(), "morning"], [TODAY.isoformat(), "afternoon"]]
    assert entry.by == meeting.four.binh.actor()


def test_planning_again_changes_the_one_conference_of_the_unit() -> None:
    meeting = make_meeting()
    later = TODAY + timedelta(days=3)
    moved = plan_conference(meeting.drive.pk, plan=plan((later, "evening"), title=""), by=meeting.four.binh, now=NOW)
    assert moved.pk == meeting.conference.pk
    assert moved.title == meeting.drive.title
    assert [(each.on, each.half) for each in moved.half_days.all()] == [(later, "evening")]


def test_half_days_stay_once_somebody_was_marked_but_the_room_may_change() -> None:
    meeting = make_meeting()
    meeting.mark(meeting.four.an, "present")
    with expect_refusal("conference_begun"):
        plan_conference(meeting.drive.pk, plan=plan((TODAY, "evening")), by=meeting.four.binh, now=NOW)
    kept = plan_conference(meeting.drive.pk, plan=plan(place="Nhà văn hóa"), by=meeting.four.binh, now=NOW)
    assert kept.place == "Nhà văn hóa"


def test_a_plan_without_a_half_day_or_with_one_twice_or_too_many_is_refused() -> None:
    meeting = make_meeting()
    by = meeting.four.binh
    empty = plan()
    for half_days, code in (
        ((), "no_half_days"),
        (((TODAY, "morning"), (TODAY, "morning")), "half_day_twice"),
        (tuple((TODAY + timedelta(days=at), "morning") for at in range(13)), "too_many_half_days"),
    ):
        with expect_refusal(code):
            wrong = type(empty)(empty.title, empty.place, half_days)
            plan_conference(meeting.drive.pk, plan=wrong, by=by, now=NOW)


def test_a_member_does_not_plan_and_a_stranger_finds_nothing() -> None:
    four = make_four()
    drive = make_dissemination(four.cuc, published=False)
    with expect_refusal("keepers_only"):
        plan_conference(drive.pk, plan=plan(), by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        plan_conference(drive.pk, plan=plan(), by=four.binh, now=NOW)


def test_a_closed_drive_asks_for_no_conference() -> None:
    meeting = make_meeting()
    close_dissemination(meeting.drive.pk, by=meeting.four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        plan_conference(meeting.drive.pk, plan=plan(), by=meeting.four.binh, now=NOW)


def test_the_secretary_plans_on_a_page_without_javascript() -> None:
    four = make_four()
    drive = make_dissemination(four.cuc)
    client = enter(four.binh)
    with few_queries():
        listed = page(client, "/hoi-nghi/")
    assert f"/hoi-nghi/dot/{drive.pk}/len-lich/" in listed
    address = f"/hoi-nghi/dot/{drive.pk}/len-lich/"
    refused = client.post(address, {"title": "Hội nghị", "on": "mai"})
    assert "Ghi ngày theo dạng 26/11/2026." in refused.content.decode()
    assert not Conference.objects.exists()
    sent = {"title": "Học quy định", "on": f"{TODAY:%d/%m/%Y}", "halves": ["morning", "afternoon"]}
    sent |= {"place": "Hội trường"}
    kept = client.post(address, sent, follow=True).content.decode()
    assert heading_of(kept) == "Còn 2 phần chưa chuẩn bị"
    assert "Học quy định" in kept
    assert f"Sáng {TODAY:%d/%m/%Y}, Chiều {TODAY:%d/%m/%Y}" in text_of(kept)
    assert "Ghi chương trình" in kept
    assert 'value="Hội trường"' in page(client, address)


def test_the_office_above_sees_who_has_not_planned_first() -> None:
    meeting = make_meeting()
    four, drive = meeting.four, meeting.drive
    client = enter(four.cuc)
    with few_queries():
        above = text_of(page(client, f"/hoi-nghi/dot/{drive.pk}/"))
    assert "0 / 2 đơn vị đã xong phần hội nghị" in above
    assert "Mọi tình trạng (2) Gọi các đơn vị này (2) Chưa lên lịch (2)" in above
    assert "2 / 2 chưa lên lịch" in text_of(page(client, "/hoi-nghi/"))
    assert_absent(enter(four.dung), f"/hoi-nghi/{meeting.conference.pk}/")


def test_the_database_itself_keeps_one_conference_a_unit_and_pairs_of_who_and_when() -> None:
    meeting = make_meeting()
    for wrong in (
        Conference(
            dissemination=meeting.drive,
            organisation=meeting.four.cell,
            title="hai",
            planned_at=NOW,
            planned_by=meeting.four.binh.pk,
        ),
        HalfDay(conference=meeting.conference, on=TODAY, half="morning", position=7),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.update(ended_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.update(reported_at=NOW)
