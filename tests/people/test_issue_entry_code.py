"""One person gets a new code: the earlier one ends, the text is stored nowhere, the ledger has the fact."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.factories import NOW, make_person, make_seat
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import issue_entry_code
from thongsuot.people.models import EntryCode, Person

pytestmark = pytest.mark.django_db


def recorded() -> list[dict[str, Any]]:
    return [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]


def test_a_new_code_ends_the_one_on_lost_paper() -> None:
    person, seat = make_person(), make_seat()
    lost = issue_entry_code(person.pk, by=seat, now=NOW)
    issue_entry_code(person.pk, by=seat, now=NOW, days=7)
    lost.refresh_from_db()
    assert (lost.revoked_at, lost.revoked_by) == (NOW, seat.pk)
    assert recorded()[-1]["facts"]["revoked"] == [lost.pk]


def test_the_text_is_stored_nowhere() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    stored = json.dumps([list(row) for row in EntryCode.objects.values_list()], default=str) + str(recorded())
    assert code.text not in stored
    assert code.text.replace("-", "") not in stored


@pytest.mark.django_db(databases=["default", "ledger"])
def test_what_was_recorded_enters_the_ledger() -> None:
    issue_entry_code(make_person().pk, by=None, now=NOW)
    ledger.drain()
    assert not OutboxRow.objects.exists()


def test_who_may_not_sign_in_gets_no_code() -> None:
    with pytest.raises(Person.DoesNotExist):
        issue_entry_code(make_person(is_active=False).pk, by=None, now=NOW)
