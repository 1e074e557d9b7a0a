"""The first administrator is made once, with a password worth the name."""

from __future__ import annotations

import json

import pytest

from tests.factories import NOW
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import make_administrator
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
