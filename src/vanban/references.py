"""Find citations: "điểm a khoản 2 Điều 9 Luật Tiếp công dân", "Quy định số 126-QĐ/TW ngày 28-2-2018 của Bộ Chính trị".

A small scanner reads from left to right: provisions, then the document with its number, date, issuer and title. Every
pattern is anchored at a position and bounded in length, so the time is linear in the text.

What is no citation: the heading of an article ("Điều 5. Phạm vi"), a document's own number in its header, a document
that only names itself ("Nghị định này quy định …"), and annexes and forms, for which a citation has no field; "khoản 2
Điều này" and "Điều 5 Nghị định này" are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vanban.finding import Found, scan
from vanban.lexicon import document_types
from vanban.model import Citation, Span
from vanban.places import THIS, Place
from vanban.seams import Seams
from vanban.standing import Standing
from vanban.text import normalise, unaccented, written
from vanban.text import view as view_of
from vanban.uris import WorkFacts, provision_id, type_key, work_uri

_PLACES = ("part", "chapter", "article", "clause", "point")
_NOWHERE = (Place(),)


def find_citations(text: str, *, as_written: bool = False) -> list[Citation]:
    """Return the citations of a raw text in their order; spans are offsets into its NFC form with "\\n" line ends.

    A list or range gives one citation per target with an equal `group`, or with `as_written` only its first. What the
    words do not say is None: of "khoản 2 Điều này" a text without structure leaves the article open. Never raises.
    Shape: contract of `vanban cite`; addresses after the Akoma Ntoso Naming Convention 1.0.
    """
    normal = normalise(text)
    return list(citations_in(normal, view_of(normal), as_written=as_written))


def citations_in(
    text: str, view: str, *, as_written: bool = False, standing: Standing | None = None, seams: Seams | None = None
) -> Iterator[Citation]:
    """Yield the citations of a normalised text and its view of the same length.

    With `standing`, words that point at where they stand are given their article and clause, and the address of the
    node in this very document; without it they keep what they say. With `seams`, words go on over the edge of a page.
    """
    group = 0
    for found in map(seams.back, scan(seams.view)) if seams else scan(view):
        if standing and standing.is_of_its_own_header(found):
            continue
        several = not as_written and _has_several(found)
        group += several
        commons = _common(text, view, found, group if several else None)
        every = [(common, target) for common in commons for target in found.targets or _NOWHERE]
        for common, target in every if several else every[:1]:
            yield _placed(common, found, target, standing)


def _has_several(found: Found) -> bool:
    return len(found.targets) > 1 or bool(found.document and len(found.document.shared) > 1)


def _common(text: str, view: str, found: Found, group: int | None) -> list[Citation]:
    """Return what all targets of one citation share, once for each document it numbers."""
    document = found.document

    def words(span: Span | None) -> str | None:
        return written(text, view, span) if span else None

    common = Citation(
        text=text[found.start : found.end],
        span=(found.start, found.end),
        type=words(document.type_span) if document else _meant(words(found.naming)),
        number=document.number if document else None,
        date=document.on if document else None,
        issuer=words(document.issuer_span) if document else None,
        title=words(document.title_span) if document else None,
        target="self" if found.own else "other",
        group=group,
    )
    return [replace(common, number=number) for number in document.shared] if document and document.shared else [common]


def _meant(naming: str | None) -> str | None:
    """Return the type that words mean whose marks a scan lost: "Thông tu" is "Thông tư"."""
    if naming is None or naming.lower() in document_types():
        return naming
    known = next((name for name in document_types() if unaccented(name) == unaccented(naming)), None)
    return known.capitalize() if known else naming


def _placed(common: Citation, found: Found, target: Place, standing: Standing | None) -> Citation:
    place, uri, whose = target, None, common.target
    settled = standing.settle(found, target) if standing else None
    if settled:
        place, uri, whose = settled.place, settled.uri, settled.target
    elif not found.own:
        uri = _uri(common, target)
    return Citation(
        text=common.text,
        span=common.span,
        type=common.type,
        number=common.number,
        date=common.date,
        issuer=common.issuer,
        title=common.title,
        part=_said(place.part),
        chapter=_said(place.chapter),
        article=_said(place.article),
        clause=_said(place.clause),
        point=_said(place.point),
        target=whose,
        uri=uri,
        group=common.group,
    )


def _said(num: str | None) -> str | None:
    return None if num == THIS else num


def _uri(common: Citation, target: Place) -> str | None:
    key = type_key(common.type)
    if key is None or not (common.number or " " in (common.type or "") or key == "hien-phap"):
        return None
    name = None if common.number else common.type
    address = work_uri(WorkFacts(type=key, number=common.number, issued_on=common.date, name=name))
    inner = provision_id({name: getattr(target, name) for name in _PLACES})
    return f"{address}/~{inner}" if inner else address
