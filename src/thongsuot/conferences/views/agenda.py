"""The agenda of a conference: set by its keepers, or followed from the nearest conference above."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thongsuot.conferences.actions.agenda import set_agenda
from thongsuot.conferences.forms import agenda_text
from thongsuot.conferences.queries.agenda import agenda_page
from thongsuot.conferences.views.onward import onward
from thongsuot.orgs.seated import SeatedRequest, seated


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def agenda(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show the agenda that holds, and keep what was typed, pasted or uploaded once nothing is wrong with it."""
    now = timezone.now()
    typed = agenda_text(request.POST, request.FILES) if request.method == "POST" else None
    page = agenda_page(conference_id, request.seat, now, typed)
    if page.is_whole:
        set_agenda(conference_id, lines=page.lines, by=request.seat, now=now)
        return onward(request, "agenda", conference_id)
    return render(request, "conferences/agenda.html", {"page": page})
