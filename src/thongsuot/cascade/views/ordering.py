"""The office's doors to an order to publish: its page, another hour, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from thongsuot.cascade import jobs
from thongsuot.cascade.actions import ordering as actions
from thongsuot.cascade.forms import HourForm
from thongsuot.cascade.queries.ordering import order_page
from thongsuot.cascade.queries.pages import visible_dissemination
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def order(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show the last order of a drive and how far it is; htmx asks for the moving part alone."""
    return _shown(request, dissemination_id)


def _shown(request: SeatedRequest, dissemination_id: int, form: HourForm | None = None) -> HttpResponse:
    drive = visible_dissemination(dissemination_id, request.seat)
    page = order_page(drive, request.seat, timezone.now())
    shown = {"page": page, "form": form or HourForm(initial=page.initial)}
    if not request.htmx:
        return render(request, "cascade/order.html", shown, status=422 if form else 200)
    return render(request, "cascade/_order_moving.html", shown) if page.order.is_live else HttpResponseClientRefresh()


@require_POST
@seated
def move(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Let it go out at another hour."""
    form = HourForm(request.POST)
    if not form.is_valid():
        return _shown(request, dissemination_id, form)
    moved = actions.move_publishing(dissemination_id, at=form.moment(), by=request.seat, now=timezone.now())
    jobs.plan_publishing(moved)
    messages.success(request, _("Đã đổi giờ ban hành."))
    return redirect("publishing", dissemination_id)


@require_POST
@seated
def cancel(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Take the order back; the draft may be changed again."""
    actions.cancel_publishing(dissemination_id, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã hủy hẹn. Bản nháp sửa được như trước."))
    return redirect("dissemination", dissemination_id)
