"""Report a conference, and take the report as Word or PDF."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from thongsuot.files.views import download
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.proceedings.actions import reporting


@require_POST
@seated
def report(request: SeatedRequest, conference_id: int) -> HttpResponse:
    reporting.issue_report(conference_id, by=request.seat, now=timezone.now())
    return redirect("conference", conference_id)


@require_GET
@seated
def report_file(request: SeatedRequest, conference_id: int) -> FileResponse:
    """Hand out the report; the opening is written down first."""
    return download(reporting.open_report(conference_id, by=request.seat, now=timezone.now()))


@require_GET
@seated
def report_pdf(request: SeatedRequest, conference_id: int) -> FileResponse:
    """Hand it out as PDF, for reading and printing."""
    return download(reporting.open_report_pdf(conference_id, by=request.seat, now=timezone.now()))
