"""The office's doors to the people whom a draft names beside its rule."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade.actions import naming as actions
from thongsuot.cascade.forms import named_from, typed
from thongsuot.cascade.queries.naming import naming_page
from thongsuot.cascade.queries.pages import visible_dissemination
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def exceptions(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show whom a draft names, and who bears the name that was typed."""
    drive = visible_dissemination(dissemination_id, request.seat)
    page = naming_page(drive, typed(request.GET, "tim")[:80], request.seat, timezone.now())
    return render(request, "cascade/exceptions.html", {"page": page})


@require_POST
@seated
def make(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Name one more."""
    named = named_from(request.POST)
    actions.make_exception(dissemination_id, named=named, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã ghi vào bản nháp."))
    return redirect("exceptions", dissemination_id)


@require_POST
@seated
def drop(request: SeatedRequest, exception_id: int) -> HttpResponse:
    """Let the rule alone say again."""
    drive = actions.drop_exception(exception_id, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã bỏ ngoại lệ này."))
    return redirect("exceptions", drive.pk)
