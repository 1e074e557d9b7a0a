"""A signed list comes in as a table: looked at first, kept whole or not at all."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thongsuot.conferences.actions.attending import PAPER, RollCall, mark_attendance
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, key_of, seated
from thongsuot.points.forms import list_text
from thongsuot.points.queries.paper import paper_page


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def signed_list(request: SeatedRequest, conference_id: int, half_day_id: int) -> HttpResponse:
    """Show what a list says and what is wrong where; keep it when told to and nothing is wrong."""
    page = paper_page(conference_id, half_day_id, request.seat, list_text(request.POST, request.FILES))
    if page.is_whole and page.found and request.POST.get("keep"):
        call = RollCall(half_day_id, page.found.marks, PAPER)
        mark_attendance(conference_id, call=call, by=request.seat, now=timezone.now(), key=key_of(request))
        return redirect("roll_call", conference_id, half_day_id)
    return render(request, "points/signed_list.html", {"page": page, "key": new_key()})
