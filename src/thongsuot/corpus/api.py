"""Documents for other systems: the list, one document, and its provisions in the order of the text."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router, Schema

from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.corpus.search import matching
from thongsuot.kernel.paging import Id, Paged, Paging, Words, paged

router = Router(tags=["documents"])


class DocumentOut(Schema):
    """One document: `uri` is its FRBR address and never changes, `type` the key of its type ("nghi-dinh")."""

    id: int
    uri: str
    type: str
    number: str
    title: str
    issuer: str
    issued_on: str | None

    @staticmethod
    def of(work: Work) -> DocumentOut:
        """Give the shape of one work."""
        issued_on = work.issued_on.isoformat() if work.issued_on else None
        return DocumentOut(
            id=work.pk,
            uri=work.uri,
            type=work.type_key,
            number=work.number,
            title=work.title,
            issuer=work.issuer,
            issued_on=issued_on,
        )


class VersionOut(Schema):
    """One wording of a document: acknowledgements bind to its SHA-256."""

    ordinal: int
    sha256: str
    in_force_from: str | None
    chapters: int
    articles: int

    @staticmethod
    def of(wording: Expression) -> VersionOut:
        """Give the shape of one wording."""
        return VersionOut(
            ordinal=wording.ordinal,
            sha256=wording.sha256,
            in_force_from=wording.in_force_from.isoformat() if wording.in_force_from else None,
            chapters=wording.chapters,
            articles=wording.articles,
        )


class DocumentWithVersions(DocumentOut):
    versions: list[VersionOut]


class DocumentPage(Paged):
    items: list[DocumentOut]


class ProvisionOut(Schema):
    """One node of the text: `eid` addresses it, `start` and `end` count characters of the whole text from 0."""

    eid: str
    kind: str
    num: str
    heading: str
    text: str
    depth: int
    start: int
    end: int


class ProvisionPage(Paged):
    items: list[ProvisionOut]


@router.get("/documents", response=DocumentPage, summary="Documents")
def list_documents(request: Any, paging: Query[Paging], q: Words = "", type: Words = "") -> DocumentPage:
    """List documents, newest first; `q` finds words of number, title, type and issuer with or without diacritics."""
    works = matching(Work.objects.visible_to(request.auth), q)
    if type:
        works = works.filter(type_key=type)
    page, numbers = paged(works.order_by("-issued_on", "number", "pk"), paging)
    return DocumentPage(items=[DocumentOut.of(work) for work in page], **numbers)


@router.get("/documents/{document_id}", response=DocumentWithVersions, summary="One document with its versions")
def read_document(request: Any, document_id: Id) -> DocumentWithVersions:
    """Give one document and all its wordings, newest first."""
    work = Work.objects.visible_to(request.auth).get(pk=document_id)
    versions = [VersionOut.of(each) for each in work.expressions.without_text().order_by("-ordinal")]
    return DocumentWithVersions(**DocumentOut.of(work).dict(), versions=versions)


@router.get("/versions/{sha256}/provisions", response=ProvisionPage, summary="The text of one version")
def list_provisions(request: Any, sha256: Words, paging: Query[Paging]) -> ProvisionPage:
    """List the provisions of one wording in the order of its text."""
    expression = Expression.objects.visible_to(request.auth).without_text().get(sha256=sha256)
    page, numbers = paged(Provision.objects.filter(expression=expression).order_by("position"), paging)
    return ProvisionPage(items=[ProvisionOut.from_orm(row) for row in page], **numbers)
