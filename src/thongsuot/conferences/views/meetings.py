"""Plan a conference, call the roll, end it, report it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.conferences import permissions
from thongsuot.conferences.actions import attending, planning
from thongsuot.conferences.forms import ConferenceForm, roll_from
from thongsuot.conferences.queries.board import board
from thongsuot.conferences.queries.pages import conference_list, conference_page, roll
from thongsuot.conferences.queries.planning import planned_form
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, key_of, seated


@require_safe
@seated
def conferences(request: SeatedRequest) -> HttpResponse:
    """List the drives that ask for a conference."""
    return render(request, "conferences/conferences.html", {"page": conference_list(request.seat)})


@require_safe
@seated
def units(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show how far the units below have come: all of them, or those in one state."""
    page = board(dissemination_id, request.seat, timezone.now(), request.GET.get("tinh-trang", ""))
    return render(request, "conferences/board.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def plan(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Ask when and where, and keep it."""
    permissions.check_keep(request.seat)
    page = planned_form(dissemination_id, request.seat)
    form = ConferenceForm(request.POST or None, initial=page.initial)
    if request.method == "POST" and form.is_valid():
        kept = planning.plan_conference(dissemination_id, plan=form.plan(), by=request.seat, now=timezone.now())
        return redirect("prepare_conference", kept.pk)
    return render(request, "conferences/plan.html", {"page": page, "form": form})


@require_safe
@seated
def conference(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show one conference."""
    page = conference_page(conference_id, request.seat, timezone.now())
    return render(request, "conferences/conference.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def roll_call(request: SeatedRequest, conference_id: int, half_day_id: int) -> HttpResponse:
    """Show the roll of a half day, and keep what was marked."""
    now = timezone.now()
    if request.method == "POST":
        call = roll_from(request.POST, half_day_id)
        attending.mark_attendance(conference_id, call=call, by=request.seat, now=now, key=key_of(request))
        return redirect("roll_call", conference_id, half_day_id)
    page = roll(conference_id, half_day_id, request.seat, now)
    return render(request, "conferences/roll.html", {"page": page, "key": new_key()})


@require_POST
@seated
def end(request: SeatedRequest, conference_id: int) -> HttpResponse:
    planning.end_conference(conference_id, by=request.seat, now=timezone.now())
    return redirect("conference", conference_id)
