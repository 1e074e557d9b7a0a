"""The pages of units."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.kernel.clock import day_of
from thongsuot.orgs.queries.units import unit_page
from thongsuot.orgs.seated import SeatedRequest, seated

HOLDERS_PER_PAGE = 100


@seated
@require_GET
def my_unit(request: SeatedRequest) -> HttpResponse:
    return _unit_page(request, None)


@seated
@require_GET
def unit(request: SeatedRequest, code: str) -> HttpResponse:
    return _unit_page(request, code)


def _unit_page(request: SeatedRequest, code: str | None) -> HttpResponse:
    page = unit_page(code, by=request.seat, today=day_of(timezone.now()))
    holders = Paginator(page.holders, HOLDERS_PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "orgs/unit.html", {"page": page, "holders": holders})
