"""Find citations: "điểm a khoản 2 Điều 9 Luật Tiếp công dân", "Quy định số 126-QĐ/TW ngày 28-2-2018 của Bộ Chính trị".

A small scanner reads from left to right: provisions, then the document with its number, date, issuer and title. Every
pattern is anchored at a position and bounded in length, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from vanban import places
from vanban.cited import CitedDocument, document_at
from vanban.lexicon import alternation, document_types
from vanban.model import Citation
from vanban.text import UPPER, normalise, squeeze
from vanban.text import view as view_of
from vanban.uris import WorkFacts, provision_id, type_key, work_uri

_LINK = re.compile(r"\s*,?\s*(?:(?:của|tại|thuộc|trong|ban\s+hành\s+kèm\s+theo|kèm\s+theo|ở)\s+)?")
_SELF = re.compile(r"(?:(?:Điều|điều|khoản|Khoản|Chương|Mục|Phần)\s+này|\w+(?:\s+\w+){0,3}?\s+này)(?!\w)")


@dataclass(frozen=True, slots=True)
class Found:
    """One citation as written: its places, its document, where it starts and ends."""

    targets: tuple[places.Place, ...]
    document: CitedDocument | None
    own: bool
    start: int
    end: int


def find_citations(text: str, *, as_written: bool = False) -> list[Citation]:
    """Return the citations of a raw text; spans point into its NFC form."""
    normal = normalise(text)
    return list(citations_in(normal, view_of(normal), as_written=as_written))


def citations_in(text: str, view: str, *, as_written: bool = False) -> Iterator[Citation]:
    """Yield the citations of an already normalised text and its view of the same length."""
    group = 0
    for found in scan(view):
        several = len(found.targets) > 1 and not as_written
        group += several
        targets = found.targets if several else found.targets[:1] or (places.Place(),)
        for target in targets:
            citation = _citation(text, found, target)
            yield replace(citation, group=group) if several else citation


def scan(view: str) -> Iterator[Found]:
    """Yield every citation in order; none overlaps another."""
    position = 0
    for match in _triggers().finditer(view):
        if match.start() >= position:
            found, position = _found_at(view, match.start())
            if found is not None:
                yield found


@lru_cache(maxsize=1)
def _triggers() -> re.Pattern[str]:
    names = document_types()
    laws = [name for name in names if names[name] in _NAMED]
    others = _any_case([name for name in names if names[name] not in _NAMED])
    return re.compile(
        rf"(?<!\w)(?:[Đđ]iểm\s+\w|[Kk]hoản\s+\d|(?:[Tt]ừ\s+)?(?:[Đđ]iều|ĐIỀU)\s+\d|(?:[Cc]hương|CHƯƠNG)\s+[\dIVXL]"
        rf"|[Pp]hần\s+thứ|{others}(?=\s+(?:[Ss][Ốố]\s|\d))|{_any_case(laws)}(?=\s+(?:[{UPPER}\d]|số\s)|\W))"
    )


_NAMED = ("luat", "bo-luat", "phap-lenh", "hien-phap", "dieu-le")


def _any_case(names: list[str]) -> str:
    """Match names in small letters, with a capital, or in capitals; cheaper than ignoring case everywhere."""
    return alternation([form for name in names for form in (name, name.capitalize(), name.upper())])


def _found_at(view: str, start: int) -> tuple[Found | None, int]:
    """Return the citation that begins at `start`, if any, and where to go on; no stretch is read twice."""
    run = places.run_at(view, start)
    if run is None:
        document = document_at(view, start, with_places=False)
        return (Found((), document, False, start, document.end), document.end) if document else (None, start + 1)
    found = _with_places(view, start, run)
    return found, found.end if found else run.end


def _with_places(view: str, start: int, run: places.Run) -> Found | None:
    link = _LINK.match(view, run.end)
    after = link.end() if link else run.end
    document = document_at(view, after, with_places=True)
    if document:
        return Found(run.targets, document, False, start, document.end)
    own = _SELF.match(view, after)
    if own and _names_this(own[0]):
        return Found(run.targets, None, True, start, own.end())
    return Found(run.targets, None, True, start, run.end) if run.targets[0].article or own else None


def _names_this(words: str) -> bool:
    name = " ".join(words.lower().split()[:-1])
    return name in document_types() or name in ("điều", "khoản", "chương", "mục", "phần")


def _citation(text: str, found: Found, target: places.Place) -> Citation:
    document = found.document or CitedDocument(end=found.end)
    return Citation(
        text=text[found.start : found.end],
        span=(found.start, found.end),
        type=document.type,
        number=document.number,
        date=document.on,
        issuer=document.issuer,
        title=squeeze(text[slice(*document.title_span)]) if document.title_span else None,
        part=target.part,
        chapter=target.chapter,
        article=target.article,
        clause=target.clause,
        point=target.point,
        target="self" if found.own else "other",
        uri=None if found.own else _uri(document, target),
    )


def _uri(document: CitedDocument, target: places.Place) -> str | None:
    key = type_key(document.type)
    if key is None:
        return None
    name = None if document.number else document.type
    address = work_uri(WorkFacts(type=key, number=document.number, issued_on=document.on, name=name))
    inner = provision_id({name: getattr(target, name) for name in ("part", "chapter", "article", "clause", "point")})
    return f"{address}/~{inner}" if inner else address
