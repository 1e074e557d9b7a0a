"""Take from the database what a wording is set from: its text, and its provisions as rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.corpus.setting.formal import Act
from thongsuot.corpus.setting.paragraphs import Link, Source
from thongsuot.corpus.setting.pieces import Row

LINED = ("docx", "odt", "doc", "rtf", "html")  # formats in which a line ends only with its paragraph


def source_of(expression: Expression, file_format: str, links: Sequence[Link] = ()) -> Source:
    """Return the text of a wording as a file of that format sets it, with the links over it."""
    return Source(expression.text, file_format == "md", file_format in LINED, links)


def rows_of(provisions: QuerySet[Provision], *, words: bool = True) -> list[Row]:
    """Return provisions in the order of the text; without their words where only their places are asked for."""
    fields = ("eid", "kind", "num", "heading", "depth", "component", "start", "end")
    stored = provisions.order_by("position").values_list(*fields, *(("text",) if words else ()))
    return [Row(*values) for values in stored]


def act_of(work: Work) -> Act:
    """Return what a citation says of a document."""
    return Act(work.type_key, work.type_label, work.number, work.issued_on, work.issuer, work.title)
