"""A new password leaves no trace but the fact, and one that is too easy changes nothing."""

from __future__ import annotations

import pytest

from tests.factories import NOW, make_person
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import set_password
from thongsuot.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # hashing a password takes its time on purpose
GOOD = "bảy con thuyền xanh"


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


def test_an_account_that_is_not_there_gets_no_password() -> None:
    with pytest.raises(Person.DoesNotExist):
        set_password(1, password=GOOD, by=None, now=NOW)
