"""A password set in a session that a code began opens no more than the code, and ends when the code does."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import Four, make_four, make_post, make_seat
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.models import Seat
from thongsuot.people.actions import issue_entry_code, issue_entry_codes, revoke_entry_code, set_password
from thongsuot.people.models import EntryCode, Person

pytestmark = pytest.mark.django_db
SET, CHANGE, LOGIN = "/tai-khoan/mat-khau/dat/", "/tai-khoan/mat-khau/", "/tai-khoan/dang-nhap/"
FIRST, SECOND = "bảy con thuyền xanh", "tám ngọn đồi vàng"


@pytest.fixture
def four(settings: Settings) -> Four:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return make_four()


@pytest.fixture
def code(four: Four) -> EntryCode:
    return issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)


def entered(code: EntryCode) -> Client:
    client = Client()
    assert client.get(f"/vao/{code.text}/").status_code == 302
    return client


def set_by(code: EntryCode) -> Client:
    client = entered(code)
    assert client.post(SET, {"password1": FIRST, "password2": FIRST}).status_code == 302
    return client


def signed_in(password: str = FIRST) -> Client:
    client = Client()
    assert client.post(LOGIN, {"login": "an", "password": password}).status_code == 302
    return client


def change(client: Client, old: str, new: str) -> int:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code


def an() -> Person:
    return Person.objects.get(username="an")


def facts() -> dict[str, Any]:
    return dict(json.loads(OutboxRow.objects.latest("pk").draft)["facts"])


def test_the_account_and_the_ledger_remember_the_code(code: EntryCode) -> None:
    set_by(code)
    assert an().check_password(FIRST)
    assert an().password_code == code.pk
    assert facts() == {"code": code.pk}


def test_taking_the_code_back_ends_the_password_and_every_session_by_it(code: EntryCode) -> None:
    phone = set_by(code)
    desk = signed_in()
    assert desk.get("/don-vi/").status_code == phone.get("/don-vi/").status_code == 200
    revoke_entry_code(code.pk, by=None, now=timezone.now())
    assert facts() == {"code": code.pk, "password_ended": True}
    assert not an().has_usable_password()
    assert an().password_code is None
    assert desk.get("/don-vi/")["Location"].startswith(LOGIN)
    assert phone.get("/don-vi/")["Location"].startswith(LOGIN)
    assert Client().post(LOGIN, {"login": "an", "password": FIRST}).status_code == 200


def test_a_new_code_of_the_unit_ends_the_password_too(four: Four, code: EntryCode) -> None:
    set_by(code)
    issue_entry_code(four.an.person_id, by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
    assert facts()["password_ended"]
    assert not an().has_usable_password()


def test_the_password_of_paper_that_ran_out_ends_with_the_paper_that_followed(four: Four, code: EntryCode) -> None:
    set_by(code)
    EntryCode.objects.filter(pk=code.pk).update(expires_at=timezone.now() - timedelta(days=1))
    (next_code,) = issue_entry_codes([four.an.person_id], by=four.binh, now=timezone.now(), unit_id=four.cell.pk)
    assert an().has_usable_password(), "paper that runs out by itself takes nothing away"
    revoke_entry_code(next_code.pk, by=four.binh, now=timezone.now())
    assert not an().has_usable_password()


def test_codes_of_other_units_and_of_the_machine_leave_the_password_alone(four: Four, code: EntryCode) -> None:
    set_by(code)
    elsewhere = issue_entry_code(four.an.person_id, by=four.dung, now=timezone.now(), unit_id=four.other_ward.pk)
    revoke_entry_code(elsewhere.pk, by=None, now=timezone.now())
    issue_entry_code(four.an.person_id, by=None, now=timezone.now())
    assert not facts()["password_ended"]
    assert an().check_password(FIRST)


def test_a_persons_own_password_outlives_every_code(four: Four, code: EntryCode) -> None:
    set_password(four.an.person_id, password=FIRST, by=None, now=timezone.now())
    desk = signed_in()
    revoke_entry_code(code.pk, by=None, now=timezone.now())
    assert not facts()["password_ended"]
    assert desk.get("/don-vi/").status_code == 200


def test_the_machine_clears_the_mark(four: Four, code: EntryCode) -> None:
    set_by(code)
    set_password(four.an.person_id, password=SECOND, by=None, now=timezone.now())
    assert an().password_code is None


def test_an_own_password_stays_unmarked_when_it_is_changed(four: Four) -> None:
    set_password(four.an.person_id, password=FIRST, by=None, now=timezone.now())
    assert change(signed_in(), FIRST, SECOND) == 302
    assert an().check_password(SECOND)
    assert an().password_code is None


def test_a_password_gained_by_a_code_is_not_washed_by_changing_it_in_a_session_of_its_own(code: EntryCode) -> None:
    set_by(code)
    desk = signed_in()
    assert change(desk, FIRST, SECOND) == 302
    assert an().password_code == code.pk
    revoke_entry_code(code.pk, by=None, now=timezone.now())
    assert desk.get("/don-vi/")["Location"].startswith(LOGIN)
    assert not an().has_usable_password()


def test_a_password_gained_by_a_code_opens_the_seats_of_its_unit_only(four: Four, code: EntryCode) -> None:
    set_by(code)
    office = make_seat(four.an.person, four.city, make_post("Chánh Văn phòng"), role=Seat.Role.OFFICE)
    desk = signed_in()
    assert "mã AH-01-03 " in desk.get("/don-vi/").content.decode()
    assert desk.post("/chon-vi-tri/", {"seat": office.pk}).status_code == 404


class TestOfSeveralUnits:
    """A person who sits in several units sets no password by the code of one."""

    @pytest.fixture
    def office(self, four: Four) -> Seat:
        return make_seat(four.an.person, four.city, make_post("Chánh Văn phòng"), role=Seat.Role.OFFICE)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_the_door_is_shut_with_a_sentence(self, four: Four, office: Seat, code: EntryCode, method: str) -> None:
        typed = {"password1": FIRST, "password2": FIRST}
        answer = getattr(entered(code), method)(SET, typed)
        assert answer.status_code == 403
        assert "mật khẩu riêng" in answer.content.decode()
        assert not an().has_usable_password()

    def test_nor_is_one_changed(self, four: Four, office: Seat, code: EntryCode) -> None:
        set_password(four.an.person_id, password=FIRST, by=None, now=timezone.now())
        assert change(entered(code), FIRST, SECOND) == 403
        assert an().check_password(FIRST)

    def test_a_code_from_the_machine_may(self, four: Four, office: Seat) -> None:
        code = issue_entry_code(four.an.person_id, by=None, now=timezone.now())
        set_by(code)
        assert an().password_code == code.pk
        assert signed_in().post("/chon-vi-tri/", {"seat": office.pk}).status_code == 302

    def test_two_seats_of_one_unit_are_one_unit(self, four: Four, code: EntryCode) -> None:
        make_seat(four.an.person, four.cell, make_post("Tổ trưởng"))
        set_by(code)
        assert an().check_password(FIRST)
