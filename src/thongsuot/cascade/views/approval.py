"""The head's doors: what waits for a word, approving, returning, and whether the office has to ask."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade.actions import approving as actions
from thongsuot.cascade.forms import typed
from thongsuot.cascade.queries.approval import approvals_page
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def approvals(request: SeatedRequest) -> HttpResponse:
    """List what was laid before the head of one's unit, and say whether the office has to ask."""
    return render(request, "cascade/approvals.html", {"page": approvals_page(request.seat)})


@require_POST
@seated
def choose(request: SeatedRequest) -> HttpResponse:
    """Choose whether the office asks before it publishes."""
    is_needed = request.POST.get("needed") == "1"
    actions.ask_for_approval(is_needed, by=request.seat, now=timezone.now())
    asked = _("Từ nay văn phòng trình duyệt trước khi ban hành.")
    messages.success(request, asked if is_needed else _("Từ nay văn phòng ban hành không cần trình duyệt."))
    return redirect("approvals")


@require_POST
@seated
def approve(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Say yes to the draft that was read."""
    seen = typed(request.POST, "seen")
    actions.approve_dissemination(dissemination_id, seen=seen, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã duyệt. Văn phòng ban hành được đúng bản này."))
    return redirect("dissemination", dissemination_id)


@require_POST
@seated
def give_back(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Give the draft back with what is to be mended."""
    reason = typed(request.POST, "reason")
    actions.return_dissemination(dissemination_id, reason=reason, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã trả lại. Văn phòng thấy lý do ngay trên bản nháp."))
    return redirect("dissemination", dissemination_id)
