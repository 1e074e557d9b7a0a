"""A whole unit gets its codes at once: one a person, kept while valid, in one entry without a name."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import NOW, make_person, make_seat
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import enter_with_code, issue_entry_code, issue_entry_codes
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db


def recorded() -> list[dict[str, Any]]:
    return [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]


def test_each_person_gets_one_code_and_the_entry_names_no_name() -> None:
    seat = make_seat()
    people = [make_person("Trần Văn An").pk, make_person().pk]
    issued = issue_entry_codes(people, by=seat, now=NOW, unit_id=seat.organisation_id)
    assert [code.person_id for code in issued] == people
    assert all(code.expires_at == NOW + timedelta(days=90) for code in issued)
    (entry,) = recorded()
    assert entry["event"] == "people.entry_codes.issued"
    assert entry["facts"]["people"] == people
    assert entry["facts"]["unit"] == seat.organisation_id
    assert entry["by"]["seat"] == seat.pk
    assert "Trần" not in json.dumps(entry, ensure_ascii=False)


def test_a_code_that_is_valid_stays_and_nothing_is_recorded_twice() -> None:
    person = make_person()
    (first,) = issue_entry_codes([person.pk], by=None, now=NOW)
    (again,) = issue_entry_codes([person.pk], by=None, now=NOW + timedelta(days=1))
    assert first == again
    assert len(recorded()) == 1


def test_each_unit_and_the_machine_has_its_own_code_of_a_person() -> None:
    person, here, there = make_person(), make_seat(), make_seat()
    by_units = [
        issue_entry_codes([person.pk], by=seat, now=NOW, unit_id=seat.organisation_id)[0]
        for seat in (here, there, here, there)
    ]
    (machine,) = issue_entry_codes([person.pk], by=None, now=NOW)
    assert by_units[:2] == by_units[2:]
    assert len({code.pk for code in [*by_units, machine]}) == 3


def test_a_seat_issues_for_a_unit_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="at the machine"):
        issue_entry_codes([make_person().pk], by=make_seat(), now=NOW)


def test_a_code_that_ran_out_is_followed_by_a_new_one() -> None:
    person = make_person()
    (first,) = issue_entry_codes([person.pk], by=None, now=NOW)
    (second,) = issue_entry_codes([person.pk], by=None, now=NOW + timedelta(days=90))
    assert second.pk > first.pk


def test_who_may_not_sign_in_gets_no_code() -> None:
    assert issue_entry_codes([make_person(is_active=False).pk], by=None, now=NOW) == []
    assert recorded() == []


def test_an_administrator_gets_no_code_and_enters_with_none() -> None:
    keeper = make_person()
    (before,) = issue_entry_codes([keeper.pk], by=None, now=NOW)
    keeper.is_administrator = True
    keeper.save()
    assert issue_entry_codes([keeper.pk], by=None, now=NOW) == []
    with pytest.raises(Person.DoesNotExist):
        issue_entry_code(keeper.pk, by=None, now=NOW)
    with pytest.raises(Refusal):
        enter_with_code(before.text, address="10.0.0.1", may_enter=lambda _person, _unit: True, now=NOW)
