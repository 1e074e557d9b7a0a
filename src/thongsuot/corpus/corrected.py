"""What was set right by hand in a document, and who may do so: for its reading page and the page of its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thongsuot.corpus import permissions
from thongsuot.corpus.facts import NAMES, value_of
from thongsuot.corpus.known import first_unit_of
from thongsuot.corpus.models import Correction, Expression, Work
from thongsuot.corpus.settling import standing
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat

TYPE = Correction.Field.TYPE.value


@dataclass(frozen=True, slots=True)
class CorrectedFact:
    """One correction in words: the fact, what stands since, what was read, by whom, when, after what.

    `stands` tells the last one of a fact; `by` is None for the administrator at the machine.
    """

    label: str
    value: str | date | None
    read: str | date | None
    reason: str
    at: datetime
    by: Seat | None
    stands: bool

    @property
    def is_day(self) -> bool:
        """Say whether this fact is a day, which the page writes its own way."""
        return isinstance(self.value or self.read, date)


@dataclass(frozen=True, slots=True)
class FactsPage:
    """The facts of one wording as they stand, their corrections, newest first, and why `seat` may not correct them."""

    expression: Expression
    facts: dict[str, Any]
    corrections: tuple[CorrectedFact, ...]
    refusal: Refusal | None

    @property
    def standing(self) -> tuple[CorrectedFact, ...]:
        """Give the corrections that stand: the last of each fact."""
        return tuple(one for one in self.corrections if one.stands)


def facts_page(expression: Expression, seat: Seat) -> FactsPage:
    """Gather what was corrected in a wording and its work, in three queries."""
    corrections = list(Correction.objects.of(expression).reverse())
    seats = Seat.objects.select_related("person", "organisation").in_bulk(
        {one.corrected_by for one in corrections} - {None}
    )
    last = {one.field: one.pk for one in reversed(corrections)}
    told = tuple(_told(one, seats.get(one.corrected_by or 0), one.pk == last[one.field]) for one in corrections)
    texts = standing(expression)
    refusal = refusal_of(permissions.check_correct, seat, first_unit_of(expression.work))
    return FactsPage(expression, {name: value_of(name, texts[name]) for name in NAMES}, told, refusal)


def facts_to_correct(expression_id: int, seat: Seat) -> FactsPage:
    """Open the page on which facts are set right. Raises NotAllowed for whoever may not."""
    wordings = Expression.objects.visible_to(seat).select_related("work").defer("text", "warnings", "components")
    page = facts_page(wordings.get(pk=expression_id), seat)
    if page.refusal is not None:
        raise page.refusal
    return page


def _told(one: Correction, by: Seat | None, stands: bool) -> CorrectedFact:
    value, read = (_shown(one.field, text) for text in (one.value, one.read))
    label = str(Correction.Field(one.field).label)
    return CorrectedFact(label, value, read, one.reason, one.corrected_at, by, stands)


def _shown(name: str, text: str) -> str | date | None:
    if name == TYPE and text:
        return Work(type_key=text).type_label
    return value_of(name, text)
