"""Open a file: the opening is written down before a byte leaves, and the object above decides who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW, make_seat
from thongsuot.files import disk
from thongsuot.files.actions import keep_file, open_file
from thongsuot.files.models import FileOpening, StoredFile
from thongsuot.files.views import download
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry, OutboxRow

pytestmark = pytest.mark.django_db(databases="__all__")


def make_file(content: bytes = b"<script>alert(1)</script>", name: str = "Quy định.html") -> StoredFile:
    return keep_file(content, name=name, by=None, now=NOW)


def test_an_opening_is_a_row_and_an_entry() -> None:
    seat, file = make_seat(), make_file()
    open_file(file.pk, among=StoredFile.objects.all(), by=seat, now=NOW)
    opening = FileOpening.objects.get()
    assert (opening.file, opening.opened_by, opening.opened_at) == (file, seat.pk, NOW)
    ledger.drain()
    entry = Entry.objects.get(event="files.file.opened")
    assert (entry.subject, entry.seat) == (f"files.file:{file.pk}", seat.pk)


def test_what_the_object_above_does_not_show_is_not_there() -> None:
    seat, file = make_seat(), make_file()
    with pytest.raises(StoredFile.DoesNotExist):
        open_file(file.pk, among=StoredFile.objects.none(), by=seat, now=NOW)
    with pytest.raises(StoredFile.DoesNotExist):
        open_file(file.pk + 1, among=StoredFile.objects.all(), by=seat, now=NOW)
    assert not FileOpening.objects.exists()


def test_a_file_the_disk_has_lost_is_refused_and_no_opening_is_claimed() -> None:
    seat, file = make_seat(), make_file()
    disk.path_of(file.sha256).unlink()
    rows = OutboxRow.objects.count()
    with pytest.raises(Refusal) as refusal:
        open_file(file.pk, among=StoredFile.objects.all(), by=seat, now=NOW)
    assert refusal.value.code == "file_missing" and "sao lưu" in str(refusal.value)
    assert not FileOpening.objects.exists() and OutboxRow.objects.count() == rows


def test_it_leaves_as_a_download_that_nothing_shows_guesses_or_keeps() -> None:
    response = download(make_file())
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[arg-type]
    headers: Any = response.headers
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Quy%20%C4%91%E1%BB%8Bnh.html")
    assert headers["Content-Type"] == "application/octet-stream"
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "private, no-store")
