"""Join another unit's conference, ask to be excused, answer that, take it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thongsuot.conferences import permissions
from thongsuot.conferences.actions import arranging
from thongsuot.conferences.queries.board import instead_page
from thongsuot.orgs.seated import SeatedRequest, seated


@require_safe
@seated
def instead(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show what a unit may do in place of a conference of its own."""
    permissions.check_keep(request.seat)
    return render(request, "conferences/instead.html", {"page": instead_page(dissemination_id, request.seat)})


@require_POST
@seated
def join(request: SeatedRequest, conference_id: int) -> HttpResponse:
    kept = arranging.join_conference(conference_id, by=request.seat, now=timezone.now())
    return redirect("instead_of_conference", kept.dissemination_id)


@require_POST
@seated
def ask(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    arranging.ask_excuse(dissemination_id, reason=reason, by=request.seat, now=timezone.now())
    return redirect("instead_of_conference", dissemination_id)


@require_POST
@seated
def take_back(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    arranging.take_back_arrangement(dissemination_id, by=request.seat, now=timezone.now())
    return redirect("instead_of_conference", dissemination_id)


@require_POST
@seated
def decide(request: SeatedRequest, arrangement_id: int) -> HttpResponse:
    """Take the answer of the unit above, and show its board again."""
    kept = arranging.decide_excuse(
        arrangement_id,
        is_granted=request.POST.get("decision") == "grant",
        answer=request.POST.get("answer", ""),
        by=request.seat,
        now=timezone.now(),
    )
    return redirect("conference_board", kept.dissemination_id)
