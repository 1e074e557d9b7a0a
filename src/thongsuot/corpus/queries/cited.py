"""Citations as the pages show them: links in the text, and where each of them leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, Length
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.corpus.facts.known import newest_of
from thongsuot.corpus.models import Citation, Expression, Provision, Work

TITLE_MAX = 160
LABELS = (("point", "điểm"), ("clause", "khoản"), ("article", "Điều"), ("chapter", "Chương"), ("part", "Phần"))


@dataclass(frozen=True, slots=True)
class CitationLink:
    """One stretch of a wording's text that cites, from `start` to `end` of `Expression.text`; stretches never overlap.

    `href` leads to the provision or the document, None where the corpus does not have it. `label` names the target in
    full, for who hears the link; `title` is a short sentence on the document. `preview` is the address of the words
    cited: a page of its own, and a fragment where htmx asks.
    """

    start: int
    end: int
    href: str | None
    label: str
    title: str
    preview: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One citation with its document, in the order of the columns asked for; `place` is where it leads, if anywhere."""

    pk: int
    start: int
    end: int
    is_self: bool
    place: str | None
    part: str
    chapter: str
    article: str
    clause: str
    point: str
    cited__type: str | None
    cited__number: str | None
    cited__issued_on: date | None
    cited__work__uri: str | None
    cited__work__type_key: str | None
    cited__work__number: str | None
    cited__work__title: str | None
    cited__work__issued_on: date | None


def citation_links(expression: Expression, within: range | None = None) -> tuple[CitationLink, ...]:
    """Return the links of one wording in the order of its text, by one query; a list of places is one link.

    `within` keeps those that begin in a stretch of the text.
    """
    return tuple(_links(expression, within))


def placed(citations: QuerySet[Citation]) -> QuerySet[Any]:
    """Add `target`, the wording a citation leads to (the newest), and `place`, the provision there or its article."""
    target = Case(
        When(is_self=True, then=F("expression")), default=newest_of("cited__work"), output_field=IntegerField()
    )
    there = Provision.objects.filter(
        expression=OuterRef("target"), eid__in=[OuterRef("eid"), Concat(Value("art_"), OuterRef("article"))]
    )
    place = there.exclude(eid="").order_by(Length("eid").desc()).values("eid")[:1]
    return citations.annotate(target=target).annotate(place=Subquery(place))


def _links(expression: Expression, within: range | None) -> Iterator[CitationLink]:
    preview = reverse("preview_citation", args=[0])
    cited = expression.citations.order_by("position")
    if within is not None:
        cited = cited.filter(start__gte=within.start, start__lt=within.stop)
    rows = placed(cited)
    done = 0
    for values in rows.values_list(*(field.name for field in fields(_Row))):
        row = _Row(*values)
        if row.start >= done and (row.cited__type or row.place):
            done = row.end
            yield CitationLink(
                row.start, row.end, _href(row), _label(row), _title(row), preview.replace("/0/", f"/{row.pk}/")
            )


def _href(row: _Row) -> str | None:
    inner = f"#{row.place}" if row.place else ""
    if row.is_self:
        return inner or None
    return f"{Work(uri=row.cited__work__uri).get_absolute_url()}{inner}" if row.cited__work__uri else None


def _label(row: _Row) -> str:
    place = spoken_place(row)
    document = "" if row.is_self else f"{row.cited__type or ''} {row.cited__number or ''}".strip()
    words = f"{place} {document}".strip()
    return words[:1].upper() + words[1:]


def spoken_place(row: _Row | Citation) -> str:
    """Say which place is cited: "điểm a khoản 2 Điều 15"."""
    return " ".join(f"{word} {num}" for kind, word in LABELS if (num := getattr(row, kind)))


def _title(row: _Row) -> str:
    if row.is_self:
        return _("Trong chính văn bản này")
    if row.cited__work__uri is None:
        return _("Kho chưa có văn bản này")
    work = Work(
        type_key=row.cited__work__type_key or "",
        number=row.cited__work__number or "",
        title=row.cited__work__title or "",
    )
    return " ".join(f"{work.type_label} {work.number} {work.title}".split())[:TITLE_MAX]
