"""A PostgreSQL database that somebody lends to the demo: empty before, and empty again afterwards."""

from __future__ import annotations

from django.db import connection

from thongsuot.kernel.errors import Refusal


def check_empty() -> None:
    """Refuse a database that holds tables: whoever named it may have named the wrong one."""
    if _is_lent() and connection.introspection.table_names():
        raise Refusal(
            "database_not_empty",
            "Cơ sở dữ liệu trong THONGSUOT_DATABASE_URL đã có dữ liệu. Nêu một cơ sở dữ liệu trống rồi chạy lại.",
        )


def empty() -> None:
    """Drop every table again; on SQLite the files go with their folder."""
    if not _is_lent():
        return
    with connection.cursor() as cursor:
        names = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names(cursor)))
        if names:
            cursor.execute(f"DROP TABLE {names} CASCADE")
    connection.close()


def _is_lent() -> bool:
    return connection.vendor == "postgresql"
