"""The pages of the corpus: documents, import, reading, and the way out for originals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django_htmx.http import push_url, replace_url

from thongsuot.corpus import forms, permissions
from thongsuot.corpus.actions import correcting, importing, opening, reviewing
from thongsuot.corpus.models import Expression
from thongsuot.corpus.queries import reading as pages
from thongsuot.corpus.queries.corrected import facts_page, facts_to_correct
from thongsuot.corpus.queries.documents import documents as documents_of
from thongsuot.corpus.queries.places import found_in, place_href, quotable
from thongsuot.corpus.queries.preview import preview
from thongsuot.corpus.queries.related import citing, related
from thongsuot.corpus.queries.review import review
from thongsuot.corpus.queries.straight import straight_on_enter
from thongsuot.corpus.queries.wanted import wanted_from
from thongsuot.files.models import StoredFile
from thongsuot.files.views import download
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs.seated import SeatedRequest, seated


def follows_moved(view: Callable[[SeatedRequest, str], HttpResponse]) -> Callable[[SeatedRequest, str], HttpResponse]:
    """Lead from an address that a document had before its number was set right to the one it has."""

    @wraps(view)
    def inner(request: SeatedRequest, address: str) -> HttpResponse:
        try:
            return view(request, address)
        except Expression.DoesNotExist:
            return redirect(pages.moved_to(address, request.seat), permanent=True)

    return inner


@require_safe
@seated
def documents(request: SeatedRequest) -> HttpResponse:
    """List the documents, or lead straight to what Enter names; htmx gets the list and the address that shows it."""
    wanted, number = wanted_from(request.GET), request.GET.get("trang", "1")
    address = f"{reverse('documents')}?{wanted.query}".removesuffix("?")
    if "den" in request.GET:
        return redirect(straight_on_enter(wanted.words, request.seat) or address)
    listing = documents_of(request.seat, wanted, number=number, today=day_of(timezone.now()))
    context = {"listing": listing, "may_import": refusal_of(permissions.check_import, request.seat) is None}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "corpus/documents.html", context)
    remember = replace_url if request.htmx.trigger == "tim" else push_url
    return remember(render(request, "corpus/documents.html#ket-qua", context), address)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def import_document(request: SeatedRequest) -> HttpResponse:
    """Take files in, read them, and lead to what was read; refused ones are named in this answer and nowhere else."""
    permissions.check_import(request.seat)
    token, files = forms.token_of(request.POST), request.FILES.getlist("tep")
    incoming = [importing.Incoming(file.name or "", file) for file in files]
    if incoming:
        refused = reviewing.review_import(incoming, token=token, by=request.seat, now=timezone.now())
        return _refused(request, token, refused) if refused else redirect("review_import", token)
    unread = StoredFile.objects.unread_of(request.seat.pk)
    context = {"token": token, "unread": unread, "is_empty": request.method == "POST"}
    return render(request, "corpus/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def waiting_files(request: SeatedRequest, token: str) -> HttpResponse:
    """Show what was read in the files that wait; POST keeps those chosen, as they were set right."""
    page = review(token, request.seat, now=timezone.now())
    waiting = forms.with_forms(page.waiting, request.POST or None)
    choices = forms.choices_of(waiting) if request.POST else None
    if choices is None:
        return render(request, "corpus/review_import.html", {"page": page, "waiting": waiting})
    reviewing.keep_reviewed(token, choices=choices, by=request.seat, now=timezone.now())
    return redirect("review_import", token)


@require_POST
@seated
def discard_import(request: SeatedRequest, token: str) -> HttpResponse:
    """Remove the files that wait, and begin anew."""
    reviewing.discard_reviewed(token, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã hủy. Không tệp nào được giữ lại."))
    return redirect("import_document")


@require_safe
@seated
@follows_moved
def read(request: SeatedRequest, address: str) -> HttpResponse:
    """Show one document, a long one sheet by sheet; its path is the FRBR address, "@2" behind it names a wording."""
    reading = pages.reading(address, request.seat, pages.sheet_asked(request.GET.get("trang", "")))
    context = {"reading": reading, "related": related(reading.expression, request.seat)}
    context["facts"] = facts_page(reading.expression, request.seat, reading.bringer)
    return render(request, "corpus/reading.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def correct_fact(request: SeatedRequest, expression_id: int) -> HttpResponse:
    """Show the facts of a document to be set right; POST keeps what was changed."""
    page = facts_to_correct(expression_id, request.seat)
    form = forms.FactsForm(request.POST or None, initial=page.facts)
    if not form.is_valid():
        return render(request, "corpus/correct_fact.html", {"page": page, "form": form})
    expression = correcting.correct_fact(expression_id, fixes=form.fixes(), by=request.seat, now=timezone.now())
    messages.success(request, _("Đã lưu chi tiết của văn bản."))
    return redirect(expression)


@require_safe
@seated
def place(request: SeatedRequest, address: str, eid: str) -> HttpResponse:
    """Lead to a provision in its text, on whichever sheet it stands: the address that is given away."""
    return redirect(place_href(address, eid, request.seat))


@require_safe
@seated
def cite(request: SeatedRequest, address: str, eid: str = "") -> HttpResponse:
    """Show how a provision, or the whole document, is cited; only the card where htmx asks."""
    context = {"card": quotable(address, eid, request.seat)}
    return render(request, f"corpus/citation.html{'#trich-dan' if request.htmx else ''}", context)


@require_safe
@seated
def find(request: SeatedRequest, address: str) -> HttpResponse:
    """Show where words stand in one document, with or without marks."""
    found = found_in(address, request.GET.get("tim", "").strip(), request.seat)
    return render(request, "corpus/found.html", {"found": found})


@require_safe
@seated
def preview_citation(request: SeatedRequest, citation_id: int) -> HttpResponse:
    """Show the words a citation leads to: a page of its own, and only the words where htmx asks."""
    context = {"preview": preview(citation_id, request.seat)}
    return render(request, f"corpus/preview.html{'#xem-truoc' if request.htmx else ''}", context)


@require_safe
@seated
def citing_documents(request: SeatedRequest, work_id: int) -> HttpResponse:
    """List the documents of the corpus that cite one."""
    context = {"citing": citing(work_id, request.seat, number=request.GET.get("trang", "1"))}
    return render(request, "corpus/citing.html", context)


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


def _refused(request: SeatedRequest, token: str, refused: Sequence[importing.Outcome]) -> HttpResponse:
    page = review(token, request.seat, now=timezone.now(), or_nothing=True)
    context = {"page": page, "waiting": forms.with_forms(page.waiting), "refused": refused}
    return render(request, "corpus/review_import.html", context)
