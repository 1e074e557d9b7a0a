"""What a citation leads to, small enough to be seen beside the text that cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import capfirst

from thongsuot.corpus.fingerprint import plain
from thongsuot.corpus.models import Citation, CitedWork, Expression, Manifestation, Provision, Work
from thongsuot.corpus.queries.cited import placed, spoken_place
from thongsuot.corpus.queries.corrected import facts_page
from thongsuot.corpus.queries.related import Act, acts_on
from thongsuot.corpus.queries.texts import act_of
from thongsuot.corpus.setting.formal import spoken_title
from thongsuot.orgs.models import Seat

MOST_PLACES = 12
MOST_LINES = 60
_PARAGRAPH = re.compile(r"(?<=[.;:!?…])[ \t]*\n|\n\s*\n")
_MARKS = {"article": "Điều {}.", "clause": "{}.", "point": "{})", "chapter": "Chương {}", "part": "Phần {}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a provision; `depth` counts from the provision cited, `marker` is its number if one stands."""

    depth: int
    marker: str
    words: str
    is_heading: bool = False

    @property
    def level(self) -> int:
        """Give how far the line is set in, at most three steps."""
        return min(self.depth, 3)


@dataclass(frozen=True, slots=True)
class Place:
    """One provision cited: where it stands, and its words; `is_cut` where there are more than fit beside a text."""

    label: str
    href: str
    lines: tuple[Line, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands at the far end of a citation.

    `expression` is the newest wording of the document cited, None where the corpus does not have it; `cited` then
    says what is known. `more` counts the places of a long list that are left out.
    """

    citation: Citation
    cited: CitedWork | None
    expression: Expression | None
    places: tuple[Place, ...]
    more: int
    acts: tuple[Act, ...] = ()
    is_force_by_hand: bool = False

    @property
    def work(self) -> Work | None:
        """Give the document cited, if the corpus has it."""
        return self.expression.work if self.expression else None

    @property
    def title(self) -> str:
        """Give the document cited as it is named in speech."""
        return spoken_title(act_of(self.expression.work)) if self.expression else ""

    @property
    def href(self) -> str:
        """Give where to go on reading: the place cited, else the document."""
        if self.places:
            return self.places[0].href
        return self.expression.work.get_absolute_url() if self.expression else ""

    @property
    def back(self) -> str:
        """Give the address of the words that cite."""
        within = self.citation.within
        return f"{self.citation.expression.get_absolute_url()}{f'~{within}/' if within else ''}"

    @property
    def is_by_name(self) -> bool:
        """Say whether only a name was written, without number, date or year."""
        cited = self.cited
        return bool(cited and self.expression and not (cited.number or cited.issued_on or cited.year))

    @property
    def is_missing_place(self) -> bool:
        """Say whether a place was cited that the newest wording does not have."""
        return bool(self.expression and self.citation.eid and not self.places)


def preview(citation_id: int, seat: Seat) -> Preview:
    """Show what the citation leads to, with every place of its list; DoesNotExist where `seat` may not read it."""
    citations = Citation.objects.visible_to(seat).select_related("cited", "expression__work")
    one = citations.defer("expression__text", "expression__warnings").get(pk=citation_id)
    same = Citation.objects.filter(expression=one.expression_id, start=one.start, end=one.end)
    found = list(placed(same).order_by("position"))
    targets = [each.target for each in found if each.target]
    readable = Expression.objects.visible_to(seat).select_related("work").defer("text", "warnings")
    expression = readable.filter(pk__in=targets).first()
    labels = {each.place: capfirst(spoken_place(each)) for each in reversed(found) if each.place}
    addresses = list(reversed(labels))
    return Preview(
        citation=one,
        cited=one.cited,
        expression=expression,
        places=_places(expression, {each: labels[each] for each in addresses[:MOST_PLACES]}) if expression else (),
        more=max(0, len(addresses) - MOST_PLACES),
        acts=tuple(act for act in acts_on(expression.work, seat) if act.is_end) if expression and one.cited else (),
        is_force_by_hand=bool(expression and facts_page(expression, seat, None).is_force_by_hand),
    )


def _places(expression: Expression, labels: dict[str, str]) -> tuple[Place, ...]:
    which = Q(pk=None)
    for address in labels:
        which |= Q(eid=address) | Q(eid__startswith=f"{address}__")
    provisions = list(Provision.objects.filter(which, expression=expression).order_by("position"))
    formats = Manifestation.objects.filter(expression=expression).order_by("pk").values_list("format", flat=True)
    file_format = formats.first() or ""
    return tuple(
        Place(label, f"{expression.work.get_absolute_url()}~{address}/", *_words(address, provisions, file_format))
        for address, label in labels.items()
    )


def _words(address: str, provisions: list[Provision], file_format: str) -> tuple[tuple[Line, ...], bool]:
    inside = [one for one in provisions if one.eid == address or one.eid.startswith(f"{address}__")]
    lines = [line for one in inside for line in _lines(one, one.depth - inside[0].depth, file_format)]
    return tuple(lines[:MOST_LINES]), len(lines) > MOST_LINES


def _lines(provision: Provision, depth: int, file_format: str) -> Iterator[Line]:
    marker = _MARKS.get(provision.kind, "{}").format(provision.num) if provision.num else ""
    if provision.heading:
        yield Line(depth, marker, " ".join(plain(provision.heading, file_format).split()), is_heading=True)
        marker = ""
    for words in _PARAGRAPH.split(plain(provision.text, file_format)):
        if shown := " ".join(words.replace("|", " ").split()):
            yield Line(depth, marker, shown)
            marker = ""
