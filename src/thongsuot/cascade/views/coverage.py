"""The doors to coverage: one's own unit, any unit below it, a day gone by, two drives side by side, a workbook."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thongsuot.cascade.queries.comparison import comparison
from thongsuot.cascade.queries.coverage import coverage, sifted
from thongsuot.cascade.queries.past import AskedDay, past_coverage
from thongsuot.cascade.queries.rows import asked_from, load_parents
from thongsuot.cascade.queries.workbook import workbook_of
from thongsuot.orgs.forms.fields import day_from
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.orgs.workbook import MEDIA_TYPE

ROWS_PER_PAGE = 100


@require_GET
@seated
def own(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show who has and who has not, from the seat's own unit down."""
    return _shown(request, dissemination_id, "")


@require_GET
@seated
def unit(request: SeatedRequest, dissemination_id: int, unit_code: str) -> HttpResponse:
    """Show the same one level or more further down."""
    return _shown(request, dissemination_id, unit_code)


def _shown(request: SeatedRequest, dissemination_id: int, unit_code: str) -> HttpResponse:
    page = sifted(dissemination_id, request.seat, timezone.now(), asked_from(request.GET, unit_code))
    sheet = Paginator(page.shown_rows, ROWS_PER_PAGE).get_page(request.GET.get("trang"))
    if page.asked.level:
        load_parents(list(sheet))
    return render(request, "cascade/coverage.html", {"page": page, "sheet": sheet})


@require_GET
@seated
def workbook(request: SeatedRequest, dissemination_id: int, unit_code: str) -> HttpResponse:
    """Hand out the figures of the page as a workbook."""
    page = coverage(dissemination_id, request.seat, timezone.now(), unit_code)
    rows = [page.total, *page.rows, *([page.own] if page.own else [])]
    content = workbook_of(page.dissemination.title, page.texts, rows)
    name = f"do-phu-{dissemination_id}-{page.total.organisation.code}-{page.today:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, MEDIA_TYPE, headers=headers)


@require_GET
@seated
def day(request: SeatedRequest, dissemination_id: int, unit_code: str) -> HttpResponse:
    """Show what coverage said at the end of a day, counted again from the ledger."""
    typed = request.GET.get("ngay", "")
    page = past_coverage(dissemination_id, request.seat, timezone.now(), AskedDay(day_from(typed), unit_code))
    return render(request, "cascade/coverage_day.html", {"page": page, "typed": typed})


@require_GET
@seated
def compare(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show two drives side by side, unit by unit."""
    other = request.GET.get("voi", "")
    page = comparison(dissemination_id, int(other) if other.isdecimal() else None, request.seat, timezone.now())
    return render(request, "cascade/comparison.html", {"page": page})
