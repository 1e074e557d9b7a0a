"""A question that is asked at every act: Django writes its SQL once, afterwards only the values change.

What is asked, and so who may see what, stays written as a QuerySet; the rows come back as that QuerySet gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Generic, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet

Value: TypeAlias = "int | str | tuple[int, ...] | tuple[str, ...]"
Shape: TypeAlias = tuple[object, ...]
Row = TypeVar("Row")
MOST = 40  # values of one question; a longer one is written anew, so that what is kept stays small
LARGEST = 2**63 - 1
FIRST_MARK = 2**62  # no id is as large


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as Django wrote it: the QuerySet, what it makes rows with, its SQL, and which value goes where."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]  # by parameter: which value it is, None for one that never changes


@dataclass(slots=True)
class _Bound:
    """What Django's makers of rows need of a QuerySet, with SQL that is written already."""

    model: Any
    db: str
    compiler: Any
    _known_related_objects: dict[Any, Any] = field(default_factory=dict)

    @property
    def query(self) -> _Bound:
        """Stand in for the query, which is asked for nothing but its compiler."""
        return self

    def get_compiler(self, using: str) -> Any:  # Django names it
        """Give what runs the SQL and turns columns into values."""
        return self.compiler


class Prepared(Generic[Row]):
    """One question, kept by the shape of its values: ids, strings, or tuples of them where it asks `in`."""

    def __init__(self, model: type[Model], ask: Callable[..., QuerySet[Any, Row]]) -> None:
        """Take what makes the QuerySet of the model from the values, the same for all values of one shape."""
        self._model, self._ask = model, ask
        self._kept: dict[Shape, _Written | None] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """Give the rows for these values."""
        flat = tuple(_flat(values))
        if any(isinstance(value, int) and abs(value) > LARGEST for value in flat):
            return []  # no row has such an id, and SQLite does not take the number
        if len(flat) > MOST:
            return list(self._ask(*values))
        written = self._written(values)
        return _rows(written, flat) if written else []

    def _written(self, values: tuple[Value, ...]) -> _Written | None:
        """Find the SQL for values of this shape, or have it written; None where such values can find nothing."""
        db = router.db_for_read(self._model)
        shape: Shape = (db, connections[db].vendor, *map(_shape, values))
        if shape not in self._kept:
            marks = count(FIRST_MARK)
            self._kept[shape] = _write(self._ask(*(_marked(value, marks) for value in values)).using(db))
        return self._kept[shape]


def _write(queryset: QuerySet[Any, Any]) -> _Written | None:
    """Let Django write the SQL of a question that holds marks for its values."""
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = (int(param) - FIRST_MARK if str(param).isdecimal() else -1 for param in params)
    return _Written(queryset, compiler, sql, tuple(params), tuple(place if place >= 0 else None for place in places))


def _rows(written: _Written, flat: tuple[int | str, ...]) -> list[Any]:
    """Ask the question with these values, on this thread's connection, and make its rows."""
    told = zip(written.params, written.places, strict=True)
    params = tuple(param if place is None else flat[place] for param, place in told)
    compiler = copy(written.compiler)
    compiler.connection = connections[written.queryset.db]
    compiler.as_sql = lambda: (written.sql, params)
    bound = _Bound(written.queryset.model, written.queryset.db, compiler)
    iterable: Any = written.queryset._iterable_class  # no open door to it, and it knows a QuerySet only
    rows: list[Any] = list(iterable(bound))
    return rows


def _flat(values: tuple[Value, ...]) -> Iterator[int | str]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def _shape(value: Value) -> object:
    return tuple(type(each) for each in value) if isinstance(value, tuple) else type(value)


def _marked(value: Any, marks: Iterator[int]) -> Any:
    """Put a mark in the place of each value: a number that no id reaches, as text where a text belongs."""
    if isinstance(value, tuple):
        return tuple(_marked(each, marks) for each in value)
    mark = next(marks)
    return mark if isinstance(value, int) else str(mark)
