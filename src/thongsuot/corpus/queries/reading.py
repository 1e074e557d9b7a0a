"""What the reading page of the corpus shows: one document set for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from thongsuot.corpus.models import Expression, ExpressionQuerySet, Manifestation, Work
from thongsuot.corpus.queries.cited import citation_links
from thongsuot.corpus.queries.linking import leading
from thongsuot.corpus.queries.texts import act_of, rows_of, source_of
from thongsuot.corpus.setting.contents import (
    OutlineEntry,
    OutlineGroup,
    Sheet,
    elsewhere,
    outline,
    sheets,
    stretch,
    whole,
)
from thongsuot.corpus.setting.doubts import beside, cautions
from thongsuot.corpus.setting.formal import spoken_title
from thongsuot.corpus.setting.pieces import Caution, Piece, Setting, pieces
from thongsuot.orgs.models import Seat

WHOLE, ALL = 0, "tat-ca"  # every sheet at once, to print or to search
MOST_WHOLE = 8  # so many sheets go on one page
ADDRESS = re.compile(r"(?P<uri>[a-z0-9/._-]+)(?:@(?P<ordinal>[0-9]{1,4}))?")


@dataclass(frozen=True, slots=True)
class Version:
    """One wording among all of a work's: which in order, and where it stays."""

    ordinal: int
    href: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One sheet of a wording set for reading; `_law.html` shows it wherever it is read.

    `contents` is the outline of the whole text by component, `pieces` what stands on this sheet in reading order,
    `sheets` all of them (one where the text is short), `versions` all wordings, newest first, `files` the originals,
    `cautions` what a person should look at, wherever it is, and `address` what a permalink begins with.
    """

    work: Work
    expression: Expression
    contents: tuple[OutlineGroup, ...]
    pieces: tuple[Piece, ...]
    sheet: Sheet
    sheets: tuple[Sheet, ...]
    address: str
    versions: tuple[Version, ...]
    files: tuple[Manifestation, ...]
    cautions: tuple[Caution, ...]

    @property
    def title(self) -> str:
        """Give the title as a document is named in speech: "Nghị định về công tác văn thư"."""
        return spoken_title(act_of(self.work))

    @property
    def next_sheet(self) -> Sheet | None:
        """Give the sheet that follows, if any does."""
        following = self.sheets[self.sheet.number :] if self.sheet.number else ()
        return following[0] if following else None

    @property
    def may_be_whole(self) -> bool:
        """Say whether all sheets may be asked for on one page."""
        return 1 < len(self.sheets) <= MOST_WHOLE

    @property
    def is_newest(self) -> bool:
        """Say whether no later wording is known."""
        return self.expression.ordinal == self.versions[0].ordinal

    @property
    def outline(self) -> tuple[OutlineEntry, ...]:
        """Give the entries of all components, one after the other."""
        return tuple(entry for group in self.contents for entry in group.entries)

    @property
    def doubts(self) -> tuple[Caution, ...]:
        """Give what was not understood and wants an answer."""
        return tuple(one for one in self.cautions if not one.is_repair)

    @property
    def repairs(self) -> tuple[Caution, ...]:
        """Give what was mended in reading and only wants comparing."""
        return tuple(one for one in self.cautions if one.is_repair)


def reading(which: int | str, seat: Seat, sheet: int = 1) -> Reading:
    """Set one wording for reading, by the expression's id or the work's address: the newest unless "@2" is behind it.

    A long text comes in sheets, of which one is set: a number beyond the last gives the last, WHOLE gives all where
    they are few enough. The address may come with or without its first slash. Raises Expression.DoesNotExist for what
    is not there or not to be seen by `seat`.
    """
    newest = Expression.objects.filter(work=OuterRef("work")).order_by("-ordinal").values("ordinal")[:1]
    expression = _found(which, seat, Expression.objects.annotate(newest=Subquery(newest)))
    files = tuple(expression.manifestations.select_related("file").order_by("pk"))
    return _set(expression, files, sheet)


def wording(address: str, seat: Seat, *, with_text: bool = False) -> Expression:
    """Return the wording of an address, a former one too; without its text where only places are asked for."""
    among = Expression.objects.defer("warnings") if with_text else Expression.objects.defer("text", "warnings")
    try:
        return _found(address, seat, among)
    except Expression.DoesNotExist:
        return _found(moved_to(address, seat).removeprefix(reverse("documents")), seat, among)


def sheet_asked(typed: str) -> int:
    """Read the number of a sheet from an address: WHOLE for all of them; what is no number asks for the first."""
    if typed == ALL:
        return WHOLE
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _set(expression: Expression, files: tuple[Manifestation, ...], number: int) -> Reading:
    titles = [one.get("title") for one in expression.components]
    rows = rows_of(expression.provisions.all())
    laid = sheets(rows)
    sheet = whole(rows) if number == WHOLE and len(laid) <= MOST_WHOLE else laid[min(max(number, 1), len(laid)) - 1]
    hrefs = elsewhere(rows, laid, sheet)
    links = [link for one in citation_links(expression, stretch(rows, sheet)) if (link := leading(one, hrefs))]
    source = source_of(expression, files[0].format if files else "", links)
    told = cautions(source, rows, titles, expression.warnings)
    return Reading(
        work=expression.work,
        expression=expression,
        contents=outline(source, rows, titles, hrefs),
        pieces=pieces(source, rows, sheet.rows, Setting(titles, beside(told))),
        sheet=sheet,
        sheets=laid,
        address=_address(expression),
        versions=tuple(_versions(expression)),
        files=files,
        cautions=tuple(replace(one, href=hrefs.get(one.eid, f"#{one.eid}")) if one.eid else one for one in told),
    )


def moved_to(address: str, seat: Seat) -> str:
    """Give the address that a document has today for one that it had before; the same wording, where one is named.

    Raises Work.DoesNotExist for what never was an address.
    """
    parts = ADDRESS.fullmatch(address.strip("/"))
    if parts is None:
        raise Work.DoesNotExist
    work = Work.objects.visible_to(seat).get(former_addresses__uri=f"/{parts['uri']}")
    if parts["ordinal"] is None:
        return work.get_absolute_url()
    return Expression.objects.select_related("work").get(work=work, ordinal=int(parts["ordinal"])).get_absolute_url()


def _address(expression: Expression) -> str:
    """Return what a permalink begins with: the document while this is its newest wording, else the wording."""
    is_newest = expression.ordinal == expression.newest  # type: ignore[attr-defined]  # annotated by `reading`
    return expression.work.get_absolute_url() if is_newest else expression.get_absolute_url()


def _versions(expression: Expression) -> Iterator[Version]:
    """Yield all wordings, the newest first; they are numbered without a gap."""
    newest: int = expression.newest  # type: ignore[attr-defined]  # annotated by `reading`
    for ordinal in range(newest, 0, -1):
        yield Version(ordinal, Expression(work=expression.work, ordinal=ordinal).get_absolute_url())


def _found(which: int | str, seat: Seat, among: ExpressionQuerySet) -> Expression:
    readable = among.visible_to(seat).select_related("work").defer("work__folded")
    expression = readable.filter(pk=which).first() if isinstance(which, int) else _addressed(which, readable)
    if expression is None:
        raise Expression.DoesNotExist
    return expression


def _addressed(address: str, readable: QuerySet[Expression]) -> Expression | None:
    parts = ADDRESS.fullmatch(address.strip("/"))
    if parts is None:
        return None
    wordings = readable.filter(work__uri=f"/{parts['uri']}").order_by("-ordinal")
    return (wordings.filter(ordinal=int(parts["ordinal"])) if parts["ordinal"] else wordings).first()
