"""The list of documents: words without marks, four filters with counts that follow one another, three orders.

Each value of a filter is counted among what the *other* filters leave: so many documents its choice would show. The
total comes out of these counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.corpus.citing.standing import LABELS
from thongsuot.corpus.models import Expression, Work
from thongsuot.corpus.queries.counts import tally
from thongsuot.corpus.queries.straight import Straight, straight
from thongsuot.corpus.queries.texts import act_of
from thongsuot.corpus.queries.wanted import FILTERS, UNKNOWN, Wanted
from thongsuot.corpus.search import NEWEST, marked, matching
from thongsuot.corpus.setting.formal import subject
from thongsuot.orgs.models import Seat
from vanban.lexicon import vocabulary
from vanban.text import slug

PAGE = 50
TITLE_SHOWN = 240
AT_ONCE = 8  # choices of a filter that stand open; the others fold away
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
    name: str

    @property
    def key(self) -> str:
        """Give the id of its box on the page."""
        return f"{self.name}-{slug(self.value) or 'khac'}"


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
    found = tally(works, wanted, today)
    counted, left = found.counts, found.works.defer("folded", "title_key").order_by(*ORDERS[wanted.sort])
    pages = _Pages(left, PAGE)
    pages.known = sum(counted["loai"][value] for value in wanted.of("loai") or counted["loai"])
    facets = tuple(_facet(name, counted[name], wanted.of(name)) for name in FILTERS)
    page = pages.get_page(number)
    return Listing(
        page, tuple(_lines(page, wanted.words, today)), wanted, pages.known, facets, straight(wanted.words, seat)
    )


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


def _facet(name: str, counted: Counter[str], chosen: tuple[str, ...]) -> Facet:
    found = {value: counted[value] for value in (*chosen, *counted)}
    label = _labels(name)
    choices = [
        Choice(value, label(value), number, value in chosen, name)
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
