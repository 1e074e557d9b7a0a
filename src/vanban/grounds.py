"""Read on what a document is based: every ground of its preamble, also one that has no number.

"Theo đề nghị của ..." and "Xét đề nghị ..." name who proposed it and are no grounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from vanban import dates
from vanban.issuing import known
from vanban.lexicon import alternation, document_types
from vanban.model import Citation, Component
from vanban.patterns import late
from vanban.quotes import Quotes
from vanban.text import squeeze

_OPENS = late(r"(?<![\w“\"])(?:Căn\s+cứ|CĂN\s+CỨ)(?!\s+pháp\s+l)(?:\s+(?:vào|theo|các))?\s*:?\s+(?=\S)")
_ENDS = late(
    r";[ *|]*(?:\n|$)|\.[ *|]*(?:\n|$)|\n\s*\n|\n[ |*>-]*(?=(?:Theo|Xét|Sau\s+khi|Căn\s+cứ|CĂN\s+CỨ|Thực\s+hiện)\s)"
    r"|[;.][ ]+(?=(?:Theo|Xét|Căn)\s)"
)
_SPLITS = late(r";\s+(?:(?:và|các)\s+)?")
_ENACTS = late(
    r",\s+(?=[^\n,;]{3,80}?\s(?:ban\s+hành|quy\s+định|quyết\s+định|hướng\s+dẫn|yêu\s+cầu|kết\s+luận|thông\s+báo)\s)"
)
_LONGEST = 1_200
_NAMED_ON = late(r"\s+(?P<title>[^;,.\d“”()]{2,160}?)(?=\s+(?:của|ngày|số|năm|khóa)\s|[,;.]|\s*$)")
_LAWS = ("luat", "bo-luat", "hien-phap", "phap-lenh", "dieu-le")

_OF = late(r"\s+của\s+")


class _Stretch(NamedTuple):
    """One ground: where its words begin and end."""

    start: int
    end: int


def based_on(text: str, view: str, main: Component, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return the grounds of the preamble in their order: the citation each begins with, or one made of its words."""
    end = next((node.span[0] for node in main.body if node.kind != "preamble"), main.span[1])
    found: dict[tuple[str | None, ...], Citation] = {}
    for ground in _grounds(view, main.span[0], end):
        for piece in _pieces(view, ground):
            citation = _cited(piece, citations) or _made(text, view, piece)
            key = (citation.number or citation.text.casefold(), citation.article, citation.clause, citation.point)
            found.setdefault(key, citation)
    return tuple(found.values())


def _grounds(view: str, start: int, end: int) -> Iterator[_Stretch]:
    openings = [match.end() for match in _OPENS.finditer(view, start, end)]
    if any(view.find(word, start, end) >= 0 for word in ("Thực", "Triển", "Thi")):
        openings += [match.end() for match in _implied().finditer(view, start, end)]
    if not openings:
        return
    quotes = Quotes(view[:end])
    for opening in sorted(openings):
        if quotes.inside(opening):
            continue
        stop = _ENDS.search(view, opening, min(end, opening + _LONGEST))
        yield _Stretch(opening, stop.start() if stop else min(end, opening + _LONGEST))


@lru_cache(maxsize=1)
def _implied() -> re.Pattern[str]:
    """Match "Thực hiện Kết luận số ..." at the beginning of a paragraph: what a plan or a letter is based on."""
    names = alternation([name.capitalize() for name in document_types()])
    return re.compile(
        rf"^[ |*>-]*(?:Thực\s+hiện|Triển\s+khai(?:\s+thực\s+hiện)?|Thi\s+hành)\s+(?={names}\s)", re.MULTILINE
    )


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    return re.compile(alternation(list(document_types())) + r"(?!\w)", re.IGNORECASE)


def _issuer_in(view: str, start: int, end: int) -> str | None:
    """Return the known body behind the first "của" that one follows."""
    bodies = (known().match(view, of.end(), end) for of in _OF.finditer(view, start, end))
    return next((body[0] for body in bodies if body), None)


def _pieces(view: str, ground: _Stretch) -> Iterator[_Stretch]:
    """Cut a ground that names several works: "Luật A; Luật B", and leave out who then decides."""
    enacts = _ENACTS.search(view, ground.start, ground.end)
    end = enacts.start() if enacts else ground.end
    start = ground.start
    for split in _SPLITS.finditer(view, ground.start, end):
        if _types().match(view, split.end()):
            yield _Stretch(start, split.start())
            start = split.end()
    if start < end:
        yield _Stretch(start, end)


def _cited(piece: _Stretch, citations: tuple[Citation, ...]) -> Citation | None:
    """Return the citation that the ground begins with."""
    index = bisect_left(citations, piece.start, key=lambda one: one.span[0])
    if index < len(citations) and citations[index].span[0] == piece.start and citations[index].target != "self":
        return citations[index]
    return None


def _made(text: str, view: str, piece: _Stretch) -> Citation:
    """Make a citation of a ground without a number: its type, date, issuer and title as written there."""
    end = piece.end - len(view[piece.start : piece.end]) + len(view[piece.start : piece.end].rstrip(" ,;.*|"))
    made = Citation(text=squeeze(text[piece.start : end]), span=(piece.start, end))
    kind = _types().match(view, piece.start, end)
    if kind is None:
        return made
    issuer = _issuer_in(view, kind.end(), end)
    day = next(
        (
            found
            for match in re.finditer(r"\sngày\s+", view[piece.start : end])
            if (found := dates.date_at(view, piece.start + match.end())) and found.on
        ),
        None,
    )
    title = _NAMED_ON.match(view, kind.end(), end)
    named = squeeze(text[title.start("title") : title.end("title")]) if title else None
    law = document_types()[" ".join(kind[0].lower().split())] in _LAWS
    words = squeeze(text[piece.start : kind.end()])
    return replace(
        made,
        type=f"{words} {named}" if law and named else words,
        date=day.on if day else None,
        issuer=squeeze(issuer) if issuer else None,
        title=None if law else named,
    )
