"""The pages of the corpus: documents, import, reading, and the way out for originals."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_safe
from django_htmx.http import push_url, replace_url

from thongsuot.corpus import permissions, queries
from thongsuot.corpus.actions import importing, opening
from thongsuot.corpus.listing import documents as documents_of
from thongsuot.corpus.preview import preview
from thongsuot.corpus.wanted import wanted_from
from thongsuot.files.models import StoredFile
from thongsuot.files.views import download
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs.seated import SeatedRequest, seated


@require_safe
@seated
def documents(request: SeatedRequest) -> HttpResponse:
    """List the documents; htmx gets the list and its filters, and the address that shows the same."""
    wanted, number = wanted_from(request.GET), request.GET.get("trang", "1")
    listing = documents_of(request.seat, wanted, number=number, today=day_of(timezone.now()))
    context = {"listing": listing, "may_import": refusal_of(permissions.check_import, request.seat) is None}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "corpus/documents.html", context)
    address = f"{reverse('documents')}?{wanted.query}".removesuffix("?")
    remember = replace_url if request.htmx.trigger == "tim" else push_url
    return remember(render(request, "corpus/documents.html#ket-qua", context), address)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def import_document(request: SeatedRequest) -> HttpResponse:
    """Take files in and show beside each name what was read, or why it was refused."""
    permissions.check_import(request.seat)
    files = request.FILES.getlist("tep")
    incoming = [importing.Incoming(file.name or "", file) for file in files]
    outcomes = list(importing.import_each(incoming, by=request.seat, now=timezone.now()))
    unread = StoredFile.objects.unread_of(request.seat.pk)
    is_empty = request.method == "POST" and not files
    context = {"outcomes": outcomes, "imported": sum(one.refusal is None for one in outcomes), "unread": unread}
    return render(request, "corpus/import.html", {**context, "is_empty": is_empty})


@require_safe
@seated
def read(request: SeatedRequest, address: str) -> HttpResponse:
    """Show one document, a long one sheet by sheet; its path is the FRBR address, "@2" behind it names a wording."""
    reading = queries.reading(address, request.seat, queries.sheet_asked(request.GET.get("trang", "")))
    return render(request, "corpus/reading.html", {"reading": reading})


@require_safe
@seated
def preview_citation(request: SeatedRequest, citation_id: int) -> HttpResponse:
    """Show the words a citation leads to: a page of its own, and only the words where htmx asks."""
    context = {"preview": preview(citation_id, request.seat)}
    return render(request, f"corpus/preview.html{'#xem-truoc' if request.htmx else ''}", context)


@require_GET
@seated
def original(request: SeatedRequest, manifestation_id: int) -> FileResponse:
    """Hand out the original of a document; the opening is written down first."""
    return download(opening.open_original(manifestation_id, by=request.seat, now=timezone.now()))


@require_GET
@seated
def unread(request: SeatedRequest, file_id: int) -> FileResponse:
    """Hand a file that nobody could read back to the seat that brought it."""
    return download(opening.open_unread(file_id, by=request.seat, now=timezone.now()))
