"""What the reading page of the corpus shows: one document set for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from thongsuot.corpus.models import Expression, Manifestation, Provision, Work
from thongsuot.corpus.pieces import OutlineEntry, Piece, Row, outline, pieces
from thongsuot.orgs.models import Seat

SIGHT = 24  # signs of the text in which a written number is looked for
ADDRESS = re.compile(r"(?P<uri>[a-z0-9/._-]+)(?:@(?P<ordinal>[0-9]{1,4}))?")


@dataclass(frozen=True, slots=True)
class Version:
    """One wording among all of a work's: which in order, and where it stays."""

    ordinal: int
    href: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One wording set for reading; `_law.html` shows it wherever it is read.

    `outline` holds chapters with their articles, `pieces` the whole text in reading order, `versions` all wordings,
    newest first, `files` the originals, `warnings` the sentences of what a person should look at.
    """

    work: Work
    expression: Expression
    outline: tuple[OutlineEntry, ...]
    pieces: tuple[Piece, ...]
    versions: tuple[Version, ...]
    files: tuple[Manifestation, ...]
    warnings: tuple[str, ...]

    @property
    def title(self) -> str:
        """Give the title as a document is named in speech: "Nghị định về công tác văn thư"."""
        title = self.work.title or f"{self.work.type_label} {self.work.number}".strip()
        if title.startswith(("Về ", "về ")):
            return f"{self.work.type_label} v{title[1:]}"
        return title

    @property
    def is_newest(self) -> bool:
        """Say whether no later wording is known."""
        return self.expression.ordinal == self.versions[0].ordinal


def reading(which: int | str, seat: Seat) -> Reading:
    """Set one wording for reading, by the expression's id or the work's address: the newest unless "@2" is behind it.

    The address may come with or without its first slash. Raises Expression.DoesNotExist for what is not there or not
    to be seen by `seat`.
    """
    readable = Expression.objects.visible_to(seat).select_related("work").defer("work__folded")
    expression = readable.get(pk=which) if isinstance(which, int) else _addressed(which, readable)
    if expression is None:
        raise Expression.DoesNotExist
    files = tuple(expression.manifestations.select_related("file").order_by("pk"))
    titles = [one.get("title") for one in expression.components]
    found = pieces(list(_rows(expression)), titles, files[0].format if files else "")
    return Reading(
        work=expression.work,
        expression=expression,
        outline=outline(found),
        pieces=found,
        versions=tuple(_versions(expression.work)),
        files=files,
        warnings=tuple(dict.fromkeys(warning["message"] for warning in expression.warnings)),
    )


def _versions(work: Work) -> Iterator[Version]:
    for wording in work.expressions.only("ordinal", "work").order_by("-ordinal"):
        wording.work = work
        yield Version(wording.ordinal, wording.get_absolute_url())


def _addressed(address: str, readable: QuerySet[Expression]) -> Expression | None:
    parts = ADDRESS.fullmatch(address.strip("/"))
    if parts is None:
        return None
    wordings = readable.filter(work__uri=f"/{parts['uri']}").order_by("-ordinal")
    return (wordings.filter(ordinal=int(parts["ordinal"])) if parts["ordinal"] else wordings).first()


def _rows(expression: Expression) -> Iterator[Row]:
    fields = ("eid", "kind", "num", "heading", "text", "depth", "component", "start")
    stored = Provision.objects.filter(expression=expression).order_by("position")
    for eid, kind, num, heading, text, depth, component, start in stored.values_list(*fields):
        yield Row(eid, kind, num, heading, text, depth, component, expression.text[start : start + SIGHT])
