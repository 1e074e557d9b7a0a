"""The story of being told: each thing once, kept in the ledger as a number, never as names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_four
from thongsuot.ledger.entries import SYSTEM
from thongsuot.notices.actions import tell
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


def message(seat: Seat, kind: str = "new") -> Message:
    day = NOW.date()
    return Message(
        seat=seat, thing="thu:1", kind=kind, due_on=day + timedelta(days=9), title="Đợt thử", href="/", told_on=day
    )


def test_who_was_told_is_not_told_again_and_the_others_are() -> None:
    four = make_four()
    assert tell([message(four.an)], by=SYSTEM, now=NOW) == 1
    assert tell([message(four.an), message(four.binh)], by=SYSTEM, now=NOW) == 1
    assert tell([message(four.an)], by=SYSTEM, now=NOW) == 0
    assert [dict(entry.facts) for entry in told("notices.messages.told")] == [{"messages": 1}] * 2


def test_nobody_sees_what_another_was_told() -> None:
    four = make_four()
    tell([message(four.an)], by=SYSTEM, now=NOW)
    assert Message.objects.visible_to(four.an).count() == 1
    assert not Message.objects.visible_to(four.binh).exists()
