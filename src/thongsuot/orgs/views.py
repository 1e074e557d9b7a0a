"""The pages of units, import and entry codes, and the two doors before a seat: the code and the choice."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.clock import day_of
from thongsuot.orgs import actions, marked, permissions, queries, template, workbook
from thongsuot.orgs.forms import EntryForm, ImportForm
from thongsuot.orgs.models import Seat
from thongsuot.orgs.qr import entrance, with_pictures
from thongsuot.orgs.seated import ENTRY_KEY, SEAT_KEY, SeatedRequest, seated, seated_or_administrator
from thongsuot.orgs.sentences import imported
from thongsuot.people.models import Person

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
CARDS_PER_SHEET = 60
HOLDERS_PER_PAGE = 100


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for a code typed by hand, and exchange it."""
    if request.method == "POST":
        return _exchange(request, request.POST.get("code", ""))
    return render(request, "people/enter.html", {"form": EntryForm()})


@never_cache
@login_not_required
@require_GET
def enter_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Exchange the code of a scanned link at once, so that it stays in no address bar."""
    return _exchange(request, code)


def _exchange(request: HttpRequest, code: str) -> HttpResponse:
    """Give a fresh session for a valid code; the address of the code is told to nobody."""
    form = EntryForm({"code": code}, address=request.META.get("REMOTE_ADDR", ""))
    if form.is_valid() and form.person is not None:
        login(request, form.person, backend=MODEL_BACKEND)
        request.session[ENTRY_KEY] = form.code_id
        response: HttpResponse = redirect("/")
    else:
        response = render(request, "people/enter.html", {"form": form}, status=form.status)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "POST"])
def choose_seat(request: SeatedRequest) -> HttpResponse:
    """Choose the seat that acts from here on, out of those held today."""
    if request.method == "POST":
        chosen = next((seat for seat in request.seats if str(seat.pk) == request.POST.get("seat")), None)
        if chosen is None:
            raise ObjectDoesNotExist
        request.session[SEAT_KEY] = chosen.pk
        return redirect("/")
    if not request.seats:
        return render(request, "people/no_seat.html", status=404)
    return render(request, "people/choose_seat.html")


@seated
@require_GET
def my_unit(request: SeatedRequest) -> HttpResponse:
    return _unit_page(request, None)


@seated
@require_GET
def unit(request: SeatedRequest, code: str) -> HttpResponse:
    return _unit_page(request, code)


def _unit_page(request: SeatedRequest, code: str | None) -> HttpResponse:
    page = queries.unit_page(code, by=request.seat, today=day_of(timezone.now()))
    holders = Paginator(page.holders, HOLDERS_PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "orgs/unit.html", {"page": page, "holders": holders})


@seated_or_administrator
@require_http_methods(["GET", "POST"])
def import_organisation(request: SeatedRequest) -> HttpResponse:
    """Take in a filled workbook, or show what is wrong with it and leave everything as it was."""
    by = _acting(request)
    permissions.check_import(by)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        result = actions.import_organisation(form.rows, by=by, now=timezone.now())
        messages.success(request, imported(result))
        return redirect("import_organisation")
    if form.cell_errors:
        request.session["marked"] = form.keep_marked_copy()
    return render(request, "orgs/import.html", {"form": form}, status=422 if form.errors else 200)


@seated_or_administrator
@require_GET
def import_template(request: SeatedRequest) -> HttpResponseBase:
    permissions.check_import(_acting(request))
    out = BytesIO()
    template.write_template(out)
    out.seek(0)
    return _workbook(out, "mau-to-chuc.xlsx")


@seated_or_administrator
@require_GET
def marked_copy(request: SeatedRequest) -> HttpResponseBase:
    permissions.check_import(_acting(request))
    path = marked.find(request.session.get("marked", ""))
    if path is None:
        raise ObjectDoesNotExist
    return _workbook(path.open("rb"), "danh-sach-da-danh-dau.xlsx")


def _workbook(file: IO[bytes], name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=workbook.MEDIA_TYPE)


def _acting(request: SeatedRequest) -> Seat | Person:
    """The administrator acts as a person until a seat is chosen."""
    if request.seat:
        return request.seat
    if not isinstance(request.user, Person):
        raise RuntimeError("nobody anonymous gets here")
    return request.user


@never_cache
@seated
@require_http_methods(["GET", "POST"])
def entry_codes(request: SeatedRequest, code: str) -> HttpResponse:
    """Show the cards of one's own unit for printing; POST makes a code for whoever has none."""
    now = timezone.now()
    unit, cards = queries.code_cards(code, by=request.seat, now=now)
    if request.method == "POST":
        actions.hand_out_codes(unit.pk, by=request.seat, now=now)
        return redirect("entry_codes", code=code)
    sheet = Paginator([card for card in cards if card.code], CARDS_PER_SHEET).get_page(request.GET.get("trang"))
    missing = sum(card.code is None for card in cards)
    context = {"unit": unit, "sheet": sheet, "cards": with_pictures(sheet.object_list), "missing": missing}
    context["entrance"] = entrance()
    return render(request, "orgs/entry_codes.html", context)


@seated
@require_POST
def renew_code(request: SeatedRequest, code: str, seat_id: int) -> HttpResponse:
    actions.renew_code(seat_id, by=request.seat, now=timezone.now())
    return redirect("entry_codes", code=code)


@seated
@require_POST
def take_back_code(request: SeatedRequest, code: str, code_id: int) -> HttpResponse:
    actions.take_back_code(code_id, by=request.seat, now=timezone.now())
    return redirect("entry_codes", code=code)
