"""Keep a file: once under its hash, closed to others, under no name a sender chose."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.factories import NOW, make_seat
from thongsuot.files import disk
from thongsuot.files.actions import keep_file
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry

pytestmark = pytest.mark.django_db(databases="__all__")


def kept(content: bytes = b"noi dung", name: str = "a.txt", **values: Any) -> StoredFile:
    return keep_file(content, name=name, **{"by": None, "now": NOW, **values})


def test_bytes_lie_under_their_hash_and_only_the_owner_reads_them(files_folder: Path) -> None:
    file = kept(b"noi dung")
    sha256 = hashlib.sha256(b"noi dung").hexdigest()
    path = files_folder / sha256[:2] / sha256[2:4] / sha256
    assert (file.sha256, file.size, path.read_bytes()) == (sha256, 8, b"noi dung")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent, files_folder)} == {
        0o700
    }


def test_the_same_bytes_are_kept_once_whatever_they_are_called(files_folder: Path) -> None:
    assert kept(name="a.txt") == kept(name="b.docx")
    assert StoredFile.objects.get().name == "a.txt"
    assert len([path for path in files_folder.rglob("*") if path.is_file()]) == 1


def test_keeping_is_recorded_once_without_the_name() -> None:
    seat = make_seat()
    file = kept(name="ten-rieng.txt", by=seat)
    kept(name="ten-rieng.txt", by=seat)
    ledger.drain()
    entry = Entry.objects.get(event="files.file.kept")
    assert entry.subject == f"files.file:{file.pk}" and entry.person == seat.person_id
    assert file.sha256 in bytes(entry.body).decode() and "ten-rieng" not in bytes(entry.body).decode()
    assert file.received_by == seat.pk


def test_nothing_and_too_much_are_refused_and_leave_nothing(files_folder: Path, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    for content, code in ((b"", "file_empty"), (b"x" * (settings.UPLOAD_MAX_BYTES + 1), "file_too_big")):
        with pytest.raises(Refusal) as refusal:
            kept(content)
        assert refusal.value.code == code
    assert "2 MB" in str(refusal.value)
    assert not StoredFile.objects.exists() and not files_folder.exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Quy định.docx", "Quy định.docx"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("ho\u202egpj.txt", "ho gpj.txt"),
        ("   ", disk.NAMELESS),
        ("..", disk.NAMELESS),
        ("x" * 400 + ".docx", "x" * 244 + ".docx"),
        ("y" * 400, "y" * 255),
    ],
)
def test_a_name_is_only_ever_shown_and_shown_clean(given: str, shown: str) -> None:
    assert disk.clean_name(given) == shown
    assert kept(name=given).name == shown


def test_a_place_is_made_of_a_hash_and_of_nothing_else() -> None:
    for wrong in ("../../outside", "A" * 64, "", "/" * 64):
        with pytest.raises(RuntimeError):
            disk.path_of(wrong)


def test_a_flaw_is_forgotten_once_the_file_can_be_read() -> None:
    assert kept(flaw="Tệp bị hỏng.").flaw == "Tệp bị hỏng."
    assert kept().flaw == "" and StoredFile.objects.get().flaw == ""
    assert kept(flaw="Tệp bị hỏng.").flaw == ""


def test_bytes_lost_from_the_disk_are_put_back(files_folder: Path) -> None:
    path = disk.path_of(kept().sha256)
    path.write_bytes(b"cut")
    kept()
    assert path.read_bytes() == b"noi dung"


def test_a_full_disk_leaves_no_half_file(files_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        kept()
    assert not StoredFile.objects.exists()
    assert not [path for path in files_folder.rglob("*") if path.is_file()]


def test_who_comes_second_answers_with_the_row_of_the_first() -> None:
    faster: list[str] = []

    def somebody_was_faster(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('SELECT "files_storedfile"') and not faster:
            faster.append(sql)
            answer = execute(sql, params, many, context)  # sees nothing yet …
            StoredFile.objects.create(
                sha256=hashlib.sha256(b"noi dung").hexdigest(), size=8, name="truoc.txt", received_at=NOW
            )
            return answer
        return execute(sql, params, many, context)

    with connection.execute_wrapper(somebody_was_faster):
        assert kept().name == "truoc.txt"
    assert faster and StoredFile.objects.count() == 1
