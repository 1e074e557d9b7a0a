"""What stands behind the figures: the people of a conference, and the reports of the units below."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from thongsuot.kernel.clock import day_of
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.proceedings.handing import handed
from thongsuot.proceedings.queries.rows import Wanted, people_page
from thongsuot.proceedings.queries.sums import sum_page
from thongsuot.proceedings.sums import sum_paper

ROWS = 100


@require_safe
@seated
def people(request: SeatedRequest, conference_id: int, half_day_id: int) -> HttpResponse:
    """List the people behind one figure to a keeper of the unit."""
    wanted = Wanted(half_day_id, request.GET.get("tinh-trang", ""), request.GET.get("cach", ""))
    page = people_page(conference_id, wanted, request.seat)
    lines = Paginator(page.rows, ROWS).get_page(request.GET.get("trang"))
    return render(request, "proceedings/people.html", {"page": page, "lines": lines})


@require_safe
@seated
def below(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show what the units below reported, added up."""
    page = sum_page(dissemination_id, request.seat, request.GET.get("don-vi", ""))
    return render(request, "proceedings/below.html", {"page": page})


@require_GET
@seated
def below_file(request: SeatedRequest, dissemination_id: int, ending: str) -> HttpResponse:
    """Hand the sum out as Word or PDF."""
    page = sum_page(dissemination_id, request.seat, request.GET.get("don-vi", ""))
    found = sum_paper(page, day_of(timezone.now()))
    return handed(found, f"tong-hop-hoi-nghi-{page.unit.code}", ending)
