"""What an administrator should know before people come: is this installation safe, whole, and reachable."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection

from thongsuot.ledger import heads, store, vitals

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
    looks = (_secrets, _database, _address, _room, _backups, _programs, _framework)
    found = [result for look in looks for result in look()]
    return [*found, *_clock(now)]


def _secrets() -> Iterator[Result]:
    if not settings.SECRETS_READY:
        yield Result(WRONG, "Chưa có khóa bí mật. Chạy `thongsuot init`.")
        return
    open_ones = [path for path in _private() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    for path in open_ones:
        yield Result(WRONG, f"Người khác trên máy đọc được {path.name}. Chạy `chmod go-rwx {path}`.")
    if not open_ones:
        yield Result(FINE, "Khóa bí mật và dữ liệu chỉ chủ tiến trình đọc được.")


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
        yield Result(FINE, f"Địa chỉ {settings.PUBLIC_URL} có mã hóa.")
    elif host in LOOPBACK:
        yield Result(CARE, "THONGSUOT_URL chỉ trỏ vào máy này. Đặt địa chỉ https trước khi mời người khác vào.")
    else:
        yield Result(WRONG, f"{settings.PUBLIC_URL} không mã hóa. Đặt sau TLS và đổi THONGSUOT_URL thành https.")
    if settings.IS_HTTPS and not settings.TRUSTED_PROXIES:
        yield Result(
            CARE, "THONGSUOT_PROXIES còn trống, nên mọi người sau proxy bị đếm chung khi gõ sai. Ghi địa chỉ proxy."
        )
    if not settings.EMAIL_HOST:
        yield Result(CARE, "THONGSUOT_SMTP còn trống, nên thư nhắc việc chỉ in ra màn hình của máy chủ.")
    if not settings.OFFICE_CONTACT:
        yield Result(CARE, "THONGSUOT_CONTACT còn trống, nên trang từ chối không nói được hỏi ai.")


def _room() -> Iterator[Result]:
    free = vitals.disk_free_mb()
    level = WRONG if free < ROOM_MB else CARE if free < SCARCE_MB else FINE
    more = "" if level == FINE else " Dọn chỗ hoặc chuyển thư mục dữ liệu."
    yield Result(level, f"Ổ đĩa của dữ liệu còn {free / 1024:.1f} GB.{more}")


def _backups() -> Iterator[Result]:
    files = [path.stat().st_mtime for path in (settings.DATA / "backups").glob("*.tar.gz")]
    if not files:
        yield Result(CARE, "Chưa có bản sao lưu trong thư mục dữ liệu. Chạy `thongsuot backup` và đem cất nơi khác.")
        return
    age = datetime.now(UTC) - datetime.fromtimestamp(max(files), UTC)
    level = CARE if age > BACKUP_AGE else FINE
    yield Result(level, f"Bản sao lưu gần nhất cách đây {age.days} ngày.")


def _programs() -> Iterator[Result]:
    if connection.vendor == "postgresql" and not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        yield Result(WRONG, "Thiếu pg_dump hoặc pg_restore nên không sao lưu được. Cài gói postgresql-client.")
    if shutil.which("soffice") is None:
        yield Result(CARE, "Không có LibreOffice, nên chưa đọc được .doc và .rtf. Cài gói libreoffice-writer-nogui.")


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
