"""What the reading page of the corpus shows: one document set for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import OuterRef, QuerySet, Subquery

from thongsuot.corpus.contents import OutlineEntry, OutlineGroup, Sheet, outline, sheets
from thongsuot.corpus.doubts import beside, cautions
from thongsuot.corpus.formal import Act, spoken_title
from thongsuot.corpus.models import Expression, Manifestation, Work
from thongsuot.corpus.pieces import Caution, Piece, Setting, pieces
from thongsuot.corpus.texts import rows_of, source_of
from thongsuot.orgs.models import Seat

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
    versions: tuple[Version, ...]
    files: tuple[Manifestation, ...]
    cautions: tuple[Caution, ...]

    @property
    def title(self) -> str:
        """Give the title as a document is named in speech: "Nghị định về công tác văn thư"."""
        return spoken_title(act_of(self.work))

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

    A long text comes in sheets, of which one is set; a number beyond the last gives the last.

    The address may come with or without its first slash. Raises Expression.DoesNotExist for what is not there or not
    to be seen by `seat`.
    """
    newest = Expression.objects.filter(work=OuterRef("work")).order_by("-ordinal").values("ordinal")[:1]
    readable = Expression.objects.visible_to(seat).select_related("work").defer("work__folded")
    readable = readable.annotate(newest=Subquery(newest))
    expression = readable.get(pk=which) if isinstance(which, int) else _addressed(which, readable)
    if expression is None:
        raise Expression.DoesNotExist
    files = tuple(expression.manifestations.select_related("file").order_by("pk"))
    return _set(expression, files, sheet)


def sheet_asked(typed: str) -> int:
    """Read the number of a sheet from an address; whatever is no number asks for the first."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def act_of(work: Work) -> Act:
    """Take from a work what a citation of it says."""
    return Act(work.type_key, work.type_label, work.number, work.issued_on, work.issuer, work.title)


def _set(expression: Expression, files: tuple[Manifestation, ...], number: int) -> Reading:
    source = source_of(expression, files[0].format if files else "")
    titles = [one.get("title") for one in expression.components]
    rows = rows_of(expression.provisions.all())
    laid = sheets(source, rows)
    sheet = laid[min(max(number, 1), len(laid)) - 1]
    hrefs = {rows[at].eid: f"?trang={one.number}#{rows[at].eid}" for one in laid if one is not sheet for at in one.rows}
    told = cautions(source, rows, titles, expression.warnings)
    return Reading(
        work=expression.work,
        expression=expression,
        contents=outline(source, rows, titles, hrefs),
        pieces=pieces(source, rows, sheet.rows, Setting(titles, beside(told))),
        sheet=sheet,
        sheets=laid,
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


def _versions(expression: Expression) -> Iterator[Version]:
    """Yield all wordings, the newest first; they are numbered without a gap."""
    newest: int = expression.newest  # type: ignore[attr-defined]  # annotated by `reading`
    for ordinal in range(newest, 0, -1):
        yield Version(ordinal, Expression(work=expression.work, ordinal=ordinal).get_absolute_url())


def _addressed(address: str, readable: QuerySet[Expression]) -> Expression | None:
    parts = ADDRESS.fullmatch(address.strip("/"))
    if parts is None:
        return None
    wordings = readable.filter(work__uri=f"/{parts['uri']}").order_by("-ordinal")
    return (wordings.filter(ordinal=int(parts["ordinal"])) if parts["ordinal"] else wordings).first()
