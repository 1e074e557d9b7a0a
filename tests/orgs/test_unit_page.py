"""The page of a unit: counts for all above, names for its own people only, and no trace of any other unit."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, Four, make_four, make_person, make_post, make_seat, make_unit
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Post, Seat
from thongsuot.orgs.queries import units as queries

pytestmark = pytest.mark.django_db
TODAY = day_of(NOW)


@pytest.fixture
def four() -> Four:
    return make_four()


def without_tokens(page: bytes, code: str) -> str:
    """Leave out what differs between any two answers: the asked address and the tokens against forgery."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode().replace(code, ""))


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_the_head_of_a_cell_sees_who_sits_in_it(four: Four) -> None:
    page = queries.unit_page(None, by=four.binh, today=TODAY)
    assert [seat.person.full_name for seat in page.holders] == ["Lê Thị Bình", "Trần Văn An"]
    assert page.hidden == 0
    assert page.hands_out_codes


def test_a_member_sees_the_own_name_and_how_many_others_there_are(four: Four) -> None:
    page = queries.unit_page(None, by=four.an, today=TODAY)
    assert [seat.pk for seat in page.holders] == [four.an.pk]
    assert (page.seats, page.hidden, page.hands_out_codes) == (2, 1, False)


def test_the_office_above_sees_counts_of_a_cell_but_no_name(four: Four) -> None:
    page = queries.unit_page("AH-01-03", by=four.cuc, today=TODAY)
    assert (list(page.holders), page.seats, page.hidden) == ([], 2, 2)
    assert [unit.code for unit in page.above] == ["AH", "AH-01"]


def test_counts_add_up_everything_below_each_child(four: Four) -> None:
    page = queries.unit_page(None, by=four.cuc, today=TODAY)
    branches = {branch.unit.code: (branch.units, branch.seats) for group in page.groups for branch in group.branches}
    assert branches == {"AH-01": (1, 2), "AH-02": (0, 1)}
    assert [group.label for group in page.groups] == ["phường", "xã"]
    assert (page.units, page.seats, page.seats_below, page.all_seats) == (3, 1, 3, 4)


def test_counts_below_a_ward_leave_other_wards_out(four: Four) -> None:
    clerk = make_seat(unit=four.ward, post=make_post("Văn thư", kind=Post.Kind.STAFF), role=Seat.Role.CLERK)
    assert queries.unit_page(None, by=clerk, today=TODAY).all_seats == 3


def test_a_seat_that_ended_and_a_unit_that_ended_are_not_counted(four: Four) -> None:
    make_seat(unit=four.cell, valid_to=date(2026, 11, 22))
    make_unit("Chi bộ cũ", parent=four.ward, valid_to=date(2026, 11, 22))
    page = queries.unit_page("AH-01", by=four.cuc, today=TODAY)
    assert (page.units, page.all_seats) == (1, 2)


def test_neighbourhood_two_stands_before_ten(four: Four) -> None:
    for number in (10, 2):
        make_unit(f"Chi bộ Khu phố {number}", parent=four.ward)
    page = queries.unit_page("AH-01", by=four.cuc, today=TODAY)
    assert [branch.unit.name[-2:].strip() for branch in page.groups[0].branches] == ["2", "3", "10"]


def test_a_unit_without_a_head_says_so(four: Four) -> None:
    assert queries.unit_page("AH-01", by=four.cuc, today=TODAY).is_headless
    assert not queries.unit_page("AH-01-03", by=four.cuc, today=TODAY).is_headless


@pytest.mark.parametrize("code", ["AH", "AH-01", "AH-01-03", "KHONG-CO"])
def test_above_beside_and_absent_look_alike_to_a_stranger(four: Four, code: str) -> None:
    with pytest.raises(Organisation.DoesNotExist):
        queries.unit_page(code, by=four.dung, today=TODAY)


def test_a_stranger_gets_the_same_page_for_a_unit_and_for_nothing(four: Four) -> None:
    stranger = as_holder(four.dung)
    real, absent = stranger.get("/don-vi/AH-01-03/"), stranger.get("/don-vi/KHONG-CO-NO/")
    assert (real.status_code, absent.status_code) == (404, 404)
    assert without_tokens(real.content, "AH-01-03") == without_tokens(absent.content, "KHONG-CO-NO")


def test_the_page_opens_with_its_finding(four: Four) -> None:
    page = as_holder(four.cuc).get("/don-vi/").content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    assert "Thành phố An Hải" in page
    assert "4 vị trí có người giữ" in page
    assert 'href="/don-vi/AH-01/"' in page
    assert "Trần Văn An" not in page


def test_a_member_reads_no_other_name_on_the_page(four: Four) -> None:
    page = as_holder(four.an).get("/don-vi/").content.decode()
    assert "Trần Văn An" in page
    assert "Lê Thị Bình" not in page


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(four: Four) -> None:
    answer = Client().get("/don-vi/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")


def test_a_person_without_a_seat_is_told_whom_to_ask() -> None:
    client = Client()
    client.force_login(make_person())
    answer = client.get("/don-vi/")
    assert answer.status_code == 404
    assert "Hôm nay đồng chí không giữ" in answer.content.decode()


def test_a_page_asks_the_database_at_most_twelve_times(
    four: Four, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_holder(four.cuc)
    with django_assert_max_num_queries(12):
        client.get("/don-vi/")


def test_a_long_list_is_cut_into_pages(four: Four) -> None:
    for _number in range(120):
        make_seat(unit=four.cell)
    client = as_holder(four.binh)
    assert "Trang 1 / 2" in client.get("/don-vi/").content.decode()
    assert "Trang 2 / 2" in client.get("/don-vi/?trang=2").content.decode()
