"""The list of documents: words without marks, four filters with counts that follow one another, three orders.

Each value of a filter is counted among what the *other* filters leave: so many documents its choice would show.
All counts are one query, and the total comes out of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.corpus.citing.standing import AMENDED, LABELS, conditions
from thongsuot.corpus.models import Expression, Work, WorkQuerySet
from thongsuot.corpus.queries.straight import Straight, straight
from thongsuot.corpus.queries.texts import act_of
from thongsuot.corpus.queries.wanted import FILTERS, UNKNOWN, Wanted
from thongsuot.corpus.search import NEWEST, asked_words, marked, matching
from thongsuot.corpus.setting.formal import subject
from thongsuot.orgs.models import Seat
from vanban.lexicon import vocabulary
from vanban.text import slug

PAGE = 50
TITLE_SHOWN = 240
AT_ONCE = 8  # choices of a filter that stand open; the others fold away
Counts: TypeAlias = dict[str, Counter[str]]
MOST_CHOICES = 40  # further ones are found by typing their name
NAMES = {
    "loai": gettext_lazy("Loại văn bản"),
    "co-quan": gettext_lazy("Cơ quan ban hành"),
    "nam": gettext_lazy("Năm ban hành"),
    "hieu-luc": gettext_lazy("Hiệu lực, theo lời văn bản"),
}
SORTS = {
    "moi": gettext_lazy("Mới ban hành trước"),
    "so": gettext_lazy("Theo số"),
    "ten": gettext_lazy("Theo trích yếu"),
}
ORDERS: dict[str, tuple[Any, ...]] = {
    "moi": NEWEST,
    "so": (F("leading").asc(nulls_last=True), F("year").desc(nulls_last=True), "number", "pk"),
    "ten": ("title_key", *NEWEST),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its label, how many documents it would leave, whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    key: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its choices; those chosen and those with most documents come first."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def shown(self) -> tuple[Choice, ...]:
        return self.choices[: max(AT_ONCE, sum(choice.is_chosen for choice in self.choices))]

    @property
    def folded(self) -> tuple[Choice, ...]:
        return self.choices[len(self.shown) :][: MOST_CHOICES - len(self.shown)]

    @property
    def left_out(self) -> int:
        return len(self.choices) - len(self.shown) - len(self.folded)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value and the address of the list without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """One document in the list with its newest wording and its title as HTML, words of the search marked.

    The three flags follow `standing.conditions`: what a text of the corpus ended shows that alone.
    """

    work: Work
    newest: Expression | None
    title: str
    is_coming: bool
    is_ended: bool
    is_amended: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the documents a seat may read, what was asked for, and the filters with their counts."""

    page: Page[Work]
    lines: tuple[Line, ...]
    wanted: Wanted
    total: int
    facets: tuple[Facet, ...]
    straight: Straight | None

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Give what is chosen, each with the way to leave it out."""
        chosen = ((facet.name, choice) for facet in self.facets for choice in facet.choices if choice.is_chosen)
        return tuple(Chip(one.label, self.wanted.without(name, one.value).query) for name, one in chosen)

    @property
    def page_query(self) -> str:
        """Give what stands before the number of a page in an address."""
        return f"{self.wanted.query}&" if self.wanted.query else ""

    @property
    def sorts(self) -> tuple[tuple[str, str], ...]:
        """Give the orders there are."""
        return tuple((key, str(label)) for key, label in SORTS.items())


class _Pages(Paginator[Work]):
    """A paginator that already knows how many there are."""

    known = 0

    @cached_property
    def count(self) -> int:
        return self.known


def documents(seat: Seat, wanted: Wanted, *, number: int | str = 1, today: date) -> Listing:
    """List what `seat` may read and was asked for, fifty to a page, in an order that never varies."""
    works = matching(Work.objects.visible_to(seat), wanted.words)
    counts = _counts(works, wanted, today)
    narrowed = _narrowed(works, wanted, today).defer("folded", "title_key").order_by(*ORDERS[wanted.sort])
    pages = _Pages(narrowed, PAGE)
    pages.known = sum(counts["loai"][value] for value in wanted.of("loai") or counts["loai"])
    facets = tuple(_facet(name, counts[name], wanted.of(name)) for name in FILTERS)
    page = pages.get_page(number)
    return Listing(
        page, tuple(_lines(page, wanted.words, today)), wanted, pages.known, facets, straight(wanted.words, seat)
    )


def _counts(works: WorkQuerySet, wanted: Wanted, today: date) -> Counts:
    """Count each value of each filter among what the others leave, in the way that costs least.

    Words are looked for in every row, so that is done once for all filters; without words an index answers each filter.
    """
    if asked_words(wanted.words):
        return _counted(_cube(works, today), wanted)
    return _asked_apart(works, wanted, today)


def _asked_apart(works: WorkQuerySet, wanted: Wanted, today: date) -> Counts:
    first, *others = (
        _narrowed(group, wanted, today, but=name)
        .order_by()
        .annotate(of=Value(name), value=value)
        .values_list("of", "value")
        .annotate(number=Count("pk"))
        for name, group, value in _groups(works, today)
    )
    counts: Counts = {name: Counter() for name in FILTERS}
    for name, found, number in first.union(*others, all=True):
        counts[name][found or UNKNOWN] = number
    return counts


def _cube(works: WorkQuerySet, today: date) -> Iterator[tuple[tuple[tuple[str, ...], ...], int]]:
    """Count the works of each combination; each filter has one value, the last one more where a work was amended."""
    said = conditions(today)
    amended = Case(When(said.pop(AMENDED), then=Value(AMENDED)), default=Value(""), output_field=CharField())
    cases = [When(condition, then=Value(str(standing))) for standing, condition in said.items()]
    rows = works.order_by().annotate(standing=Case(*cases, output_field=CharField()), amended=amended)
    grouped = rows.values_list("type_key", "issuer", "year", "standing", "amended").annotate(number=Count("pk"))
    for kind, issuer, year, standing, also, number in grouped.iterator():
        force = (standing, also) if also else (standing,)
        yield ((kind or UNKNOWN,), (issuer or UNKNOWN,), (str(year or UNKNOWN),), force), number


def _counted(cube: Iterable[tuple[tuple[tuple[str, ...], ...], int]], wanted: Wanted) -> Counts:
    counts: Counts = {name: Counter() for name in FILTERS}
    chosen = [(name, place, frozenset(values)) for place, name in enumerate(FILTERS) if (values := wanted.of(name))]
    for found, number in cube:
        missed = [name for name, place, kept in chosen if kept.isdisjoint(found[place])]
        if len(missed) < 2:
            for name, own in zip(FILTERS, found, strict=True):
                if not missed or missed[0] == name:
                    for value in own:
                        counts[name][value] += number
    return counts


def _groups(works: WorkQuerySet, today: date) -> Iterator[tuple[str, WorkQuerySet, Any]]:
    """Yield what each filter counts and groups by; all values are texts, for one query answers for all."""
    said = conditions(today)
    amended = said.pop(AMENDED)
    cases = [When(condition, then=Value(str(standing))) for standing, condition in said.items()]
    yield "loai", works, F("type_key")
    yield "co-quan", works, F("issuer")
    yield "nam", works, Cast("year", CharField())
    yield "hieu-luc", works, Case(*cases, output_field=CharField())
    yield "hieu-luc", works.filter(amended), Value(AMENDED, CharField())


def _narrowed(works: WorkQuerySet, wanted: Wanted, today: date, *, but: str = "") -> WorkQuerySet:
    for name, values in wanted.chosen:
        if name != but:
            works = works.filter(reduce(or_, (_condition(name, value, today) for value in values)))
    return works


def _condition(name: str, value: str, today: date) -> Q:
    if name == "hieu-luc":
        return conditions(today)[value]
    field = FILTERS[name]
    if value == UNKNOWN:
        return Q((field, None)) if name == "nam" else Q((field, ""))
    return Q((field, value))


def _lines(page: Page[Work], words: str, today: date) -> Iterator[Line]:
    """Say of each work on the page what its newest wording is and what the texts say of its force."""
    works = list(page)
    wordings = Expression.objects.filter(work__in=works).without_text().order_by("ordinal")
    newest = {wording.work_id: wording for wording in wordings.select_related(None)}
    for work in works:
        title = Truncator(capfirst(subject(act_of(work)))).chars(TITLE_SHOWN)
        yield Line(
            work=work,
            newest=newest.get(work.pk),
            title=marked(title, words),
            is_coming=work.in_force_from is not None and work.in_force_from > today,
            is_ended=work.ended_on is not None and work.ended_on <= today,
            is_amended=work.amended_on is not None and work.amended_on <= today,
        )


def _facet(name: str, counts: Counter[str], chosen: tuple[str, ...]) -> Facet:
    found = {value: counts[value] for value in (*chosen, *counts)}
    label = _labels(name)
    choices = [
        Choice(value, label(value), number, value in chosen, f"{name}-{slug(value) or 'khac'}")
        for value, number in found.items()
        if number or value in chosen
    ]
    return Facet(name, str(NAMES[name]), tuple(sorted(choices, key=_order(name))))


def _order(name: str) -> Callable[[Choice], tuple[Any, ...]]:
    """Years fall, everything else goes by number of documents; what is chosen stands on top, what is unknown last."""
    if name == "nam":
        return lambda choice: (
            not choice.is_chosen,
            choice.value == UNKNOWN,
            -int(choice.value.rjust(1, "0")) if choice.value != UNKNOWN else 0,
        )
    return lambda choice: (not choice.is_chosen, choice.value == UNKNOWN, -choice.count, choice.label)


def _labels(name: str) -> Callable[[str], str]:
    """Give what writes a value of one filter for people."""
    names = vocabulary("types")["names"] if name == "loai" else {}
    if name == "hieu-luc":
        return lambda value: str(LABELS[value])
    return lambda value: _("Chưa rõ") if value == UNKNOWN else capfirst(names.get(value, value))
