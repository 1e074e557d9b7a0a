"""Erase: what must not last for ever goes, and the ledger is as whole as before."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.ledger.made import ACKNOWLEDGED, AN, BINH, KEY, NOW
from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import store, verification
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import digest_of, read_entry
from thongsuot.ledger.models import Entry, PrivateText

pytestmark = pytest.mark.django_db(databases="__all__")

REASON = "Vì tôi đang điều trị."


def decline(private: str = REASON) -> int:
    return ledger.append(
        "cascade.reading.declined",
        key=KEY,
        by=AN,
        at=NOW,
        subject="dissemination:1",
        facts={"expression": "e1"},
        private=private,
    ).seq


def test_a_private_text_stands_beside_its_entry_and_not_in_it(writer: Writer) -> None:
    decline()
    entry, kept = read_entry(bytes(Entry.objects.get().body)), PrivateText.objects.get()
    assert REASON.encode() not in entry.body
    assert entry.digest == digest_of(bytes(kept.salt), REASON)


def test_erasing_takes_text_and_salt_and_keeps_the_fact(writer: Writer, tmp_path: Path) -> None:
    seq = decline()
    receipt = ledger.erase_private(seq, by=BINH, at=NOW)
    assert PrivateText.objects.count() == 0
    entry = read_entry(bytes(Entry.objects.get(seq=receipt.seq).body))
    assert (entry.event, entry.subject, entry.facts) == ("ledger.private.erased", "ledger:1", {"seq": 1})
    assert verification.verify({1: b"k" * 32}, tmp_path) == []


def test_erasing_again_gives_the_first_answer_and_others_learn_there_is_nothing(writer: Writer) -> None:
    seq = decline()
    first = ledger.erase_private(seq, by=BINH, at=NOW)
    again = ledger.erase_private(seq, by=BINH, at=NOW)
    assert (again.seq, again.repeated) == (first.seq, True)
    with pytest.raises(Refusal) as refused:
        ledger.erase_private(seq, by=AN, at=NOW)
    assert refused.value.code == "nothing_to_erase"
    assert Entry.objects.count() == 2


def test_after_erasure_the_same_request_still_finds_its_answer(writer: Writer) -> None:
    seq = decline()
    ledger.erase_private(seq, by=BINH, at=NOW)
    assert decline() == seq
    assert decline("một lý do khác") == seq
    assert PrivateText.objects.count() == 0


def test_an_entry_without_private_text_has_nothing_to_erase(writer: Writer) -> None:
    ledger.append(ACKNOWLEDGED, key=uuid4(), by=AN, at=NOW, subject="dissemination:1", facts={"expression": "e1"})
    with pytest.raises(Refusal, match="không còn nội dung riêng"):
        ledger.erase_private(1, by=AN, at=NOW)


def test_text_and_fact_go_together_or_not_at_all(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(seq: int) -> None:
        raise ValueError("the disk is gone")

    seq = decline()
    monkeypatch.setattr(store, "erase_private", failing)
    with pytest.raises(OutcomeUnknown):
        ledger.erase_private(seq, by=BINH, at=NOW)
    assert (Entry.objects.count(), PrivateText.objects.count()) == (1, 1)
