"""What a document stands beside: what it cites, what cites it, and what later texts say they do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Value, Window
from django.db.models.functions import Coalesce, Greatest, Substr
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models import CitedWork, Expression, Relation, Work
from thongsuot.corpus.queries.texts import act_of
from thongsuot.corpus.setting.formal import spoken_title
from thongsuot.orgs.models import Seat

PAGE = 50
SIGHT = 400
SENTENCE_MAX = 320
MOST_ACTS = 400
MOST_CITING = 20
DONE_TO = (Relation.Kind.REPLACES, Relation.Kind.REPEALS, Relation.Kind.AMENDS)
PASSIVE = {
    Relation.Kind.REPLACES: _("Bị thay thế bởi"),
    Relation.Kind.REPEALS: _("Bị bãi bỏ bởi"),
    Relation.Kind.AMENDS: _("Được sửa đổi, bổ sung bởi"),
}
IN_PART = {Relation.Kind.REPEALS: _("Bị bãi bỏ một phần bởi"), Relation.Kind.REPLACES: _("Bị thay thế một phần bởi")}
_BREAK = re.compile(r"(?<=[.;])\s+|\n\s*\n|\n(?=\s*(?:Điều\s\d|\d{1,2}[.)]\s|[a-zđ]{1,2}\)\s|[-+•]\s))")


@dataclass(frozen=True, slots=True)
class Cited:
    """One document a wording names; `href` is None where the corpus does not have it. `does` is what is done to it."""

    label: str
    title: str
    issued_on: date | None
    issuer: str
    href: str | None
    mentions: int
    does: tuple[str, ...]
    within: str


@dataclass(frozen=True, slots=True)
class Act:
    """What a text of the corpus says it does to a document: `sentence` stands at `href`; `places` counts its places."""

    kind: str
    is_whole: bool
    work: Work
    href: str
    sentence: str
    on: date | None
    places: int = 1

    @property
    def label(self) -> str:
        """Say what is done, from the side of the document it is done to."""
        kind = Relation.Kind(self.kind)
        return str(PASSIVE[kind] if self.is_whole else IN_PART.get(kind, PASSIVE[kind]))

    @property
    def is_end(self) -> bool:
        """Say whether the document is ended as a whole, as that text has it."""
        return self.is_whole and self.kind != Relation.Kind.AMENDS


@dataclass(frozen=True, slots=True)
class Related:
    """Everything a document stands beside: `citing` are the newest of `citing_total` that cite it.

    `cited` is what it names; it is asked for when somebody first looks.
    """

    cited: tuple[Cited, ...]
    acts: tuple[Act, ...]
    citing: tuple[Work, ...]
    citing_total: int

    @property
    def known(self) -> tuple[Cited, ...]:
        """Give the documents named that the corpus has."""
        return tuple(one for one in self.cited if one.href)

    @property
    def unknown(self) -> tuple[Cited, ...]:
        """Give those it does not have."""
        return tuple(one for one in self.cited if not one.href)

    @property
    def total(self) -> int:
        """Count the documents named."""
        return len(self.cited)

    @property
    def is_ended(self) -> bool:
        """Say whether a text of the corpus says it ends this document as a whole."""
        return any(act.is_end for act in self.acts)


@dataclass(frozen=True, slots=True)
class Citing:
    """One page of the works that cite a work."""

    work: Work
    page: Page[Work]


def citing(work_id: int, seat: Seat, *, number: int | str = 1) -> Citing:
    """List the works that cite one, newest first, fifty to a page; DoesNotExist where `seat` may not read it."""
    work = Work.objects.visible_to(seat).get(pk=work_id)
    return Citing(work, Paginator(_citing(work, seat), PAGE).get_page(number))


def related(expression: Expression, seat: Seat) -> Related:
    """Return what stands beside one wording, by three queries."""
    citing = list(_citing(expression.work, seat).annotate(total=Window(Count("pk")))[:MOST_CITING])
    return Related(
        cited=cast("tuple[Cited, ...]", SimpleLazyObject(partial(cited_documents, expression))),
        acts=acts_on(expression.work, seat),
        citing=tuple(citing),
        citing_total=citing[0].total if citing else 0,
    )


def cited_documents(expression: Expression) -> tuple[Cited, ...]:
    """Return the documents one wording names, in the order of its text, each once."""
    first = expression.citations.filter(cited=OuterRef("pk")).order_by("position").values("within")[:1]
    rows: QuerySet[Any] = expression.cited_works.select_related("work").annotate(
        within=Coalesce(first, Value(""), output_field=CharField()), **_kinds(expression)
    )
    found: dict[object, Cited] = {}
    for row in rows.order_by("position"):
        one = _cited(row, row.within)
        key = one.href or row.pk
        found[key] = _with(found[key], one) if key in found else one
    return tuple(found.values())


def acts_on(work: Work, seat: Seat) -> tuple[Act, ...]:
    """Return what wordings say they do to `work`, the newest first: each work's act of one kind once."""
    begin = Greatest(F("citation__start") + 1 - SIGHT, Value(1))
    said: QuerySet[Any] = (
        Relation.objects.visible_to(seat)
        .filter(citation__cited__work=work, kind__in=DONE_TO)
        .exclude(expression__work=work)
        .select_related("citation", "expression__work")
        .defer("expression__text", "expression__warnings", "expression__components")
        .annotate(begin=begin, words=Substr("expression__text", begin, 2 * SIGHT))
        .order_by("-expression__ordinal", "citation__position")
    )
    acts: dict[tuple[int, str, bool], Act] = {}
    for row in said[:MOST_ACTS]:
        one = _act(row, row.words, row.citation.start + 1 - row.begin)
        key = (one.work.pk, one.kind, one.is_whole)
        acts[key] = replace(acts[key], places=acts[key].places + 1) if key in acts else one
    return tuple(sorted(acts.values(), key=lambda act: act.on or date.min, reverse=True))


