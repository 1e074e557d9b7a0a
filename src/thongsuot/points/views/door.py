"""The door of a point: its page, the list it takes along, and what its devices bring back."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, key_of, seated
from thongsuot.points import keys, permissions
from thongsuot.points.actions import noting
from thongsuot.points.forms import batch_from, typed_at_door
from thongsuot.points.queries import door as queries


@require_safe
@seated
def point(request: SeatedRequest, point_id: int) -> HttpResponse:
    """Show the door of a point."""
    page = queries.door_page(point_id, request.seat, timezone.now())
    return render(request, "points/point.html", {"page": page, "key": new_key()})


@never_cache
@require_safe
@seated
def roster(request: SeatedRequest, point_id: int) -> JsonResponse:
    """Hand a device what it takes along; the opening is written down first."""
    return JsonResponse(
        noting.take_roster(point_id, device=request.GET.get("may", ""), by=request.seat, now=timezone.now())
    )


@require_POST
@seated
def note(request: SeatedRequest, point_id: int) -> HttpResponse:
    """Take what was typed at the door of a page without script."""
    now = timezone.now()
    held = queries.door_keeper(point_id, request.seat, now)
    passage = typed_at_door(request.POST, key_of(request), now)
    noting.note_passages(point_id, passages=[passage], by=held, now=now)
    return redirect("point", point_id)


@csrf_exempt  # the signed pass in the body gives the right, no cookie does
@login_not_required
@require_POST
def merge(request: HttpRequest, point_id: int) -> JsonResponse:
    """Take in a part of a device's queue and say of each passage what became of it."""
    held = permissions.check_signed(keys.read_pass(request.POST.get("pass", ""), settings.POINT_KEYS))
    now = timezone.now()
    outcomes = noting.note_passages(point_id, passages=batch_from(request.POST), by=held, now=now)
    return JsonResponse({"now": int(now.timestamp() * 1000), "kept": {each.number: each.said for each in outcomes}})
