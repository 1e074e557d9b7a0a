"""The doors to disseminations: the list, the builder, publishing, the published page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade import jobs, permissions, rules
from thongsuot.cascade.actions import approving, ordering
from thongsuot.cascade.actions import drafting as actions
from thongsuot.cascade.forms import HourForm, PlanForm
from thongsuot.cascade.models import Dissemination, PublishOrder
from thongsuot.cascade.queries.pages import (
    approval_page,
    builder_page,
    dissemination_list,
    dissemination_page,
    visible_dissemination,
)
from thongsuot.kernel.errors import refusal_of
from thongsuot.notices.workdays import MORNING
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def disseminations(request: SeatedRequest) -> HttpResponse:
    """List the drives this seat may see, open ones first."""
    return render(request, "cascade/disseminations.html", {"page": dissemination_list(request.seat, timezone.now())})


@require_POST
@seated
def draft(request: SeatedRequest) -> HttpResponse:
    """Make an empty draft."""
    drive = actions.draft_dissemination(None, by=request.seat, now=timezone.now())
    return redirect("dissemination", drive.pk)


@require_GET
@seated
def dissemination(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show the builder for a draft, and what was published for the rest."""
    drive = visible_dissemination(dissemination_id, request.seat)
    if drive.published_at is None:
        return _draft(request, drive)
    page = dissemination_page(drive, request.seat, timezone.now())
    return render(request, "cascade/dissemination.html", {"page": page})


def _draft(request: SeatedRequest, drive: Dissemination) -> HttpResponse:
    """Show a draft to who writes it, or to who is to say yes to it; one that is ordered goes out as it is."""
    if refusal_of(permissions.check_approve, request.seat):
        return _builder(request, drive)
    page = approval_page(drive, request.seat, timezone.now())
    return _ordered(page.order) or render(request, "cascade/approval.html", {"page": page})


def _ordered(order: PublishOrder | None) -> HttpResponse | None:
    """Lead to the order of a draft that is to go out, or is going out."""
    return redirect("publishing", order.dissemination_id) if order is not None and order.is_live else None


def _builder(
    request: SeatedRequest, drive: Dissemination, form: PlanForm | None = None, hour: HourForm | None = None
) -> HttpResponse:
    page = builder_page(drive, request.seat, timezone.now())
    is_asked = hour is not None and "hen" in request.POST
    shown = {
        "page": page,
        "form": form or PlanForm(initial=page.initial),
        "hour": hour if is_asked else HourForm(initial={"on": page.next_workday, "hour": MORNING}),
    }
    return _ordered(page.order) or render(request, "cascade/builder.html", shown, status=422 if form else 200)


@require_POST
@seated
def plan(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Keep what the builder holds, and go on with what was pressed: publish, propose, or order for an hour."""
    form, hour = PlanForm(request.POST), HourForm(request.POST)
    if form.is_valid() and ("hen" not in request.POST or hour.is_valid()):
        try:
            actions.plan_dissemination(dissemination_id, plan=form.plan(), by=request.seat, now=timezone.now())
            return _gone_on(request, dissemination_id, hour)
        except rules.StaleDraft as stale:
            form.add_error(None, stale.message)
    return _builder(request, visible_dissemination(dissemination_id, request.seat), form, hour)


def _gone_on(request: SeatedRequest, dissemination_id: int, hour: HourForm) -> HttpResponse:
    """Do what was pressed beside saving."""
    by, now = request.seat, timezone.now()
    if "ban-hanh" in request.POST:
        return _published(request, dissemination_id)
    if "hen" in request.POST:
        jobs.plan_publishing(ordering.order_publishing(dissemination_id, at=hour.moment(), by=by, now=now))
        return redirect("publishing", dissemination_id)
    if "ngoai-le" in request.POST:
        return redirect("exceptions", dissemination_id)
    if "trinh" in request.POST:
        approving.propose_dissemination(dissemination_id, by=by, now=now)
        messages.success(request, _("Đã trình. Người đứng đầu thấy đợt này ở trang Hôm nay."))
    return redirect("dissemination", dissemination_id)


def _published(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Publish now, or let the background do it and show how far it is."""
    if order := ordering.publish_or_order(dissemination_id, by=request.seat, now=timezone.now()):
        jobs.plan_publishing(order)
        return redirect("publishing", dissemination_id)
    messages.success(request, _("Đã ban hành. Các đơn vị thấy việc của mình ngay từ bây giờ."))
    return redirect("dissemination", dissemination_id)
