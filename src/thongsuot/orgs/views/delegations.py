"""Who acts for the head of a unit: the page, the form on it, and the button that ends it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.kernel.clock import day_of
from thongsuot.orgs import permissions
from thongsuot.orgs.actions.delegations import end_delegation as end
from thongsuot.orgs.forms.delegations import DelegationForm
from thongsuot.orgs.queries.delegations import delegations_page
from thongsuot.orgs.seated import SeatedRequest, seated


@seated
@require_http_methods(["GET", "POST"])
def delegations(request: SeatedRequest, code: str) -> HttpResponse:
    """Show who acts for whom in a unit; POST has another act for its head."""
    now = timezone.now()
    page = delegations_page(code, by=request.seat, today=day_of(now))
    form = DelegationForm(request.POST or None, candidates=page.candidates, today=day_of(now))
    if request.method == "POST":
        permissions.check_delegates(request.seat, page.unit)
        if form.done(request.seat, now):
            messages.success(request, _("Đã ghi ủy quyền."))
            return redirect("delegations", code=code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "orgs/delegations.html", {"page": page, "form": form}, status=status)


@seated
@require_POST
def end_delegation(request: SeatedRequest, code: str, delegation_id: int) -> HttpResponse:
    end(delegation_id, by=request.seat, now=timezone.now())
    messages.success(request, _("Đã cho thôi ủy quyền."))
    return redirect("delegations", code=code)
