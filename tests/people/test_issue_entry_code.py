"""One person gets a new code: the earlier one ends, the text is stored nowhere, the ledger has the fact."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction

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
    lost = issue_entry_code(person.pk, by=seat, now=NOW, unit_id=seat.organisation_id)
    issue_entry_code(person.pk, by=seat, now=NOW, unit_id=seat.organisation_id, days=7)
    lost.refresh_from_db()
    assert (lost.revoked_at, lost.revoked_by) == (NOW, seat.pk)
    facts = recorded()[-1]["facts"]
    assert (facts["revoked"], facts["unit"]) == ([lost.pk], seat.organisation_id)


def test_codes_of_other_units_and_of_the_machine_stay() -> None:
    person, here, there = make_person(), make_seat(), make_seat()
    machine = issue_entry_code(person.pk, by=None, now=NOW)
    elsewhere = issue_entry_code(person.pk, by=there, now=NOW, unit_id=there.organisation_id)
    first = issue_entry_code(person.pk, by=here, now=NOW, unit_id=here.organisation_id)
    second = issue_entry_code(person.pk, by=here, now=NOW, unit_id=here.organisation_id)
    assert set(EntryCode.objects.valid_at(NOW)) == {machine, elsewhere, second}
    assert issue_entry_code(person.pk, by=None, now=NOW).unit_id is None
    assert set(EntryCode.objects.filter(revoked_at=NOW)) == {machine, first}


def test_a_seat_issues_for_a_unit_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="at the machine"):
        issue_entry_code(make_person().pk, by=make_seat(), now=NOW)
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryCode.objects.filter(pk=code.pk).update(issued_by=make_seat().pk)


def test_the_text_is_stored_nowhere() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    stored = json.dumps([list(row) for row in EntryCode.objects.values_list()], default=str) + str(recorded())
    assert code.text not in stored
    assert code.text.replace("-", "") not in stored


@pytest.mark.django_db(databases="__all__")
def test_what_was_recorded_enters_the_ledger() -> None:
    issue_entry_code(make_person().pk, by=None, now=NOW)
    ledger.drain()
    assert not OutboxRow.objects.exists()


def test_who_may_not_sign_in_gets_no_code() -> None:
    with pytest.raises(Person.DoesNotExist):
        issue_entry_code(make_person(is_active=False).pk, by=None, now=NOW)
