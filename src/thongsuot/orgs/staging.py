"""Rows put aside in temporary tables of one's own, so that writing them later holds the database for a moment only.

Temporary tables belong to the connection: nobody else sees them, they take no lock of the main database, and they are
gone with the process that made them. The same words are understood by SQLite and PostgreSQL.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection
from django.db.models import Model

from thongsuot.orgs.plan import ImportPlan
from thongsuot.orgs.watch import Watch, watched

TABLES = {
    "staged_person": "pk BIGINT, username VARCHAR(60), full_name VARCHAR(120), phone VARCHAR(20), password VARCHAR(80),"
    " was_name VARCHAR(120), was_phone VARCHAR(20)",
    "staged_seat": "pk BIGINT, username VARCHAR(60), unit_code VARCHAR(40), post VARCHAR(120), role VARCHAR(10),"
    " valid_from DATE, valid_to DATE, was_from DATE, was_to DATE, was_role VARCHAR(10)",
    "staged_unit": "pk BIGINT, name VARCHAR(200), kind VARCHAR(20), level VARCHAR(10), valid_from DATE, valid_to DATE,"
    " heir BIGINT",
    "staged_place": "pk BIGINT, path VARCHAR(200), parent BIGINT",
    "staged_link": "ancestor BIGINT, descendant BIGINT, depth SMALLINT",
}
BATCH = 2000


@contextmanager
def staged(plan: ImportPlan, watch: Watch) -> Iterator[None]:
    """Put people and seats of a plan aside for the block; the tables go when it ends, however it ends."""
    _drop()
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite" and not connection.in_atomic_block:
                cursor.execute("PRAGMA temp_store = MEMORY")  # names stay off the disk
            for name, columns in TABLES.items():
                cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")
        fill("staged_person", watched(_people(plan), watch, "staging.people", len(plan.people)))
        fill("staged_seat", watched(_seats(plan), watch, "staging.seats", len(plan.seats)))
        yield
    finally:
        if not connection.needs_rollback:
            _drop()


def fill(table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a temporary table."""
    places = ", ".join(["%s"] * len(TABLES[table].split(", ")))
    rows = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(rows, BATCH)):
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", some)  # noqa: S608  # names of our own


def insert_from(model: type[Model], values: Mapping[str, str], constants: Mapping[str, Any], source: str) -> int:
    """Insert rows of a model by one statement; `values` are columns of `source`, all other fields constants.

    A field that neither names takes the default of its model. Gives the number of rows.
    """
    columns, wanted, given = [], [], []
    for each in model._meta.concrete_fields:
        if each.primary_key:
            continue
        columns.append(connection.ops.quote_name(each.column))
        wanted.append(values.get(each.column, "%s"))
        if each.column not in values:
            value = constants.get(each.name, None if each.null else each.get_default())
            given.append(each.get_db_prep_save(value, connection))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        said = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(wanted)} FROM {source}"  # noqa: S608
        cursor.execute(said, given)
        return int(cursor.rowcount)


def run(statement: str) -> int:
    """Run one statement and give the number of rows it reached."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def count(question: str) -> int:
    """Count what a `FROM …` finds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {question}")  # words of our own, values stand in the tables
        return int(cursor.fetchone()[0])


def _people(plan: ImportPlan) -> Iterator[tuple[Any, ...]]:
    """A new account gets a password nobody can know: to hash one that works costs 0.2 s each."""
    for change in plan.people:
        was = change.was
        password = None if was else UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30)
        before = (was.full_name, was.phone) if was else (None, None)
        yield (was.pk if was else None, change.username, change.full_name, change.phone, password, *before)


def _seats(plan: ImportPlan) -> Iterator[tuple[Any, ...]]:
    for change in plan.seats:
        was = change.was
        before = (_day(was.valid_from), _day(was.valid_to), was.role) if was else (None, None, None)
        days = (_day(change.valid_from), _day(change.valid_to))
        where = (change.username, change.unit_code, change.post, change.role)
        yield (was.pk if was else None, *where, *days, *before)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _drop() -> None:
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
