"""Today: at most seven things to do, the late ones first, said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, read
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.models import Dissemination
from thongsuot.desk.queries import Today, today
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

LEVELS = ("city", "ward", "cell")
DAY = NOW.date()


@pytest.fixture
def four() -> Four:
    return make_four()


def due(four: Four, number: str, days: int) -> Dissemination:
    """Publish a drive of one text due for every level in that many days from NOW."""
    days_of_levels = dict.fromkeys(LEVELS, DAY + timedelta(days=days))
    return make_dissemination(four.cuc, make_expression(number), title=f"Đợt {number}", deadlines=days_of_levels)


@pytest.mark.parametrize(
    ("count", "late", "words"),
    [
        (0, 0, "Hôm nay không còn việc nào"),
        (1, 0, "Hôm nay có một việc"),
        (1, 1, "Hôm nay có một việc, đã quá hạn"),
        (3, 3, "Hôm nay có ba việc, cả ba đã quá hạn"),
        (6, 1, "Hôm nay có sáu việc, một việc đã quá hạn"),
        (12, 10, "Hôm nay có 12 việc, mười việc đã quá hạn"),
    ],
)
def test_the_heading_counts_in_words(four: Four, count: int, late: int, words: str) -> None:
    empty = today(four.an, NOW)
    html = render_to_string("desk/today.html", {"page": replace(empty, count=count, late=late)})
    assert heading_of(html) == words


def test_late_comes_first_then_what_is_due_sooner(four: Four) -> None:
    for number, days in (("1-QĐ/TU", 9), ("2-QĐ/TU", 1), ("3-QĐ/TU", 4)):
        due(four, number, days)
    found = today(four.an, NOW + timedelta(days=2))
    assert [line.title.split()[-1] for line in found.lines] == ["2-QĐ/TU", "3-QĐ/TU", "1-QĐ/TU"]
    assert [line.is_late for line in found.lines] == [True, False, False]
    assert (found.count, found.late) == (3, 1)


def test_seven_lines_and_the_way_to_the_rest(four: Four) -> None:
    for number in range(9):
        due(four, f"{number}-QĐ/TU", 10)
    found = today(four.an, NOW)
    assert (len(found.lines), found.more, found.count) == (7, 2, 9)
    assert "Còn hai việc nữa" in text_of(page(enter(four.an), "/"))


def test_what_is_late_counts_also_beyond_the_lines_shown(four: Four) -> None:
    for number in range(9):
        due(four, f"{number}-QĐ/TU", 0)
    assert today(four.an, NOW + timedelta(days=1)).late == 9


def test_what_was_answered_or_closed_is_no_work_any_more(four: Four) -> None:
    done, closed = due(four, "1-QĐ/TU", 5), due(four, "2-QĐ/TU", 5)
    read(done, four.an)
    close_dissemination(closed.pk, by=four.cuc, now=NOW)
    found = today(four.an, NOW)
    assert found.lines == ()
    assert [str(duty.expression.work) for duty in found.done] == ["1-QĐ/TU"]
    assert today(four.an, NOW + timedelta(days=8)).done == ()


def test_an_empty_day_says_when_the_next_thing_is_due(four: Four) -> None:
    far = due(four, "1-QĐ/TU", 20)
    read(far, four.binh)
    found: Today = today(four.binh, NOW)
    assert (found.lines, found.next_due_on) == ((), DAY + timedelta(days=20))
    html = render_to_string("desk/today.html", {"page": found})
    assert "Việc gần nhất đến hạn Chủ nhật 13/12" in text_of(html)
    nothing = render_to_string("desk/today.html", {"page": replace(found, next_due_on=None)})
    assert "Mọi việc được giao đã xong" in text_of(nothing)


def test_the_head_is_told_of_the_cell_once_the_day_is_near(four: Four) -> None:
    drive = due(four, "1-QĐ/TU", 20)
    read(drive, four.binh)
    near = today(four.binh, NOW + timedelta(days=14))
    assert [(line.title, line.action) for line in near.lines] == [("Nhắc 1 người chưa xác nhận", "Xem ai chưa")]
    late = today(four.binh, NOW + timedelta(days=21))
    assert [(line.title, line.is_late) for line in late.lines] == [("Nhắc 1 người đã quá hạn", True)]
    assert "Trần Văn An" not in str(late.lines)


def test_a_member_is_not_told_of_others(four: Four) -> None:
    due(four, "1-QĐ/TU", 1)
    titles = [line.title for line in today(four.an, NOW).lines]
    assert titles == ["Đọc và xác nhận 1-QĐ/TU"]


def test_the_office_finds_its_notices_and_drafts(four: Four) -> None:
    make_notice(four.cuc)
    make_dissemination(four.cuc, published=False, title="Đợt đang viết")
    lines = {line.title: line.source for line in today(four.cuc, NOW).lines}
    assert lines["Ban hành đợt đang soạn"] == "Đợt đang viết"
    assert "Duyệt bản tin hội nghị" in lines
    assert today(make_seat(unit=four.city, role=Seat.Role.CLERK), NOW).lines == ()


def test_the_week_counts_what_is_due_on_each_day(four: Four) -> None:
    due(four, "1-QĐ/TU", 2)
    week = today(four.an, NOW).week
    assert [(each.on, each.due) for each in week if each.due] == [(date(2026, 11, 25), 1)]
    assert [each.on.weekday() for each in week] == list(range(7))
    assert [each.is_off for each in week] == [False] * 5 + [True] * 2


def test_today_asks_the_database_little(four: Four) -> None:
    make_notice(four.cuc)
    make_dissemination(four.cuc, published=False)
    for number in range(3):
        make_dissemination(four.cuc, make_expression(f"{number}-QĐ/TU"))
    make_seat(four.binh.person, four.ward)
    for seat in (four.cuc, four.an):
        client = enter(seat)
        with few_queries():
            page(client, "/")


def test_today_is_for_people_with_a_name_and_a_seat() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/")
