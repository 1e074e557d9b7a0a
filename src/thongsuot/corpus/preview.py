"""What a citation leads to, small enough to be seen beside the text that cites it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from thongsuot.corpus.cited import placed
from thongsuot.corpus.models import Citation, CitedWork, Expression, Manifestation, Provision, Work
from thongsuot.corpus.pieces import Piece, Row, pieces
from thongsuot.orgs.models import Seat

MOST_PLACES = 12
SIGHT = 24  # signs of the text in which a written number is looked for


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
    rows = _rows(expression, addresses)
    return tuple(
        Place(f"{href}#{address}", pieces([one for one in rows if _is_in(one, address)], (), file_format))
        for address in addresses
    )


def _is_in(row: Row, address: str) -> bool:
    return row.eid == address or row.eid.startswith(f"{address}__")


def _rows(expression: Expression, addresses: list[str]) -> list[Row]:
    which = Q(pk=None)
    for address in addresses:
        which |= Q(eid=address) | Q(eid__startswith=f"{address}__")
    fields = ("eid", "kind", "num", "heading", "text", "depth", "start")
    stored = Provision.objects.filter(which, expression=expression).order_by("position").values_list(*fields)
    text = expression.text
    return [
        Row(eid, kind, num, heading, words, depth, 0, text[start : start + SIGHT])
        for eid, kind, num, heading, words, depth, start in stored
    ]
