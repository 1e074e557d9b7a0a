"""What an administrator should know before people come: is this installation safe, whole, and reachable."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from thongsuot.ledger import heads, store, vitals
from thongsuot.site import backup_notes, secrets

WRONG, CARE, FINE = "wrong", "care", "fine"
ROOM_MB, SCARCE_MB = 1_024, 5_120
BACKUP_AGE = timedelta(days=7)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at: `wrong` must be mended first, `care` should be known, `fine` holds."""

    level: str
    sentence: str


def results(now: datetime) -> list[Result]:
    """Look at everything; each function below says one thing, or several."""
    looks = (_secrets, _database, _address, _letters, _contact, _room, _programs, _framework)
    found = [result for look in looks for result in look()]
    return [*found, *_backups(now), *_clock(now)]


def configuration() -> list[Result]:
    """Look at what is set in the environment and on the disk, and leave out what the page of status sees by itself."""
    return [result for look in (_secrets, _address, _contact, _programs) for result in look()]


def _secrets() -> Iterator[Result]:
    if secrets.SESSION_FILE in settings.SECRETS_MISSING:
        yield Result(WRONG, _("Chưa có khóa bí mật. Chạy `thongsuot init`."))
        return
    if settings.SECRETS_MISSING:
        words = _("Bản này cần thêm khóa cho %(names)s. Chạy `thongsuot init`: khóa đang dùng giữ nguyên.")
        yield Result(WRONG, words % {"names": ", ".join(settings.SECRETS_MISSING)})
    open_ones = [path for path in _private() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    for path in open_ones:
        yield Result(
            WRONG,
            _("Người khác trên máy đọc được %(name)s. Chạy `chmod go-rwx %(path)s`.")
            % {"name": path.name, "path": path},
        )
    if not open_ones:
        yield Result(FINE, _("Khóa bí mật và dữ liệu chỉ chủ tiến trình đọc được."))


def _private() -> Iterator[Path]:
    yield settings.DATA
    yield from (path for path in (settings.DATA / "secrets").rglob("*"))
    yield from settings.DATA.glob("*.sqlite3")


def _database() -> Iterator[Result]:
    from thongsuot.site.commands.serve import lacks_migrations

    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    try:
        connection.ensure_connection()
    except DatabaseError:
        yield Result(WRONG, f"{kind} không trả lời. Kiểm tra máy chủ và THONGSUOT_DATABASE_URL.")
        return
    if lacks_migrations():
        yield Result(WRONG, "Cơ sở dữ liệu cũ hơn phiên bản này. Chạy `thongsuot init`.")
    else:
        yield Result(FINE, f"{kind} trả lời và đúng phiên bản.")


def _address() -> Iterator[Result]:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if settings.IS_HTTPS:
        yield Result(FINE, _("Địa chỉ %(url)s có mã hóa.") % {"url": settings.PUBLIC_URL})
    elif host in LOOPBACK:
        yield Result(CARE, _("THONGSUOT_URL chỉ trỏ vào máy này. Đặt địa chỉ https trước khi mời người khác vào."))
    else:
        yield Result(
            WRONG,
            _("%(url)s không mã hóa. Đặt sau TLS và đổi THONGSUOT_URL thành https.") % {"url": settings.PUBLIC_URL},
        )
    if settings.IS_HTTPS and not settings.TRUSTED_PROXIES:
        yield Result(
            CARE, _("THONGSUOT_PROXIES còn trống, nên mọi người sau proxy bị đếm chung khi gõ sai. Ghi địa chỉ proxy.")
        )


def _letters() -> Iterator[Result]:
    if not settings.EMAIL_HOST:
        yield Result(CARE, "THONGSUOT_SMTP còn trống, nên thư nhắc việc chỉ in ra màn hình của máy chủ.")


def _contact() -> Iterator[Result]:
    if not settings.OFFICE_CONTACT:
        yield Result(CARE, _("THONGSUOT_CONTACT còn trống, nên trang từ chối không nói được hỏi ai."))


def _room() -> Iterator[Result]:
    free = vitals.disk_free_mb()
    level = WRONG if free < ROOM_MB else CARE if free < SCARCE_MB else FINE
    more = "" if level == FINE else " Dọn chỗ hoặc chuyển thư mục dữ liệu."
    yield Result(level, f"Ổ đĩa của dữ liệu còn {free / 1024:.1f} GB.{more}")


def _backups(now: datetime) -> Iterator[Result]:
    note = backup_notes.newest(settings.DATA)
    if note is None:
        yield Result(CARE, "Chưa có bản sao lưu trong thư mục dữ liệu. Chạy `thongsuot backup` và đem cất nơi khác.")
        return
    age = now - note.made_at
    level = CARE if age > BACKUP_AGE else FINE
    yield Result(level, f"Bản sao lưu gần nhất cách đây {age.days} ngày.")


def _programs() -> Iterator[Result]:
    if connection.vendor == "postgresql" and not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        yield Result(WRONG, _("Thiếu pg_dump hoặc pg_restore nên không sao lưu được. Cài gói postgresql-client."))
    if shutil.which("soffice") is None:
        yield Result(CARE, _("Không có LibreOffice, nên chưa đọc được .doc và .rtf. Cài gói libreoffice-writer-nogui."))


def _framework() -> Iterator[Result]:
    """Hand on what Django's own checks call an error; its advice on settings that a proxy keeps is not repeated."""
    for message in run_checks(include_deployment_checks=True):
        if message.level >= ERROR:
            yield Result(WRONG, f"{message.id}: {message.msg}")


def _clock(now: datetime) -> Iterator[Result]:
    try:
        newest = heads.newest() if settings.SECRETS_READY and store.is_there() else None
    except DatabaseError:
        return
    if newest is not None and vitals.is_behind(newest.at, now):
        yield Result(WRONG, "Đồng hồ máy chậm hơn dấu niêm mới nhất. Chỉnh giờ máy trước khi chạy tiếp.")
    elif newest is not None:
        yield Result(FINE, "Đồng hồ máy không chậm hơn dấu niêm mới nhất.")
