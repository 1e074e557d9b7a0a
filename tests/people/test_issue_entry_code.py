"""Entry codes are issued once a person, renewed when paper is lost, taken back for good; each of it is recorded."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOW, make_person, make_seat
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import issue_entry_code, issue_entry_codes, revoke_entry_code, text_of
from thongsuot.people.models import EntryCode, Person

pytestmark = pytest.mark.django_db


def recorded() -> list[dict[str, Any]]:
    return [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]


def test_each_person_gets_one_code_and_the_entry_names_no_name() -> None:
    seat = make_seat()
    people = [make_person("Trần Văn An").pk, make_person().pk]
    issued = issue_entry_codes(people, by=seat, now=NOW)
    assert [code.person_id for code in issued] == people
    assert all(code.expires_at == NOW + timedelta(days=90) for code in issued)
    (entry,) = recorded()
    assert entry["event"] == "people.entry_codes.issued"
    assert entry["facts"]["people"] == people
    assert entry["by"]["seat"] == seat.pk
    assert "Trần" not in json.dumps(entry, ensure_ascii=False)


def test_a_code_that_is_valid_stays_and_nothing_is_recorded_twice() -> None:
    person = make_person()
    (first,) = issue_entry_codes([person.pk], by=None, now=NOW)
    (again,) = issue_entry_codes([person.pk], by=None, now=NOW + timedelta(days=1))
    assert first == again
    assert len(recorded()) == 1


def test_a_code_that_ran_out_is_followed_by_a_new_one() -> None:
    person = make_person()
    (first,) = issue_entry_codes([person.pk], by=None, now=NOW)
    (second,) = issue_entry_codes([person.pk], by=None, now=NOW + timedelta(days=90))
    assert second.pk > first.pk


def test_who_may_not_sign_in_gets_no_code() -> None:
    person = make_person(is_active=False)
    assert issue_entry_codes([person.pk], by=None, now=NOW) == []
    with pytest.raises(Person.DoesNotExist):
        issue_entry_code(person.pk, by=None, now=NOW)


def test_a_new_code_ends_the_one_on_lost_paper() -> None:
    person, seat = make_person(), make_seat()
    lost = issue_entry_code(person.pk, by=seat, now=NOW)
    issue_entry_code(person.pk, by=seat, now=NOW, days=7)
    lost.refresh_from_db()
    assert (lost.revoked_at, lost.revoked_by) == (NOW, seat.pk)
    assert recorded()[-1]["facts"]["revoked"] == [lost.pk]


def test_taking_back_is_recorded_once() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    revoke_entry_code(code.pk, by=None, now=NOW)
    revoke_entry_code(code.pk, by=None, now=NOW + timedelta(hours=1))
    code.refresh_from_db()
    assert code.revoked_at == NOW
    assert [entry["event"] for entry in recorded()][1:] == ["people.entry_code.revoked"]


def test_the_text_is_stored_nowhere() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    stored = json.dumps([list(row) for row in EntryCode.objects.values_list()], default=str) + str(recorded())
    assert text_of(code) not in stored
    assert text_of(code).replace("-", "") not in stored


def test_who_revoked_needs_a_when() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryCode.objects.filter(pk=code.pk).update(revoked_by=1)


@pytest.mark.django_db(databases=["default", "ledger"])
def test_what_was_recorded_enters_the_ledger() -> None:
    issue_entry_code(make_person().pk, by=None, now=NOW)
    ledger.drain()
    assert not OutboxRow.objects.exists()


def test_an_unknown_code_cannot_be_taken_back() -> None:
    with pytest.raises(EntryCode.DoesNotExist):
        revoke_entry_code(1, by=None, now=NOW)
    assert not issubclass(EntryCode.DoesNotExist, Refusal)
