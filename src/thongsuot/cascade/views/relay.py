"""The doors by which a unit passes a drive on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.cascade.actions import relay as actions
from thongsuot.cascade.forms import own_words_from, typed
from thongsuot.orgs.seated import SeatedRequest, seated


@require_POST
@seated
def pass_on(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Accept the drive for the unit, with its own words and day."""
    words = own_words_from(request.POST)
    actions.pass_on(dissemination_id, words=words, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã tiếp nhận. Người của đơn vị và cấp dưới đọc được lời chuyển tiếp."))
    return redirect("dissemination", dissemination_id)


@require_POST
@seated
def report_done(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Report to the level above."""
    report = typed(request.POST, "report")
    actions.report_done(dissemination_id, report=report, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã gửi báo cáo lên cấp trên."))
    return redirect("dissemination", dissemination_id)
