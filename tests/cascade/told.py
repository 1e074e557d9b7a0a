"""What the stories of this room ask again and again: what the ledger was told, and which refusal came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Sum

from tests.factories import NOW
from thongsuot.cascade.actions.reading import acknowledge, open_text
from thongsuot.cascade.folds import OPENED, READ
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.counting import READING
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import entries, recounting, verification
from thongsuot.ledger.models import Entry, UnitCount
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.site.wiring import FOLDS

BOTH = {"databases": "__all__"}


def told(event: str) -> list[entries.Entry]:
    """Give the ledger's entries of one event, oldest first, read from their bytes."""
    ledger.drain()
    return [entries.read_entry(bytes(row.body)) for row in Entry.objects.filter(event=event).order_by("seq")]


def told_in_all() -> int:
    """Count every entry of the ledger."""
    ledger.drain()
    return Entry.objects.count()


def assert_proven() -> None:
    """Hold that the ledger verifies and that states and counters are what its entries say."""
    ledger.drain()
    assert verification.verify(settings.HEAD_KEYS, settings.DATA / "heads") == []
    assert recounting.compare(FOLDS) == []


@contextmanager
def expect_refusal(code: str) -> Iterator[Any]:
    """Expect one refusal by its code, with a sentence for people, and nothing added to the ledger."""
    before = told_in_all()
    with pytest.raises(Refusal) as refused:
        yield refused
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert told_in_all() == before


def hash_of(drive: Dissemination) -> str:
    """Give the hash of a drive's first text."""
    return drive.texts.get(position=0).expression.sha256


def hashes_of(drive: Dissemination) -> list[str]:
    """Give the hashes of a drive's texts in their order."""
    return list(drive.texts.order_by("position").values_list("expression__sha256", flat=True))


def read(drive: Dissemination, *seats: Seat, now: Any = NOW) -> None:
    """Let each of these seats open and acknowledge the first text."""
    for seat in seats:
        open_text(drive.pk, expression=hash_of(drive), by=seat, now=now)
        acknowledge(drive.pk, expression=hash_of(drive), by=seat, now=now, key=new_key())


def owed(drive: Dissemination) -> dict[str, tuple[int, int]]:
    """Give who owes the reading of the first text in each unit by its name: own seats, and with everything below."""
    text, rows = hash_of(drive), UnitDuty.objects.filter(dissemination=drive).select_related("organisation")
    return {row.organisation.name: (row.owed(text, READING, below=False), row.owed(text, READING)) for row in rows}


def counted(drive: Dissemination, unit: Organisation, status: str = "acknowledged") -> tuple[int, int]:
    """Give a unit's counter at one status of the first text: how many seats, and how many of them late."""
    step = OPENED if status == OPENED else READ
    rows = UnitCount.objects.for_units(drive.ref, [unit.pk]).at_step(hash_of(drive), step).filter(status=status)
    found = rows.aggregate(number=Sum("number", default=0), late=Sum("late", default=0))
    return found["number"], found["late"]
