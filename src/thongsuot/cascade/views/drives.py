"""The doors to disseminations: the list, the builder, publishing, the published page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade import permissions
from thongsuot.cascade.actions import approving
from thongsuot.cascade.actions import drafting as actions
from thongsuot.cascade.forms import PlanForm
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.pages import (
    approval_page,
    builder_page,
    dissemination_list,
    dissemination_page,
    visible_dissemination,
)
from thongsuot.cascade.rules import StaleDraft
from thongsuot.kernel.errors import refusal_of
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
    """Show a draft to who writes it, or to who is to say yes to it."""
    if refusal_of(permissions.check_approve, request.seat):
        return _builder(request, drive)
    return render(request, "cascade/approval.html", {"page": approval_page(drive, request.seat, timezone.now())})


def _builder(request: SeatedRequest, drive: Dissemination, form: PlanForm | None = None) -> HttpResponse:
    page = builder_page(drive, request.seat, timezone.now())
    shown = form or PlanForm(initial=page.initial)
    return render(request, "cascade/builder.html", {"page": page, "form": shown}, status=422 if form else 200)


@require_POST
@seated
def plan(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Keep what the builder holds; with "ban-hanh" or "trinh" pressed, publish or propose it in the same step."""
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            return _planned(request, dissemination_id, form)
        except StaleDraft as stale:
            form.add_error(None, stale.message)
    return _builder(request, visible_dissemination(dissemination_id, request.seat), form)


def _planned(request: SeatedRequest, dissemination_id: int, form: PlanForm) -> HttpResponse:
    """Keep the draft, then do what was pressed."""
    by, now = request.seat, timezone.now()
    actions.plan_dissemination(dissemination_id, plan=form.plan(), by=by, now=now)
    if "ban-hanh" in request.POST:
        actions.publish_dissemination(dissemination_id, by=by, now=now)
        messages.success(request, _("Đã ban hành. Các đơn vị thấy việc của mình ngay từ bây giờ."))
    if "trinh" in request.POST:
        approving.propose_dissemination(dissemination_id, by=by, now=now)
        messages.success(request, _("Đã trình. Người đứng đầu thấy đợt này ở trang Hôm nay."))
    return redirect("dissemination", dissemination_id)
