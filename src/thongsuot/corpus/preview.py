"""What a citation leads to, small enough to be seen beside the text that cites it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from thongsuot.corpus.cited import placed
from thongsuot.corpus.models import Citation, CitedWork, Expression, Manifestation, Provision, Work
from thongsuot.corpus.paragraphs import Source
from thongsuot.corpus.pieces import Piece, Row, Setting, pieces
from thongsuot.corpus.texts import rows_of, source_of
from thongsuot.orgs.models import Seat

MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Place:
    """One provision cited: its address to go to, and its words set as on the reading page."""

    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands at the far end of a citation.

    `work` and `expression` are None where the corpus does not have the document; `cited` then holds what is known.
    """

    words: str
    back: str
    cited: CitedWork | None
    work: Work | None
    expression: Expression | None
    places: tuple[Place, ...]
    more: int


def preview(citation_id: int, seat: Seat) -> Preview:
    """Show what the citation leads to, with every place of its list; DoesNotExist where `seat` may not read it."""
    one = Citation.objects.visible_to(seat).select_related("cited", "expression__work").get(pk=citation_id)
    same = Citation.objects.filter(expression=one.expression_id, start=one.start, end=one.end)
    found = list(placed(same).order_by("position").values_list("target", "place"))
    targets = [target for target, _place in found if target]
    expression = Expression.objects.visible_to(seat).select_related("work").filter(pk__in=targets).first()
    addresses = list(dict.fromkeys(place for _target, place in found if place))
    return Preview(
        words=one.text,
        back=f"{one.expression.get_absolute_url()}",
        cited=one.cited,
        work=expression.work if expression else None,
        expression=expression,
        places=_places(expression, addresses[:MOST_PLACES]) if expression else (),
        more=max(0, len(addresses) - MOST_PLACES),
    )


def _places(expression: Expression, addresses: list[str]) -> tuple[Place, ...]:
    file_format = Manifestation.objects.filter(expression=expression).values_list("format", flat=True).first() or ""
    href = expression.work.get_absolute_url()
    source, rows = source_of(expression, file_format), _rows(expression, addresses)
    return tuple(Place(f"{href}#{address}", _pieces(source, rows, address)) for address in addresses)


def _pieces(source: Source, rows: list[Row], address: str) -> tuple[Piece, ...]:
    own = [one for one in rows if one.eid == address or one.eid.startswith(f"{address}__")]
    return pieces(source, own, range(len(own)), Setting(within=own[0].component if own else 0))


def _rows(expression: Expression, addresses: list[str]) -> list[Row]:
    which = Q(pk=None)
    for address in addresses:
        which |= Q(eid=address) | Q(eid__startswith=f"{address}__")
    return rows_of(Provision.objects.filter(which, expression=expression))
