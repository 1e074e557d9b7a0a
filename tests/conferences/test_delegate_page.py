"""A delegate's own page: opened by the personal code, three steps, nothing written by looking, and no session."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.cascade.doors import enter, few_queries, heading_of, hidden, page, text_of, without_tokens
from tests.cascade.told import BOTH, assert_proven, told, told_in_all
from tests.conferences.hall import pass_of, signed
from tests.conferences.meeting import Meeting, make_meeting
from thongsuot.conferences import hall
from thongsuot.kernel.clock import day_of
from thongsuot.people.actions import issue_entry_code, revoke_entry_code

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    meeting = make_meeting((day_of(timezone.now()), "morning"))
    meeting.draw(meeting.ask("Câu một?"))
    return meeting


def arrive(meeting: Meeting, client: Client) -> str:
    """Scan An's code and give the address of the page."""
    an = meeting.four.an
    code = issue_entry_code(an.person_id, by=meeting.four.binh, now=timezone.now(), unit_id=an.organisation_id)
    answer = client.get(f"/hoi-nghi/ma/{code.text}/")
    assert (answer.status_code, answer["Referrer-Policy"]) == (302, "no-referrer")
    return str(answer["Location"])


def fields_of(html: str, action: str) -> dict[str, str]:
    (form,) = re.findall(rf'<form[^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    return dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form))


def test_a_whole_morning_without_script_and_without_a_session(meeting: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)
    address = arrive(meeting, client)
    kept = told_in_all()
    with few_queries():
        shown = page(client, address)
    assert (heading_of(shown), told_in_all()) == ("Còn 3 việc của đồng chí", kept)
    assert "Trần Văn An" in shown
    question = meeting.conference.check_up.items.get().question_id
    for action, more, left in (
        (hall.CHECK_IN, {}, "Còn 2 việc của đồng chí"),
        (hall.READ, {}, "Còn 1 việc của đồng chí"),
        (hall.ANSWER, {f"answer-{question}": "0"}, "Đồng chí đã làm xong phần mình"),
    ):
        shown = client.post(action, {**fields_of(shown, action), **more}, follow=True).content.decode()
        assert heading_of(shown) == left
    assert "Đúng 1 / 1 câu" in text_of(shown)
    for event in ("conferences.attendance.marked", "cascade.reading.acknowledged", "conferences.check.answered"):
        assert len(told(event)) == 1
    assert not Session.objects.exists()
    assert_proven()


def test_the_page_opened_twice_sends_the_same_key(meeting: Meeting) -> None:
    client = Client()
    address = arrive(meeting, client)
    first, second = page(client, address), page(client, address)
    for action in (hall.CHECK_IN, hall.READ):
        assert hidden(first, "key", action) == hidden(second, "key", action)


def test_who_was_marked_absent_since_may_say_again_that_they_came(meeting: Meeting) -> None:
    client = Client()
    address = arrive(meeting, client)
    client.post(hall.CHECK_IN, fields_of(page(client, address), hall.CHECK_IN))
    meeting.mark(meeting.four.an, "absent", now=timezone.now() + timedelta(seconds=5))
    shown = page(client, address)
    assert heading_of(shown) == "Còn 3 việc của đồng chí"
    assert len(told("conferences.attendance.marked")) == 2
    client.post(hall.CHECK_IN, fields_of(shown, hall.CHECK_IN))
    assert len(told("conferences.attendance.marked")) == 3


def test_codes_that_are_none_and_days_without_a_conference_get_one_and_the_same_page(meeting: Meeting) -> None:
    client, now = Client(), timezone.now()
    dung = meeting.four.dung
    code = issue_entry_code(dung.person_id, by=meeting.four.cuc, now=now, unit_id=dung.organisation_id)
    pages = [
        (text, client.get(f"/hoi-nghi/ma/{text}/").content.decode()) for text in (code.text, "0000-0000", "khong-co")
    ]
    shown = {without_tokens(html).replace(text, "") for text, html in pages}
    assert len(shown) == 1
    assert client.get(f"/hoi-nghi/ma/{code.text}/").status_code == 404


def test_a_page_ends_with_its_code_and_with_its_day(meeting: Meeting) -> None:
    client, an, now = Client(), meeting.four.an, timezone.now()
    code = issue_entry_code(an.person_id, by=meeting.four.binh, now=now, unit_id=an.organisation_id)
    held = signed(pass_of(meeting, an, code=code.pk, until=now + timedelta(hours=1)))
    assert client.get(f"/hoi-nghi/dai-bieu/{held}/").status_code == 200
    ended = signed(pass_of(meeting, an, code=code.pk, until=now - timedelta(seconds=1)))
    assert client.get(f"/hoi-nghi/dai-bieu/{ended}/").status_code == 403
    assert client.get(f"/hoi-nghi/dai-bieu/{held[:-1]}/").status_code == 403
    revoke_entry_code(code.pk, by=meeting.four.binh, now=now)
    assert client.get(f"/hoi-nghi/dai-bieu/{held}/").status_code == 403


def test_who_has_signed_in_opens_the_page_from_the_conference(meeting: Meeting) -> None:
    client = enter(meeting.four.an)
    assert 'href="/hoi-nghi/hom-nay/"' in page(client, f"/hoi-nghi/{meeting.conference.pk}/")
    shown = client.get("/hoi-nghi/hom-nay/", follow=True).content.decode()
    assert heading_of(shown) == "Còn 3 việc của đồng chí"
    assert enter(meeting.four.dung).get("/hoi-nghi/hom-nay/").status_code == 404
