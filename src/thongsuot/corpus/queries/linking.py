"""Give the citations of a text their ways on the page, to another sheet where the place stands there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thongsuot.corpus.queries.cited import CitationLink


@dataclass(frozen=True, slots=True)
class Way:
    """One link over the text: where it leads, a short sentence on that, and the address of the words cited."""

    start: int
    end: int
    href: str
    title: str
    peek: str


def leading(link: CitationLink, elsewhere: Mapping[str, str]) -> Way | None:
    """Return the way of a citation; None where the corpus does not have what is cited.

    `elsewhere` holds the provisions on other sheets. A place in another document goes by its permanent address, which
    knows the sheet there.
    """
    if link.href is None:
        return None
    document, _, place = link.href.partition("#")
    if not document:
        return Way(link.start, link.end, elsewhere.get(place, link.href), "", link.preview)
    return Way(link.start, link.end, f"{document}~{place}/" if place else document, link.title, link.preview)
