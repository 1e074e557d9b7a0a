"""A PostgreSQL database that somebody lends to the demo: empty before, and empty again afterwards."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connection, connections

from thongsuot.kernel.errors import Refusal


def check_empty() -> None:
    """Refuse a database that holds tables: whoever named it may have named the wrong one."""
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise Refusal(
            "database_not_empty",
            "Cơ sở dữ liệu trong THONGSUOT_DATABASE_URL đã có dữ liệu. Nêu một cơ sở dữ liệu trống rồi chạy lại.",
        )


def empty(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Drop every table again; on SQLite the files go with their folder."""
    database = connections[alias]
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        names = ", ".join(map(database.ops.quote_name, database.introspection.table_names(cursor)))
        if names:
            cursor.execute(f"DROP TABLE {names} CASCADE")
    database.close()
