"""Prepare a conference: on one page, from the drive to a conference with everything set, in six presses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.conferences.meeting import make_meeting
from tests.factories import make_dissemination, make_four
from thongsuot.conferences.actions.planning import ConferencePlan, plan_conference
from thongsuot.conferences.models import Conference
from thongsuot.conferences.picking import spread
from thongsuot.kernel.clock import day_of
from thongsuot.notices.models import Message
from thongsuot.understanding.actions.questions import Written, write_question


@pytest.mark.django_db(**BOTH)
def test_six_presses_lead_from_the_drive_to_a_conference_with_everything_set() -> None:
    four, now = make_four(), timezone.now()
    drive = make_dissemination(four.cuc)
    text = drive.texts.get(position=0).expression_id
    for at, words in enumerate(("Câu một?", "Câu hai?", "Câu ba?")):
        right = Written(text, f"art_{1 + at // 2}", "single", words, ("Đúng", "Sai"), frozenset({0}))
        write_question(right, by=four.binh, now=now)
    client, day = enter(four.binh), day_of(now) + timedelta(days=3)
    presses = [f"/hoi-nghi/dot/{drive.pk}/len-lich/"]  # the first: a link in the list of drives
    assert presses[0] in page(client, "/hoi-nghi/")
    sent = {"title": "Học quy định", "on": f"{day:%d/%m/%Y}", "halves": ["morning"], "place": "Hội trường"}
    shown = client.post(presses[0], sent, follow=True).content.decode()
    presses.append("Ghi lịch")
    assert heading_of(shown) == "Còn 3 phần chưa chuẩn bị"
    held = Conference.objects.get()
    for door, fields in (
        ("chuong-trinh/", {"text": "8:00 | Giới thiệu | Bí thư | Điều 1 | 45"}),
        ("cau-hoi/lap/", {"number": "2"}),
        ("moi/", {}),
    ):
        shown = client.post(f"/hoi-nghi/{held.pk}/{door}", {**fields, "back": "prepare"}, follow=True).content.decode()
        presses.append(door)
    assert heading_of(shown) == "Hội nghị đã chuẩn bị đủ"
    assert "Đã lập bài 2 câu. " in text_of(shown)
    assert {each.question.eid for each in held.check_up.items.select_related("question")} == {"art_1", "art_2"}
    assert Message.objects.filter(thing=held.ref).count() == 2
    assert len(presses) <= 6


@pytest.mark.django_db(**BOTH)
def test_what_is_missing_is_said_in_sentences_and_nobody_else_finds_the_page() -> None:
    meeting = make_meeting()
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/chuan-bi/"
    with few_queries(30):
        shown = text_of(page(client, address))
    assert "Chưa có bài kiểm tra." in shown
    assert "Ngân hàng chưa có câu nào về văn bản của hội nghị." in shown
    assert "Chưa có tài liệu. Không có cũng họp được." in shown
    assert "Không chia điểm cầu: mọi người họp một nơi." in shown
    for stranger in (meeting.four.dung, meeting.four.an):
        assert_absent(enter(stranger), address)


@pytest.mark.django_db(**BOTH)
def test_a_unit_that_follows_is_not_told_that_the_agenda_is_missing() -> None:
    meeting = make_meeting()
    day = day_of(timezone.now()) + timedelta(days=3)
    plan = ConferencePlan("Hội nghị của thành phố", "Hội trường lớn", ((day, "morning"),))
    above = plan_conference(meeting.drive.pk, plan=plan, by=meeting.four.cuc, now=timezone.now())
    client = enter(meeting.four.cuc)
    client.post(f"/hoi-nghi/{above.pk}/chuong-trinh/", {"text": "8:00 | Của thành phố"})
    own = enter(meeting.four.binh)
    own.post(f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/", {"text": "", "back": "prepare"})
    shown = text_of(page(own, f"/hoi-nghi/{meeting.conference.pk}/chuan-bi/"))
    assert "Theo chương trình của Thành phố An Hải 8:00 Của thành phố" in shown
    assert "Chưa có chương trình" not in shown


def test_questions_are_picked_of_as_many_articles_as_there_are() -> None:
    bank = [("Điều 1", 1), ("Điều 1", 2), ("Điều 2", 3), ("", 4)]
    assert spread(bank, 3) == (1, 3, 4)
    assert spread(bank, 9) == (1, 3, 4, 2)
    assert spread([], 5) == ()
