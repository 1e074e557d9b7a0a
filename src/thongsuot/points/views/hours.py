"""Hours of presence, as a page and as a workbook."""

from __future__ import annotations

from io import BytesIO

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.orgs.workbook import MEDIA_TYPE
from thongsuot.points.hoursheet import workbook_of
from thongsuot.points.queries.hours import hours_page

ROWS = 100


@require_safe
@seated
def hours(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show from when to when people were there."""
    page = hours_page(conference_id, request.seat, timezone.now())
    lines = Paginator(page.people, ROWS).get_page(request.GET.get("trang"))
    return render(request, "points/hours.html", {"page": page, "lines": lines})


@require_GET
@seated
def hours_file(request: SeatedRequest, conference_id: int) -> FileResponse:
    """Hand the same figures out as a workbook."""
    page = hours_page(conference_id, request.seat, timezone.now())
    name = f"gio-co-mat-{page.conference.pk}.xlsx"
    return FileResponse(BytesIO(workbook_of(page)), as_attachment=True, filename=name, content_type=MEDIA_TYPE)
