"""What was set right by hand in a document, and who may do so: for its reading page and the page of its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from thongsuot.corpus import permissions
from thongsuot.corpus.facts.known import bringer_of_work
from thongsuot.corpus.facts.settling import standing
from thongsuot.corpus.facts.stated import NAMES, value_of
from thongsuot.corpus.models import Correction, Expression, Work
from thongsuot.corpus.permissions import Bringer
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat

TYPE = Correction.Field.TYPE.value


@dataclass(frozen=True, slots=True)
class CorrectedFact:
    """One correction in words: the fact, what stands since, what was read, by whom, when, after what.

    `stands` tells the last one of a fact; `name` and `unit` are empty for the administrator at the machine.
    """

    field: str
    value: str | date | None
    read: str | date | None
    reason: str
    at: datetime
    name: str
    unit: str
    stands: bool

    @property
    def label(self) -> str:
        """Name the fact in words."""
        return str(Correction.Field(self.field).label)

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

    @property
    def is_force_by_hand(self) -> bool:
        """Say whether a person, not the text, says since when the document is in force."""
        set_right = (one for one in self.standing if one.field == Correction.Field.IN_FORCE)
        return any(one.value != one.read for one in set_right)


def facts_page(expression: Expression, seat: Seat, bringer: Bringer | None) -> FactsPage:
    """Gather what was corrected in a wording and its work: one query. `bringer` is the unit that brought it in."""
    hand = Seat.objects.filter(pk=OuterRef("corrected_by"))
    names = {"name": Subquery(hand.values("person__full_name")), "unit": Subquery(hand.values("organisation__name"))}
    corrections = list(Correction.objects.of(expression).reverse().annotate(**names))
    last = {one.field: one.pk for one in reversed(corrections)}
    told = tuple(_told(one, one.pk == last[one.field]) for one in corrections)
    texts = standing(expression)
    refusal = refusal_of(permissions.check_correct, seat, bringer)
    return FactsPage(expression, {name: value_of(name, texts[name]) for name in NAMES}, told, refusal)


def facts_to_correct(expression_id: int, seat: Seat) -> FactsPage:
    """Open the page on which facts are set right. Raises NotAllowed for whoever may not."""
    wordings = Expression.objects.visible_to(seat).select_related("work").defer("text", "warnings", "components")
    expression = wordings.get(pk=expression_id)
    page = facts_page(expression, seat, bringer_of_work(expression.work))
    if page.refusal is not None:
        raise page.refusal
    return page


def _told(one: Any, stands: bool) -> CorrectedFact:
    """Put a correction into words; the row carries the annotated name and unit of who made it."""
    value, read = (_shown(one.field, text) for text in (one.value, one.read))
    return CorrectedFact(one.field, value, read, one.reason, one.corrected_at, one.name or "", one.unit or "", stands)


def _shown(name: str, text: str) -> str | date | None:
    if name == TYPE and text:
        return Work(type_key=text).type_label
    return value_of(name, text)
