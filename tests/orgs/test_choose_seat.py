"""Choosing one's seat: asked only of who has two, only among one's own, and changed at will."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import Four, make_four, make_person, make_post, make_seat
from thongsuot.orgs.models import Seat
from thongsuot.people.actions import issue_entry_code
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db
URL = "/chon-vi-tri/"


@pytest.fixture
def four() -> Four:
    return make_four()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def second(four: Four) -> Seat:
    return make_seat(four.an.person, four.ward, make_post("Ủy viên"))


def test_who_has_two_seats_is_asked_first(four: Four, second: Seat) -> None:
    client = signed_in(four.an.person)
    assert client.get("/don-vi/")["Location"] == URL
    page = client.get(URL).content.decode()
    assert "Chi bộ Khu phố 3" in page
    assert "Phường Bến Đá" in page


def test_the_chosen_seat_acts_until_another_is_chosen(four: Four, second: Seat) -> None:
    client = signed_in(four.an.person)
    assert client.post(URL, {"seat": second.pk})["Location"] == "/"
    assert "mã AH-01 " in client.get("/don-vi/").content.decode()
    client.post(URL, {"seat": four.an.pk})
    assert "mã AH-01-03 " in client.get("/don-vi/").content.decode()


@pytest.mark.parametrize("wanted", ["", "abc", "999999"])
def test_what_is_no_seat_cannot_be_chosen(four: Four, second: Seat, wanted: str) -> None:
    assert signed_in(four.an.person).post(URL, {"seat": wanted}).status_code == 404


def test_the_seat_of_another_cannot_be_chosen(four: Four, second: Seat) -> None:
    client = signed_in(four.an.person)
    assert client.post(URL, {"seat": four.binh.pk}).status_code == 404
    assert "seat" not in client.session


def test_a_seat_that_ended_cannot_be_chosen(four: Four, second: Seat) -> None:
    ended = make_seat(four.an.person, four.city, make_post("Ủy viên cũ"), valid_to=date(2026, 1, 31))
    assert signed_in(four.an.person).post(URL, {"seat": ended.pk}).status_code == 404


def test_a_chosen_seat_that_ends_is_asked_about_again(four: Four, second: Seat) -> None:
    third = make_seat(four.an.person, four.city, make_post("Ủy viên thành phố"))
    client = signed_in(four.an.person)
    client.post(URL, {"seat": third.pk})
    Seat.objects.filter(pk=third.pk).update(valid_to=date(2026, 1, 31))
    assert client.get("/don-vi/")["Location"] == URL


class TestByCode:
    """A session that a unit's code began has the seats of that unit, whatever else its person holds."""

    @pytest.fixture
    def office(self, four: Four) -> Seat:
        return make_seat(four.an.person, four.city, make_post("Chánh Văn phòng"), role=Seat.Role.OFFICE)

    @staticmethod
    def entered(four: Four, **issue: Any) -> Client:
        issue = {"by": four.binh, "unit_id": four.cell.pk, **issue}
        code = issue_entry_code(four.an.person_id, now=timezone.now(), **issue)
        client = Client()
        assert client.get(f"/vao/{code.text}/").status_code == 302
        return client

    def test_the_head_of_a_cell_finds_no_office_behind_the_code_they_printed(self, four: Four, office: Seat) -> None:
        client = self.entered(four)
        assert "mã AH-01-03 " in client.get("/don-vi/").content.decode()
        page = client.get(URL).content.decode()
        assert "Đồng chí giữ một" in page
        assert "Chánh Văn phòng" not in page
        assert client.post(URL, {"seat": office.pk}).status_code == 404
        assert client.get("/don-vi/AH/").status_code == 404

    def test_a_seat_chosen_before_does_not_come_back_by_the_code(self, four: Four, office: Seat) -> None:
        client = self.entered(four, by=None, unit_id=None)
        client.post(URL, {"seat": office.pk})
        assert "mã AH " in client.get("/don-vi/").content.decode()
        code = issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
        client.get(f"/vao/{code.text}/")
        assert client.session["seat"] == office.pk
        assert "mã AH-01-03 " in client.get("/don-vi/").content.decode()

    def test_two_seats_of_the_unit_are_both_offered(self, four: Four, office: Seat) -> None:
        make_seat(four.an.person, four.cell, make_post("Tổ trưởng"))
        client = self.entered(four)
        assert client.get("/don-vi/")["Location"] == URL
        page = client.get(URL).content.decode()
        assert "Tổ trưởng" in page
        assert "Chánh Văn phòng" not in page

    def test_a_code_from_the_machine_opens_all_seats(self, four: Four, office: Seat) -> None:
        client = self.entered(four, by=None, unit_id=None)
        assert client.post(URL, {"seat": office.pk})["Location"] == "/"

    def test_who_leaves_the_unit_has_nothing_left_by_its_code(self, four: Four, office: Seat) -> None:
        client = self.entered(four)
        Seat.objects.filter(pk=four.an.pk).update(valid_to=date(2026, 1, 31))
        assert client.get("/don-vi/").status_code == 404


def test_who_has_one_seat_is_never_asked(four: Four) -> None:
    assert signed_in(four.binh.person).get("/don-vi/").status_code == 200


def test_who_left_sees_whom_to_ask_the_same_day(four: Four) -> None:
    client = signed_in(four.dung.person)
    assert client.get("/don-vi/").status_code == 200
    Seat.objects.filter(pk=four.dung.pk).update(valid_to=date(2026, 1, 31))
    for url in ("/don-vi/", URL):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "không giữ" in answer.content.decode()


def test_an_administrator_without_a_seat_is_shown_the_import() -> None:
    page = signed_in(make_person(is_administrator=True)).get("/don-vi/").content.decode()
    assert 'href="/don-vi/nhap/"' in page


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in() -> None:
    assert Client().get(URL).status_code == 302
