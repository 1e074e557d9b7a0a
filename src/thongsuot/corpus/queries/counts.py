"""How many documents each value of each filter would show, counted among what the *other* filters leave.

Words are looked for in every row, so that is done once and the rows are counted here; without words an index answers
each filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from django.db.models import Case, CharField, Count, Q, Value, When

from thongsuot.corpus.citing.standing import AMENDED, conditions
from thongsuot.corpus.models import WorkQuerySet
from thongsuot.corpus.queries.wanted import FILTERS, UNKNOWN, Wanted
from thongsuot.corpus.search import asked_words

Counts: TypeAlias = dict[str, Counter[str]]
Row: TypeAlias = tuple[Any, ...]  # of one work: type, issuer, year, standing, `AMENDED` or nothing, and its id
FEW = 400  # so many documents are asked for by their ids, which beats looking for the words once more
COLUMNS = {"loai": ("type_key",), "co-quan": ("issuer",), "nam": ("year",), "hieu-luc": ("standing", "amended")}
_ALL = [column for name in FILTERS for column in COLUMNS[name]]
PLACES = {name: tuple(_ALL.index(column) for column in columns) for name, columns in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of each value of each filter, and the works that all of them leave."""

    counts: Counts
    works: WorkQuerySet


def tally(works: WorkQuerySet, wanted: Wanted, today: date) -> Tally:
    """Count each value of each filter among what the others leave, in the way that costs least."""
    said = _said(works.order_by(), today)
    left = _narrowed(works, wanted, today)
    if not asked_words(wanted.words):
        return Tally({name: _asked(_narrowed(said, wanted, today, but=name), name) for name in FILTERS}, left)
    counts, found = _among(list(said.values_list(*_ALL, "pk")), wanted)
    return Tally(counts, left if len(found) > FEW else works.filter(pk__in=[row[-1] for row in found]))


def _narrowed(works: WorkQuerySet, wanted: Wanted, today: date, *, but: str = "") -> WorkQuerySet:
    """Keep what the chosen values leave; `but` names a filter that is not asked."""
    for name, values in wanted.chosen:
        if name != but:
            works = works.filter(reduce(or_, (_condition(name, value, today) for value in values)))
    return works


def _said(works: WorkQuerySet, today: date) -> Any:
    """Give each work its standing and whether it was amended, as the values of the filter."""
    said = conditions(today)
    amended = Case(When(said.pop(AMENDED), then=Value(AMENDED)), default=Value(""), output_field=CharField())
    cases = [When(condition, then=Value(str(standing))) for standing, condition in said.items()]
    return works.annotate(standing=Case(*cases, output_field=CharField()), amended=amended)


def _asked(works: Any, name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for *values, number in works.values_list(*COLUMNS[name]).annotate(number=Count("pk")):
        _add(found, values, number)
    return found


def _among(rows: Sequence[Row], wanted: Wanted) -> tuple[Counts, Sequence[Row]]:
    """Count rows in hand, and give those that all filters leave: they serve every filter in which nothing is chosen."""
    tests = {name: _test(name, values) for name, values in wanted.chosen}
    left = _kept(rows, tests.values())
    found: Counts = {}
    for name, places in PLACES.items():
        own = left if name not in tests else _kept(rows, [test for other, test in tests.items() if other != name])
        found[name] = Counter()
        for values, number in Counter(zip(*([row[place] for row in own] for place in places), strict=True)).items():
            _add(found[name], values, number)
    return found, left


def _add(found: Counter[str], values: Sequence[Any], number: int) -> None:
    """Count a value, and beside a standing that something was amended; what is not known counts as such."""
    first, *others = values
    found[str(first or UNKNOWN)] += number
    for other in others:
        if other:
            found[other] += number


def _kept(rows: Sequence[Row], tests: Iterable[Callable[[Row], bool]]) -> Sequence[Row]:
    for test in tests:
        rows = [row for row in rows if test(row)]
    return rows


def _test(name: str, values: tuple[str, ...]) -> Callable[[Row], bool]:
    kept: set[object] = {int(value) if name == "nam" and value != UNKNOWN else value for value in values}
    kept |= {None, ""} if UNKNOWN in kept else set()
    first, *others = PLACES[name]
    return lambda row: row[first] in kept or any(row[place] in kept for place in others)


def _condition(name: str, value: str, today: date) -> Q:
    if name == "hieu-luc":
        return conditions(today)[value]
    field = FILTERS[name]
    if value == UNKNOWN:
        return Q((field, None)) if name == "nam" else Q((field, ""))
    return Q((field, value))
