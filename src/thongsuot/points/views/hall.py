"""The screen of a point, and the page that a phone opens by it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from thongsuot.conferences.queries.delegate import pass_of_code, pass_of_seat
from thongsuot.conferences.views import hall as delegates
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.people import throttle
from thongsuot.points import hall
from thongsuot.points.queries.screen import screen_page


@never_cache
@require_safe
@seated
def screen(request: SeatedRequest, point_id: int) -> HttpResponse:
    """Show the code of now, and how many have come."""
    page = screen_page(point_id, request.GET.get("chieu", ""), request.seat, timezone.now())
    return render(request, f"points/screen.html{'#screen' if request.htmx else ''}", {"page": page})


@never_cache
@login_not_required
@require_safe
def doorstep(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask whose phone this is, if the phone does not know, and for the code that was read out, if none was scanned."""
    seat = getattr(request, "seat", None)
    try:
        held = pass_of_seat(seat, timezone.now(), None) if seat else ""
    except ObjectDoesNotExist:
        held = ""
    shown = {"code": code, "held": held, "key": new_key()}
    return delegates.told_to_nobody(render(request, "points/doorstep.html", shown))


@csrf_exempt  # the signed pass in the form gives the right, no cookie does
@login_not_required
@require_POST
def through(request: HttpRequest) -> HttpResponse:
    """Take a code with a pass, or with the personal code that gives one, and lead to the delegate's own page."""
    fields = dict(request.POST.lists())
    if not request.POST.get("pass") and (card := request.POST.get("card", "")):
        throttle.check_ours(card, settings.ENTRY_KEYS, request.META.get("REMOTE_ADDR", ""))
        fields["pass"] = [pass_of_code(card, timezone.now())]
    return delegates.take(fields, hall.through)
