"""The pages of units: what one is, what it was, and how its office changes it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from thongsuot.kernel.clock import day_of
from thongsuot.orgs.actions.acting import end_acting as end
from thongsuot.orgs.forms.fields import day_from
from thongsuot.orgs.forms.units import FORMS, blank
from thongsuot.orgs.queries import changing, history
from thongsuot.orgs.queries.delegations import standing_in
from thongsuot.orgs.queries.units import unit_page
from thongsuot.orgs.seated import SeatedRequest, acting, seated_or_administrator
from thongsuot.orgs.sentences import changed

HOLDERS_PER_PAGE = 100


@seated_or_administrator
@require_GET
def my_unit(request: SeatedRequest) -> HttpResponse:
    """Show the seat's own unit, or the top one to an administrator without a seat."""
    return _unit_page(request, None)


@seated_or_administrator
@require_GET
def unit(request: SeatedRequest, code: str) -> HttpResponse:
    return _unit_page(request, code)


def _unit_page(request: SeatedRequest, code: str | None) -> HttpResponse:
    today = day_of(timezone.now())
    page = unit_page(code, by=acting(request), today=today)
    holders = Paginator(page.holders, HOLDERS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "holders": holders, "standing_in": standing_in(page.unit, request.seat, today)}
    return render(request, "orgs/unit.html", context)


@seated_or_administrator
@require_GET
def unit_history(request: SeatedRequest, code: str) -> HttpResponse:
    """Show what a unit was called and where it stood, stage by stage and on the day asked for."""
    typed = request.GET.get("ngay", "")
    page = history.history_page(code, day=day_from(typed), by=acting(request))
    return render(request, "orgs/unit_history.html", {"page": page, "typed": typed})


@seated_or_administrator
@require_GET
def change_unit(request: SeatedRequest, code: str) -> HttpResponse:
    """Show the ways in which a unit changes."""
    by, today = acting(request), day_of(timezone.now())
    page = changing.change_page(code, by=by, today=today)
    return render(request, "orgs/change_unit.html", {"page": page, "forms": blank(page, by, today)})


@seated_or_administrator
@require_POST
def apply_change(request: SeatedRequest, code: str, change: str) -> HttpResponse:
    """Carry one change out, or show the page again with what stands in its way."""
    by, now = acting(request), timezone.now()
    page = changing.change_page(code, by=by, today=day_of(now))
    form = FORMS[change](request.POST, unit=page.unit, by=by)
    if form.done(now):
        messages.success(request, changed(change))
        return redirect("unit", code=code)
    forms = blank(page, by, day_of(now)) | {change: form}
    return render(request, "orgs/change_unit.html", {"page": page, "forms": forms, "wrong": form}, status=422)


@seated_or_administrator
@require_POST
def end_acting(request: SeatedRequest, code: str, seat_id: int) -> HttpResponse:
    end(seat_id, by=acting(request), now=timezone.now())
    messages.success(request, changed("end_acting"))
    return redirect("change_unit", code=code)
