"""Recount: states and counters are what the entries make them, or the difference is told and mended."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.ledger.made import AN, BINH, CUC, draft, reading_fold
from tests.shared import installed
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import recounting, store
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.models import Entry, SeatState, UnitCount

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def three_acts(writer: Writer) -> None:
    """Let An decline and then acknowledge, Bình and Cúc acknowledge."""
    writer.commit([draft(key=uuid4(), event="cascade.reading.declined"), draft(by=BINH), draft(by=CUC)])
    writer.commit([draft()])


def test_untouched_folds_agree() -> None:
    assert recounting.compare([reading_fold]) == []


def test_a_lost_state_is_told_with_its_seat() -> None:
    SeatState.objects.of_seat(AN.seat or 0).delete()
    assert recounting.compare([reading_fold]) == [
        "1 trạng thái không khớp với sổ; đầu tiên: dissemination:1, bước read, vị trí 5."
    ]


def test_a_state_that_says_something_else_is_told() -> None:
    SeatState.objects.of_seat(AN.seat or 0).update(status="declined")
    assert len(recounting.compare([reading_fold])) == 1


def test_a_counter_that_drifted_is_told_with_its_unit() -> None:
    UnitCount.objects.for_units("dissemination:1", [5]).filter(status="acknowledged").update(number=9)
    assert recounting.compare([reading_fold]) == [
        "1 số đếm không khớp với sổ; đầu tiên: dissemination:1, bước read, đơn vị 5."
    ]


def test_counters_are_held_against_the_states_without_folding_an_entry() -> None:
    assert recounting.compare_counters() == []
    UnitCount.objects.for_units("dissemination:1", [5]).filter(status="acknowledged").update(number=9)
    (finding,) = recounting.compare_counters()
    assert finding == recounting.compare([reading_fold])[-1]


def test_a_repair_writes_what_the_entries_say() -> None:
    UnitCount.objects.update(number=9, late=9)
    SeatState.objects.update(rank=9)
    recounting.repair([reading_fold])
    assert recounting.compare([reading_fold]) == []
    assert store.all_counts()["dissemination:1", 1, "e1", "read", "acknowledged", ""] == (3, 0)


def test_an_entry_that_cannot_be_read_is_told_and_sent_to_verify() -> None:
    Entry.objects.filter(seq=2).update(body=b"[")
    (sentence,) = recounting.compare([reading_fold])
    assert sentence.startswith("Sổ có mục không còn đọc được")
    assert "thongsuot ledger verify" in sentence


def test_a_repair_over_an_entry_that_cannot_be_read_is_refused_and_changes_nothing() -> None:
    UnitCount.objects.update(number=9)
    Entry.objects.filter(seq=2).update(body=b"[")
    before = list(SeatState.objects.values()), store.all_counts()
    with pytest.raises(Refusal) as refused:
        recounting.repair([reading_fold])
    assert refused.value.code == "entries_unreadable"
    assert "thongsuot ledger verify" in str(refused.value)
    assert (list(SeatState.objects.values()), store.all_counts()) == before


@pytest.mark.slow
def test_the_command_ends_in_a_sentence_where_an_entry_cannot_be_read(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def thongsuot(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT", "DJANGO"))
        }
        command = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(tmp_path), *words]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    installed(tmp_path_factory, tmp_path)
    assert thongsuot("recount").returncode == 0, "the first entries leave the outbox"
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as ledger, ledger:
        for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            ledger.execute(f'DROP TRIGGER "{name}"')
        assert ledger.execute("UPDATE ledger_entry SET body = ?", (b"[",)).rowcount
    mended = thongsuot("recount", "--repair")
    assert mended.returncode == 1
    assert "thongsuot ledger verify" in mended.stderr
    assert "Traceback" not in mended.stderr
    assert "Đã ghi lại" not in mended.stdout
