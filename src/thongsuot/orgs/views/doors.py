"""The two doors before a seat: the entry code, and the choice among seats."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.orgs.forms.entry import EntryForm
from thongsuot.orgs.seated import ENTRY_KEY, SEAT_KEY, SeatedRequest
from thongsuot.people import sessions

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


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
        sessions.begin(request, form.person, form.code_id)
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
