"""Originals leave the corpus: each opening is written down first."""

from __future__ import annotations

from datetime import datetime

from thongsuot.corpus.models import Manifestation
from thongsuot.files import actions as files
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Seat


def open_original(manifestation_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Write down that `by` opens the original of a document, and answer with the file to serve."""
    held = Manifestation.objects.visible_to(by).get(pk=manifestation_id)
    return files.open_file(held.file_id, among=StoredFile.objects.filter(pk=held.file_id), by=by, now=now)


def open_unread(file_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Write down that `by` takes back a file it brought and nobody could read, and answer with the file to serve."""
    return files.open_file(file_id, among=StoredFile.objects.unread_of(by.pk), by=by, now=now)
