"""What the reading page of the corpus shows: one document set for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thongsuot.corpus.facts.known import bringer_of, brought_by, first_format, newest_of
from thongsuot.corpus.models import Expression, ExpressionQuerySet, Manifestation, Work
from thongsuot.corpus.permissions import Bringer
from thongsuot.corpus.queries.cited import citation_links
from thongsuot.corpus.queries.kept import text_key, with_marks
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
class Law:
    """One sheet of a wording set for reading.

    `contents` is the outline of the whole text by component, `pieces` what stands on this sheet in reading order,
    `sheets` all of them (one where the text is short), and `cautions` what a person should look at, wherever it is.
    """

    contents: tuple[OutlineGroup, ...]
    pieces: tuple[Piece, ...]
    sheet: Sheet
    sheets: tuple[Sheet, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A wording with the sheet of it that was asked for; `_law.html` shows it wherever it is read.

    `versions` are all wordings, newest first, `address` is what a permalink begins with, and `bringer` the unit that
    brought the document in. `law` is set when somebody first looks at it: a page that finds the sheet under its `key`
    among those set before does not. `text_key` names what is the same on every sheet, and `asked` the sheet.
    """

    work: Work
    expression: Expression
    address: str
    versions: tuple[Version, ...]
    bringer: Bringer | None
    text_key: str
    asked: int
    law: Law

    @property
    def key(self) -> str:
        """Name the sheet among those set before."""
        return f"{self.text_key}-{self.asked}"

    @property
    def title(self) -> str:
        """Give the title as a document is named in speech: "Nghị định về công tác văn thư"."""
        return spoken_title(act_of(self.work))

    @property
    def files(self) -> tuple[Manifestation, ...]:
        """Give the originals; asks the database."""
        return tuple(self.expression.manifestations.select_related("file").order_by("pk"))

    @property
    def contents(self) -> tuple[OutlineGroup, ...]:
        """Give the outline by component."""
        return self.law.contents

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Give what stands on this sheet."""
        return self.law.pieces

    @property
    def sheet(self) -> Sheet:
        """Give the sheet that is set."""
        return self.law.sheet

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Give all sheets."""
        return self.law.sheets

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
        return tuple(one for one in self.law.cautions if not one.is_repair)

    @property
    def repairs(self) -> tuple[Caution, ...]:
        """Give what was mended in reading and only wants comparing."""
        return tuple(one for one in self.law.cautions if one.is_repair)


def reading(which: int | str, seat: Seat, sheet: int = 1) -> Reading:
    """Set one wording for reading, by the expression's id or the work's address: the newest unless "@2" is behind it.

    A long text comes in sheets, of which one is set: a number beyond the last gives the last, WHOLE gives all where
    they are few enough. The address may come with or without its first slash. Raises Expression.DoesNotExist for what
    is not there or not to be seen by `seat`.
    """
    newest, came_as = newest_of("work", "ordinal"), first_format()
    found = Expression.objects.annotate(newest=newest, came_as=came_as, **brought_by("work"))
    expression = _found(which, seat, with_marks(found))
    file_format: str = expression.came_as or ""  # type: ignore[attr-defined]  # annotated
    address = _address(expression)
    return Reading(
        work=expression.work,
        expression=expression,
        address=address,
        versions=tuple(_versions(expression)),
        bringer=bringer_of(expression),
        text_key=text_key(expression, (address, file_format)),
        asked=sheet,
        law=cast("Law", SimpleLazyObject(partial(_set, expression, file_format, sheet))),
    )


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


def _set(expression: Expression, file_format: str, number: int) -> Law:
    titles = [one.get("title") for one in expression.components]
    rows = rows_of(expression.provisions.all())
    laid = sheets(rows)
    sheet = whole(rows) if number == WHOLE and len(laid) <= MOST_WHOLE else laid[min(max(number, 1), len(laid)) - 1]
    hrefs = elsewhere(rows, laid, sheet)
    links = [link for one in citation_links(expression, stretch(rows, sheet)) if (link := leading(one, hrefs))]
    source = source_of(expression, file_format, links)
    told = cautions(source, rows, titles, expression.warnings)
    return Law(
        contents=outline(source, rows, titles, hrefs),
        pieces=pieces(source, rows, sheet.rows, Setting(titles, beside(told))),
        sheet=sheet,
        sheets=laid,
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
