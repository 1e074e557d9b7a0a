"""The doors to coverage: one's own unit, then any unit below it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.cascade.queries.coverage import coverage
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def own(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show who has and who has not, from the seat's own unit down."""
    page = coverage(dissemination_id, request.seat, timezone.now()).asking(request.GET.get("tinh-trang", ""))
    return render(request, "cascade/coverage.html", {"page": page})


@require_GET
@seated
def unit(request: SeatedRequest, dissemination_id: int, unit_code: str) -> HttpResponse:
    """Show the same one level or more further down."""
    found = coverage(dissemination_id, request.seat, timezone.now(), unit_code)
    page = found.asking(request.GET.get("tinh-trang", ""))
    return render(request, "cascade/coverage.html", {"page": page})
