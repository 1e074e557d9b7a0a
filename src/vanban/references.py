"""Find citations: "điểm a khoản 2 Điều 9 Luật Tiếp công dân", "Quy định số 126-QĐ/TW ngày 28-2-2018 của Bộ Chính trị".

A small scanner reads from left to right: provisions, then the document with its number, date, issuer and title. Every
pattern is anchored at a position and bounded in length, so the time is linear in the text.

What is no citation: the heading of an article ("Điều 5. Phạm vi"), a document's own number in its header, a document
that only names itself ("Nghị định này quy định …"), and annexes and forms, for which a citation has no field; "khoản 2
Điều này" and "Điều 5 Nghị định này" are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from vanban.finding import Found, scan
from vanban.lexicon import document_types
from vanban.model import Citation, Span
from vanban.places import THIS, Place
from vanban.seams import Seams
from vanban.standing import Standing
from vanban.text import normalise, unaccented, written
from vanban.text import view as view_of
from vanban.uris import WorkFacts, provision_id, type_key, work_uri

_NOWHERE = (Place(),)


def find_citations(text: str, *, as_written: bool = False) -> list[Citation]:
    """Return the citations of a raw text in their order; spans are offsets into its NFC form with "\\n" line ends.

    A list or range gives one citation per target with an equal `group`, or with `as_written` only its first. What the
    words do not say is None: of "khoản 2 Điều này" a text without structure leaves the article open. Never raises.
    Shape: contract of `vanban cite`; addresses after the Akoma Ntoso Naming Convention 1.0.
    """
    normal = normalise(text)
    return list(citations_in(normal, Seams(view_of(normal)), as_written=as_written))


def citations_in(
    text: str, seams: Seams, *, as_written: bool = False, standing: Standing | None = None
) -> Iterator[Citation]:
    """Yield the citations of a normalised text from its view, in which words go on over the edge of a page.

    With `standing`, words that point at where they stand are given their article and clause, and the address of the
    node in this very document; without it they keep what they say.
    """
    group = 0
    for found in map(seams.back, scan(seams.view)):
        if standing and standing.is_of_its_own_header(found):
            continue
        targets, said = found.targets or _NOWHERE, _said(text, seams, found)
        shared = found.document.shared if found.document else ()
        each = [said._replace(number=number) for number in shared] if shared else [said]
        if as_written or len(targets) == len(each) == 1:
            yield _placed(each[0], found, targets[0], standing)
            continue
        group += 1
        for one in each:
            grouped = one._replace(group=group)
            yield from (_placed(grouped, found, target, standing) for target in targets)


class _Said(NamedTuple):
    """What all targets of one citation share: its words, its document as written, and the group of a list."""

    text: str
    type: str | None
    number: str | None
    date: date | None
    issuer: str | None
    title: str | None
    group: int | None = None


def _said(text: str, seams: Seams, found: Found) -> _Said:
    document, own = found.document, text[found.start : found.end]
    if document is None:
        naming = _meant(_words(text, seams, found.naming)) if found.naming else None
        return _Said(own, naming, None, None, None, None)
    kind = _words(text, seams, document.type_span)
    issuer = _words(text, seams, document.issuer_span) if document.issuer_span else None
    title = _words(text, seams, document.title_span) if document.title_span else None
    return _Said(own, kind, document.number, document.on, issuer, title)


def _words(text: str, seams: Seams, span: Span) -> str:
    return written(text[slice(*span)], seams.shown(span))


def _meant(naming: str) -> str:
    """Return the type that words mean whose marks a scan lost: "Thông tu" is "Thông tư"."""
    if naming.lower() in document_types():
        return naming
    known = next((name for name in document_types() if unaccented(name) == unaccented(naming)), None)
    return known.capitalize() if known else naming


def _placed(said: _Said, found: Found, target: Place, standing: Standing | None) -> Citation:
    place, uri, whose = target, None, "self" if found.own else "other"
    settled = standing.settle(found, target) if standing else None
    if settled:
        place, uri, whose = settled.place, settled.uri, settled.target
    elif not found.own:
        uri = _uri(said, target)
    part, chapter, _section, article, clause, point = (
        (None if one == THIS else one for one in place) if place.is_deictic else place
    )
    return Citation(
        said.text,
        (found.start, found.end),
        said.type,
        said.number,
        said.date,
        said.issuer,
        said.title,
        part,
        chapter,
        article,
        clause,
        point,
        whose,
        uri,
        said.group,
    )


def _uri(said: _Said, target: Place) -> str | None:
    key = type_key(said.type)
    if key is None or not (said.number or " " in (said.type or "") or key == "hien-phap"):
        return None
    name = None if said.number else said.type
    address = work_uri(WorkFacts(type=key, number=said.number, issued_on=said.date, name=name))
    inner = provision_id(target._asdict())
    return f"{address}/~{inner}" if inner else address
