"""Take from the database what a wording is set from: its text, and its provisions as rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from thongsuot.corpus.models import Expression, Provision
from thongsuot.corpus.paragraphs import Link, Source
from thongsuot.corpus.pieces import Row

LINED = ("docx", "odt", "doc", "rtf", "html")  # formats in which a line ends only with its paragraph


def source_of(expression: Expression, file_format: str, links: Sequence[Link] = ()) -> Source:
    """Return the text of a wording as a file of that format sets it, with the links over it."""
    return Source(expression.text, file_format == "md", file_format in LINED, links)


def rows_of(provisions: QuerySet[Provision]) -> list[Row]:
    """Return provisions in the order of the text."""
    fields = ("eid", "kind", "num", "heading", "depth", "component", "start", "end", "text")
    return [Row(*values) for values in provisions.order_by("position").values_list(*fields)]
