"""The own page: everybody finds their seats, what they were given to study and how they come in, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import MOST_QUERIES, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, read
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination, withdraw_dissemination
from thongsuot.desk.own import own_page
from thongsuot.orgs.actions.codes import hand_out_codes

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


def test_what_was_acknowledged_and_what_is_left_are_counted(four: Four) -> None:
    done, closed, withdrawn = (make_dissemination(four.cuc, make_expression(f"{n}-QĐ/TU")) for n in (1, 2, 3))
    read(done, four.an)
    close_dissemination(closed.pk, by=four.cuc, now=NOW)
    withdraw_dissemination(withdrawn.pk, by=four.cuc, now=NOW, reason="Ban hành nhầm.")
    found = own_page(four.an, NOW)
    assert (found.count, found.done, found.more) == (2, 1, 0)
    html = page(enter(four.an), "/cua-toi/")
    assert heading_of(html) == "Đã tiếp thu 1 trên 2 văn bản được giao"
    assert "Đợt đã khép lại, chưa xác nhận" in text_of(html)


def test_seats_of_once_and_of_later_stand_beside_the_one_of_today(four: Four) -> None:
    today = NOW.date()
    past, later = (today - timedelta(days=400), today - timedelta(days=300)), today + timedelta(days=30)
    make_seat(four.an.person, four.ward, valid_from=past[0], valid_to=past[1])
    make_seat(four.an.person, four.other_ward, valid_from=later)
    lines = [(own.seat.organisation, own.is_held, own.is_to_come) for own in own_page(four.an, NOW).seats]
    assert (four.ward, False, False) in lines
    assert (four.other_ward, False, True) in lines
    assert (four.cell, True, False) in lines


def test_the_page_tells_the_code_but_never_its_words_and_nobody_elses_name(four: Four) -> None:
    codes = hand_out_codes(four.cell.pk, by=four.binh, now=NOW)
    own = next(code for code in codes if code.person_id == four.an.person_id)
    assert own_page(four.an, NOW).code == own
    client = enter(four.an)
    with few_queries(MOST_QUERIES):
        html = page(client, "/cua-toi/")
    assert own.text not in html
    assert four.an.person.username in html
    assert four.binh.person.full_name not in html


def test_who_was_given_nothing_reads_so(four: Four) -> None:
    assert heading_of(page(enter(four.dung), "/cua-toi/")) == "Vị trí này chưa được giao văn bản nào"
