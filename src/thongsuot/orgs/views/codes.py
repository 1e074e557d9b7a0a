"""The sheet of entry codes of a unit, and the buttons on its cards."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.orgs import sentences
from thongsuot.orgs.actions import codes as actions
from thongsuot.orgs.models import Organisation
from thongsuot.orgs.qr import entrance, with_pictures
from thongsuot.orgs.queries.codes import code_cards
from thongsuot.orgs.seated import SeatedRequest, seated

CARDS_PER_SHEET = 60
CHANGES = {"renew": actions.renew_codes, "take_back": actions.take_back_codes}


@never_cache
@seated
@require_http_methods(["GET", "POST"])
def entry_codes(request: SeatedRequest, code: str) -> HttpResponse:
    """Show the cards of one's own unit for printing; POST makes a code for whoever has none."""
    now = timezone.now()
    unit, cards = code_cards(code, by=request.seat, now=now)
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
def change_codes(request: SeatedRequest, code: str, change: str) -> HttpResponse:
    """Renew or take back the codes of a whole unit."""
    unit = Organisation.objects.visible_to(request.seat).get(code=code)
    changed = CHANGES[change](unit.pk, by=request.seat, now=timezone.now())
    messages.success(request, sentences.codes_changed(change, len(changed)))
    return redirect("entry_codes", code=code)


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
