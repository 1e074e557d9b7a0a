"""Keep what a wording cites and what it does to others, as `vanban` read it, and find in the corpus what is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from thongsuot.corpus.citing.gathering import gathered
from thongsuot.corpus.citing.resolution import resolve
from thongsuot.corpus.models import Citation, CitedWork, Expression, Relation
from vanban import model
from vanban.model import Document
from vanban.uris import provision_id

BATCH = 500
NUM_MAX = 20
PLACES = ("part", "chapter", "article", "clause", "point")


@transaction.atomic
def cite(expression: Expression, document: Document) -> None:
    """Keep the citations and relations of a new wording, and let earlier wordings that name it find it.

    The number of statements does not depend on what is cited, but for the batches in which rows are written.
    """
    read = (*document.citations, *_beside(document))
    named = gathered(document.text, read)
    works = [
        CitedWork(
            expression=expression,
            position=place,
            mentions=len(one.mentions),
            type=one.type,
            number=one.number,
            issued_on=one.issued_on,
            year=one.year,
            issuer=one.issuer,
            title=one.title,
            number_key=one.number_key,
            name_key=one.name_key,
            issuer_key=one.issuer_key,
            needs_proof=one.needs_proof,
        )
        for place, one in enumerate(named)
    ]
    CitedWork.objects.bulk_create(works, batch_size=BATCH)
    of = {at: work for work, one in zip(works, named, strict=True) for at in one.mentions}
    rows = [_citation(expression, at, one, of.get(at)) for at, one in enumerate(read)]
    _set_within(rows, document)
    Citation.objects.bulk_create(rows, batch_size=BATCH)
    relations = _relations(expression, document, {_place(one): row for one, row in zip(read, rows, strict=True)})
    Relation.objects.bulk_create(relations, batch_size=BATCH)
    resolve(expression.work)


@transaction.atomic
def cite_again(expression: Expression, document: Document) -> None:
    """Put what a second reading found in the place of what an earlier one did."""
    for kept in (Relation, Citation, CitedWork):
        kept._default_manager.filter(expression=expression).delete()
    cite(expression, document)


def _citation(expression: Expression, at: int, one: model.Citation, cited: CitedWork | None) -> Citation:
    start, end = one.span
    return Citation(
        expression=expression,
        cited=cited,
        position=at,
        group=one.group,
        start=start,
        end=end,
        text=one.text,
        is_self=one.target == "self",
        eid=_eid(one)[:200],
        **{place: (getattr(one, place) or "")[:NUM_MAX] for place in PLACES},
    )


def _set_within(rows: Sequence[Citation], document: Document) -> None:
    """Set the address of the provision in which each citation stands: the last that begins before it."""
    steps = list(document.walk())
    starts = [step.node.span[0] for step in steps]
    for row in rows:
        at = bisect_right(starts, row.start) - 1
        row.within = steps[at].node.id[:200] if at >= 0 else ""


def _eid(one: model.Citation) -> str:
    """Return the address of the place: as the reader found it in this very text, else made of its numbers."""
    if one.target == "self":
        return (one.uri or "").partition("/~")[2]
    return provision_id({place: getattr(one, place) for place in PLACES}) or ""


def _place(one: model.Citation) -> tuple[object, ...]:
    return (one.span, *(getattr(one, place) for place in PLACES))


def _beside(document: Document) -> tuple[model.Citation, ...]:
    """Return the targets of relations that are no citations of their own, as of a title that ends inside one."""
    known = {_place(one) for one in document.citations}
    beside = {_place(one): one for _kind, one in _acts(document) if _place(one) not in known}
    return tuple(beside.values())


def _acts(document: Document) -> Iterator[tuple[str, model.Citation]]:
    for ground in document.based_on:
        yield Relation.Kind.BASED_ON, ground
    for relation in document.relations:
        yield relation.kind, relation.target


def _relations(
    expression: Expression, document: Document, rows: Mapping[tuple[object, ...], Citation]
) -> list[Relation]:
    once = {(kind, _place(target)) for kind, target in _acts(document)}
    found = [(kind, rows[place]) for kind, place in once]
    found.sort(key=lambda item: (item[1].position, item[0]))
    return [Relation(expression=expression, kind=kind, citation=citation) for kind, citation in found]
