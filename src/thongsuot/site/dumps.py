"""PostgreSQL's own backup programs, with the rows counted in the very snapshot that is dumped."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from thongsuot.kernel.errors import Refusal


def dump(target: Path) -> tuple[dict[str, int], tuple[int, str]]:
    """Dump the database into `target`; give the rows of each table and the ledger's size and root at that moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        plain = ("--format=custom", "--no-owner", "--no-privileges")
        _run("pg_dump", *plain, f"--snapshot={snapshot}", f"--file={target}")
        counts = rows()
        cursor.execute("SELECT size, root FROM ledger_frontier")
        size, root = cursor.fetchone() or (0, b"")
    return counts, (int(size), bytes(root).hex())


def rows() -> dict[str, int]:
    """Count the rows of every table."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # its own names
            (counts[table],) = cursor.fetchone()
    return counts


def load(source: Path) -> None:
    """Restore a dump into the empty database of the settings, all or nothing."""
    name = str(connection.settings_dict["NAME"])
    _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={name}", str(source))


def _run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, where no list of processes shows it."""
    if shutil.which(program) is None:
        sentence = f"Máy này chưa có chương trình {program} của PostgreSQL. Cài gói postgresql-client rồi chạy lại."
        raise Refusal("program_missing", sentence)
    done = subprocess.run([program, *words], env={**os.environ, **_environment()}, capture_output=True, text=True)
    if done.returncode:
        why = " ".join(done.stderr.split())[:500]
        raise Refusal("dump_failed", f"{program} chưa chạy được ({why}). Kiểm tra máy chủ PostgreSQL rồi chạy lại.")


def _environment() -> dict[str, str]:
    described: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {variable: str(described[name]) for variable, name in names.items() if described.get(name)}