def _citing(work: Work, seat: Seat) -> QuerySet[Work]:
    mentioning = CitedWork.objects.filter(work=work).values("expression__work")  # by index, not every work asked
    found = Work.objects.visible_to(seat).exclude(pk=work.pk).filter(pk__in=mentioning)
    return found.order_by(F("issued_on").desc(nulls_last=True), "pk")


def _kinds(expression: Expression) -> dict[str, Exists]:
    said = Relation.objects.filter(expression=expression, citation__cited=OuterRef("pk"))
    return {f"is_{kind.value}": Exists(said.filter(kind=kind)) for kind in Relation.Kind}


def _cited(row: CitedWork, within: str) -> Cited:
    work = row.work
    does = tuple(str(kind.label) for kind in Relation.Kind if getattr(row, f"is_{kind.value}"))
    return Cited(
        label=f"{work.type_label} {work.number}".strip() if work else f"{row.type} {row.number}".strip(),
        title=spoken_title(act_of(work)) if work and work.title else row.title,
        issued_on=work.issued_on if work else row.issued_on,
        issuer=work.issuer if work else row.issuer,
        href=work.get_absolute_url() if work else None,
        mentions=row.mentions,
        does=does,
        within=within,
    )


def _with(one: Cited, other: Cited) -> Cited:
    does = tuple(dict.fromkeys((*one.does, *other.does)))
    return replace(one, mentions=one.mentions + other.mentions, does=does)


def _act(row: Relation, words: str, at: int) -> Act:
    citation, expression = row.citation, row.expression
    place = f"~{citation.within}/" if citation.within else ""
    return Act(
        kind=row.kind,
        is_whole=not (citation.eid or citation.part or citation.chapter),
        work=expression.work,
        href=f"{expression.get_absolute_url()}{place}",
        sentence=sentence(words, at, at + citation.end - citation.start),
        on=expression.in_force_from or expression.work.issued_on,
    )


def sentence(words: str, start: int, end: int) -> str:
    """Return the sentence around a stretch of words, on one line and not too long."""
    breaks = [0, *(match.end() for match in _BREAK.finditer(words)), len(words)]
    begin = max(at for at in breaks if at <= start)
    stop = min((at for at in breaks if at >= end), default=len(words))
    line = " ".join(words[begin:stop].split())
    return line if len(line) <= SENTENCE_MAX else f"{line[:SENTENCE_MAX].rsplit(' ', 1)[0]}…"
