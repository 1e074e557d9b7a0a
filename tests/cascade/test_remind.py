"""The story of the morning: one message a thing, one letter a person, and to the head a number once days are over."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, read
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat, make_unit
from thongsuot.cascade.jobs import remind, send, send_refused_letters
from thongsuot.cascade.models import Dissemination
from thongsuot.ledger.entries import Actor
from thongsuot.notices import mailing
from thongsuot.notices.actions import set_address, stop_mail
from thongsuot.notices.models import Message

pytestmark = pytest.mark.django_db(**BOTH)

LEVELS = ("city", "ward", "cell")
SATURDAY = NOW + timedelta(days=5)


@pytest.fixture
def four() -> Four:
    return make_four()


def due_in(four: Four, days: int) -> Dissemination:
    due_on = NOW.date() + timedelta(days=days)
    return make_dissemination(four.cuc, make_expression(), title="Đợt thử", deadlines=dict.fromkeys(LEVELS, due_on))


def live(first: datetime, days: int) -> list[str]:
    """Let mornings pass, each with its job run twice, and give what An's cell was told."""
    for step in range(days):
        remind(first + timedelta(days=step))
        remind(first + timedelta(days=step, hours=1))
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_an_is_told_four_times_and_never_twice_on_one_morning(four: Four) -> None:
    due_in(four, 10)
    live(NOW, 14)
    told = Message.objects.filter(seat=four.an).order_by("pk")
    assert [(each.kind, each.told_on.day) for each in told] == [("new", 23), ("week", 26), ("near", 30), ("due", 3)]


def test_who_has_read_is_told_nothing_more(four: Four) -> None:
    drive = due_in(four, 10)
    remind(NOW)
    read(drive, four.an)
    live(NOW + timedelta(days=2), 12)
    assert [each.kind for each in Message.objects.filter(seat=four.an)] == ["new"]


def test_one_person_in_two_seats_is_told_of_one_thing_once(four: Four) -> None:
    other = make_seat(four.an.person, make_unit("Chi bộ Khu phố 4", parent=four.ward))
    due_in(four, 10)
    remind(NOW)
    assert Message.objects.filter(seat__in=[four.an, other]).count() == 1


def test_the_head_learns_how_many_are_late_and_no_name(four: Four) -> None:
    due_in(four, 0)
    live(NOW, 6)
    (late,) = Message.objects.filter(kind="late")
    assert (late.seat, late.missing) == (four.binh, 2)
    html = text_of(page(enter(four.binh), "/thong-bao/"))
    assert "2 người trong đơn vị đã quá hạn" in html
    assert four.an.person.full_name not in html


def test_nothing_is_told_at_the_weekend_nor_at_night(four: Four) -> None:
    due_in(four, 10)
    assert remind(SATURDAY) == {"told": 0}
    assert remind(NOW.replace(hour=21)) == {"told": 0}
    assert not Message.objects.exists()


def test_one_letter_a_person_a_day_with_a_way_to_stop_and_nobody_elses_name(four: Four) -> None:
    set_address("an@example.vn", by=four.an, now=NOW)
    due_in(four, 10)
    due_in(four, 12)
    live(NOW, 1)
    (letter,) = mail.outbox
    assert letter.to == ["an@example.vn"]
    assert letter.subject == "Thông Suốt: 2 việc cần xem"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    whole = str(letter.message())
    assert all(seat.person.full_name not in whole for seat in (four.an, four.binh, four.cuc, four.dung))
    (html,) = [content for content, _kind in letter.alternatives]
    assert html.count("<li>") == letter.body.count("\n- ") == 2


def test_whoever_stopped_letters_is_still_told_in_the_desk(four: Four) -> None:
    box = set_address("an@example.vn", by=four.an, now=NOW)
    stop_mail(box.pk, by=Actor(None, box.person_id, ""), now=NOW)
    due_in(four, 10)
    remind(NOW)
    assert mail.outbox == []
    assert Message.objects.filter(seat=four.an).count() == 1


def test_a_letter_that_the_server_refuses_is_tried_again_in_half_an_hour(
    four: Four, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_letter: Any) -> None:
        raise SMTPServerDisconnected

    set_address("an@example.vn", by=four.an, now=NOW)
    due_in(four, 10)
    with monkeypatch.context() as broken:
        broken.setattr(mailing.EmailMultiAlternatives, "send", refuse)
        remind(NOW)
    assert mail.outbox == []
    (again,) = DBTaskResult.objects.filter(task_path=send_refused_letters.module_path)
    assert again.run_after == NOW + timedelta(minutes=30)
    send(again.run_after)
    send(again.run_after)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_takes_nothing_is_not_asked_for_every_letter(
    four: Four, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def refuse(letter: Any) -> None:
        asked.append(letter)
        raise SMTPServerDisconnected

    monkeypatch.setattr(mailing, "MARKED_AT_ONCE", 1)
    monkeypatch.setattr(mailing.EmailMultiAlternatives, "send", refuse)
    for seat in (four.an, four.binh):
        set_address(f"{seat.person.username}@example.vn", by=seat, now=NOW)
    due_in(four, 10)
    assert remind(NOW) == {"told": 4, "sent": 0, "refused": 2}
    assert len(asked) == 1
    assert not Message.objects.filter(is_mailed=True).exists()
