"""Carry a whole installation from its SQLite files into an empty PostgreSQL database, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, router, transaction
from django.db.models import Model

from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import Frontier, SignedHead
from thongsuot.ledger.router import MOVING as TARGET
from thongsuot.ledger.router import alias
from thongsuot.site.emptying import empty

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Moved:
    """One table: how many rows stood there before, and how many stand there now."""

    table: str
    before: int
    after: int


def open_target(described: dict[str, Any]) -> None:
    """Make the database known under the alias `target` for the rest of this process, and refuse one that is in use."""
    complete = connections.configure_settings({"default": {}, TARGET: described})
    connections.settings[TARGET] = complete[TARGET]
    if connections[TARGET].introspection.table_names():
        raise Refusal(
            "database_not_empty",
            "Cơ sở dữ liệu PostgreSQL đã có dữ liệu. Nêu một cơ sở dữ liệu trống rồi chạy lại; chưa có gì thay đổi.",
        )


def move() -> list[Moved]:
    """Make the tables, copy every row as it is, and set the counters of ids; all of it or nothing."""
    try:
        return _moved()
    except BaseException:
        empty(TARGET)
        raise


def _moved() -> list[Moved]:
    call_command("migrate", database=TARGET, verbosity=0)
    models = _models()
    with transaction.atomic(using=TARGET), connections[TARGET].cursor() as cursor:
        names = ", ".join(connections[TARGET].ops.quote_name(model._meta.db_table) for model in models)
        cursor.execute(f"TRUNCATE {names}")  # what the migrations put in by themselves comes with the rest
        for model in models:
            _copy(model, cursor)
        for statement in connections[TARGET].ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    call_command("createcachetable", database=TARGET, verbosity=0)
    return [Moved(model._meta.db_table, _count(model, _source(model)), _count(model, TARGET)) for model in models]


def disagreements(moved: list[Moved]) -> Iterator[str]:
    """Say in sentences what is not on the other side as it was on this one: rows, the tree, the newest seal."""
    for one in moved:
        if one.before != one.after:
            yield f"Bảng {one.table}: trước có {one.before} dòng, sau có {one.after} dòng."
    if _tree(alias()) != _tree(TARGET):
        yield "Gốc cây băm của sổ không giống nhau ở hai bên."
    if _seal(alias()) != _seal(TARGET):
        yield "Dấu niêm mới nhất của sổ không giống nhau ở hai bên."


def _tree(database: str) -> list[tuple[int, bytes, bytes]]:
    rows = Frontier.objects.using(database).values_list("size", "peaks", "root")
    return [(size, bytes(peaks), bytes(root)) for size, peaks, root in rows]


def _seal(database: str) -> list[tuple[int, bytes, datetime, bytes]]:
    rows = SignedHead.objects.using(database).order_by("-id").values_list("size", "root", "at", "signature")[:1]
    return [(size, bytes(root), at, bytes(signature)) for size, root, at, signature in rows]


def _models() -> list[type[Model]]:
    """Give every model with a table of its own, those between two models too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _source(model: type[Model]) -> str:
    return router.db_for_read(model)


def _count(model: type[Model], database: str) -> int:
    return model._base_manager.using(database).count()


def _copy(model: type[Model], cursor: Any) -> None:
    """Send the rows through COPY; each value takes the form its field has in PostgreSQL."""
    target = connections[TARGET]
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(target.ops.quote_name(field.column) for field in fields)
    rows = model._base_manager.using(_source(model)).order_by("pk").values_list(*(field.attname for field in fields))
    with cursor.copy(f"COPY {target.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
        for row in rows.iterator(chunk_size=CHUNK):
            prepared = [field.get_db_prep_save(value, target) for field, value in zip(fields, row, strict=True)]
            copy.write_row(prepared)
