"""The lease: one holder, released by the kernel, and a command that writes alone only when nobody else does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.made import ACKNOWLEDGED, AN, NOW, reading_fold
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import heads, lease, local, transport
from thongsuot.ledger.models import Entry, OutboxRow, SignedHead

HOLDER = """
import sys
from pathlib import Path
from thongsuot.ledger import lease
with lease.held(Path(sys.argv[1]), wait=True):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_has_one_holder_and_is_free_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / "writer.lock"
    assert not lease.is_held(lock)
    with lease.held(lock):
        assert lease.is_held(lock)
        with pytest.raises(lease.Taken, match=r"writer\.lock"), lease.held(lock):
            pytest.fail("two held one lock")
    assert not lease.is_held(lock)
    with lease.held(lock, wait=True):
        assert lease.is_held(lock)


@pytest.mark.slow
def test_the_kernel_releases_the_lock_of_a_killed_holder(tmp_path: Path) -> None:
    lock = tmp_path / "writer.lock"
    line = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert lease.is_held(lock)
        holder.kill()
    with lease.held(lock):
        assert lease.is_held(lock)


@pytest.mark.django_db(databases="__all__")
def test_a_command_alone_writes_empties_the_outbox_and_signs(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    with local.writing([reading_fold]) as alone:
        assert alone
        ledger.append(ACKNOWLEDGED, key=uuid4(), by=AN, at=NOW, subject="dissemination:1", facts={"expression": "e1"})
        ledger.record("corpus.work.imported", subject="work:1", by=AN, at=NOW, facts={})
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (2, 0)
    (path,) = (tmp_path / "heads").glob("*.json")
    assert json.loads(path.read_text())["size"] == SignedHead.objects.get().size == 2
    assert heads.newest() is not None


@pytest.mark.django_db(databases="__all__")
def test_a_command_beside_a_running_writer_goes_through_it(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    before = transport.current()
    with lease.held(tmp_path / "writer.lock"), local.writing([reading_fold]) as alone:
        assert not alone
        assert transport.current() is before
    assert not (tmp_path / "heads").exists()
