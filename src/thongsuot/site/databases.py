"""Which databases an installation has: two SQLite files in its folder, or one PostgreSQL database by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WAL = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
POSTGRESQL = ("postgres", "postgresql")
STALE_SECONDS = 10  # a server that is gone without a word is given up after this, not after the kernel's hours


class BadAddress(ValueError):
    """Say that THONGSUOT_DATABASE_URL names no PostgreSQL database."""


def databases(data: Path, *, url: str, ledger_access: str) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES. Raises BadAddress for an address that is not PostgreSQL's.

    `ledger_access` is "rw" for the writer, the migrations and the recount, else "ro"; it opens the ledger's file so.
    On PostgreSQL there is the one alias `default`, and `ledger.router.alias()` answers with it.
    """
    if url:
        return {"default": _postgresql(url)}
    return {
        "default": _sqlite(str(data / "thongsuot.sqlite3")),
        "ledger": _ledger(data / "ledger.sqlite3", ledger_access),
    }


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": WAL},
    }


def _ledger(file: Path, access: str) -> dict[str, Any]:
    """Open the ledger's file: web workers read-only; attached read-write, every BEGIN IMMEDIATE would lock both."""
    if access == "rw":
        return _sqlite(f"file:{file}?mode=rwc")
    reading = {"timeout": 20, "init_command": "PRAGMA query_only=ON;"}
    return {**_sqlite(f"file:{file}?mode=ro"), "OPTIONS": reading}


def _postgresql(url: str) -> dict[str, Any]:
    import dj_database_url

    if url.partition("://")[0] not in POSTGRESQL:
        raise BadAddress(url.partition("://")[0])
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as mistake:
        raise BadAddress("unreadable") from mistake
    if not parsed.get("NAME"):
        raise BadAddress("no database is named")
    options = {"connect_timeout": STALE_SECONDS, "tcp_user_timeout": STALE_SECONDS * 1000, **parsed.get("OPTIONS", {})}
    return {**parsed, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
