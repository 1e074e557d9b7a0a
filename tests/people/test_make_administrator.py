"""The first administrator is made once, with a password worth the name; passwords leave no trace but the fact."""

from __future__ import annotations

import json

import pytest

from tests.factories import NOW, make_person
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import make_administrator, set_password
from thongsuot.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # hashing a password takes its time on purpose
GOOD = "bảy con thuyền xanh"


def test_the_administrator_can_sign_in_and_holds_no_seat() -> None:
    assert make_administrator("quan-tri", password=GOOD, now=NOW)
    person = Person.objects.get(username="quan-tri")
    assert person.is_administrator
    assert person.check_password(GOOD)
    assert json.loads(OutboxRow.objects.get().draft)["event"] == "people.administrator.made"


def test_a_second_time_changes_nothing() -> None:
    make_administrator("quan-tri", password=GOOD, now=NOW)
    assert not make_administrator("quan-tri", password="một mật khẩu khác", now=NOW)
    assert Person.objects.get().check_password(GOOD)
    assert OutboxRow.objects.count() == 1


@pytest.mark.parametrize("password", ["", "ngắn", "password1234"])
def test_an_easy_password_is_refused_and_nobody_is_made(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_administrator("quan-tri", password=password, now=NOW)
    assert refused.value.code == "password_too_easy"
    assert not Person.objects.exists()


def test_a_new_password_is_recorded_without_itself() -> None:
    person = make_person()
    set_password(person.pk, password=GOOD, by=person, now=NOW)
    person.refresh_from_db()
    assert person.check_password(GOOD)
    entry = OutboxRow.objects.get().draft
    assert '"people.password.set"' in entry
    assert GOOD not in entry


def test_a_new_password_that_is_too_easy_leaves_the_old_one() -> None:
    person = make_person()
    set_password(person.pk, password=GOOD, by=None, now=NOW)
    with pytest.raises(Refusal):
        set_password(person.pk, password="1", by=None, now=NOW)
    person.refresh_from_db()
    assert person.check_password(GOOD)
