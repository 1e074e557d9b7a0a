"""A code that is taken back stays closed, and taking it back is recorded once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOW, make_person
from thongsuot.ledger.models import OutboxRow
from thongsuot.people.actions import issue_entry_code, revoke_entry_code
from thongsuot.people.models import EntryCode

pytestmark = pytest.mark.django_db


def recorded() -> list[dict[str, Any]]:
    return [json.loads(row.draft) for row in OutboxRow.objects.order_by("pk")]


def test_taking_back_is_recorded_once() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    revoke_entry_code(code.pk, by=None, now=NOW)
    revoke_entry_code(code.pk, by=None, now=NOW + timedelta(hours=1))
    code.refresh_from_db()
    assert code.revoked_at == NOW
    assert [entry["event"] for entry in recorded()][1:] == ["people.entry_code.revoked"]


def test_who_revoked_needs_a_when() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryCode.objects.filter(pk=code.pk).update(revoked_by=1)


def test_an_unknown_code_cannot_be_taken_back() -> None:
    with pytest.raises(EntryCode.DoesNotExist):
        revoke_entry_code(1, by=None, now=NOW)
    assert recorded() == []
