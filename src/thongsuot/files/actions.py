"""What changes among files: a content is kept, and an opening is written down before the bytes leave."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thongsuot.files import disk
from thongsuot.files.models import FileOpening, StoredFile
from thongsuot.files.rules import check_size
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Json
from thongsuot.orgs.models import Seat

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
UNKNOWN_TYPE = "application/octet-stream"


def keep_file(content: bytes, *, name: str, by: Seat | None, now: datetime, flaw: str = "") -> StoredFile:
    """Keep a content under its SHA-256 and answer with its row; the same bytes a second time answer with the first.

    `flaw` says in a sentence why nobody could read it. `by` is None when the administrator works at the machine.
    Raises Refusal `file_too_big` above settings.UPLOAD_MAX_BYTES and `file_empty` for no bytes at all.
    """
    check_size(len(content), settings.UPLOAD_MAX_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    disk.put(content, sha256)
    known = StoredFile.objects.filter(sha256=sha256).first()
    if known is None:
        return _write_down(StoredFile(sha256=sha256, size=len(content), flaw=flaw[:500]), name, by, now)
    if known.flaw and not flaw:
        known.flaw = ""  # what could not be read then can be read now
        known.save(update_fields=["flaw"])
    return known


def open_file(file_id: int, *, among: QuerySet[StoredFile], by: Seat, now: datetime) -> StoredFile:
    """Write down that `by` opens a file, before a single byte is served.

    `among` holds what the object above (a document, a notice) lets this seat see: a file has no rights of its own.
    Raises StoredFile.DoesNotExist outside of it, and Refusal `file_missing` when the disk has lost the content.
    """
    with transaction.atomic():
        file = among.get(pk=file_id)
        content = disk.take(file.sha256, file.size)
        if content is None:
            raise Refusal(
                "file_missing", _("Tệp gốc không còn trên máy chủ. Hãy báo người quản trị khôi phục từ bản sao lưu.")
            )
        content.close()
        FileOpening.objects.create(file=file, opened_at=now, opened_by=by.pk)
        facts: Mapping[str, Json] = {"file": file.pk, "sha256": file.sha256}
        ledger.record("files.file.opened", subject=f"files.file:{file.pk}", by=by.actor(), at=now, facts=facts)
    return file


def _write_down(file: StoredFile, name: str, by: Seat | None, now: datetime) -> StoredFile:
    file.name = disk.clean_name(name)
    file.media_type = MEDIA_TYPES.get(Path(file.name).suffix.lower(), UNKNOWN_TYPE)
    file.received_at, file.received_by = now, by.pk if by else None
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            facts: Mapping[str, Json] = {
                "file": file.pk,
                "sha256": file.sha256,
                "size": file.size,
                "is_readable": not file.flaw,
            }
            actor = by.actor() if by else SYSTEM
            ledger.record("files.file.kept", subject=f"files.file:{file.pk}", by=actor, at=now, facts=facts)
    except IntegrityError:
        return StoredFile.objects.get(sha256=file.sha256)  # another hand kept the same bytes a moment ago
    return file
