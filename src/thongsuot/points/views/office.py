"""What the office does with the points of a conference: watches, looks into what is odd, takes in files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.points.actions import settling
from thongsuot.points.forms import queue_file
from thongsuot.points.queries.live import live_drive, live_page
from thongsuot.points.queries.settling import settling_page


@require_safe
@seated
def board(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show a conference live."""
    page = live_page(conference_id, request.seat, timezone.now())
    return render(request, f"points/live.html{'#live' if request.htmx else ''}", {"page": page})


@require_safe
@seated
def drive(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show all that meets today for a drive."""
    page = live_drive(dissemination_id, request.seat, timezone.now())
    return render(request, f"points/live_drive.html{'#live' if request.htmx else ''}", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def settle(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """List what a person must look at, and keep that they did."""
    if request.method == "POST":
        finding, note = request.POST.get("finding", ""), request.POST.get("note", "")
        settling.settle_finding(conference_id, finding=finding, note=note, by=request.seat, now=timezone.now())
        return redirect("settle_findings", conference_id)
    return render(request, "points/settle.html", {"page": settling_page(conference_id, request.seat)})


@require_POST
@seated
def hand_over(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Take in the file of a device whose network never came."""
    settling.hand_over_queue(queue_file(request.FILES), by=request.seat, now=timezone.now())
    return redirect("points", conference_id)
