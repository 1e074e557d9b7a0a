"""Pages of the frame itself: for requests that cannot even reach a room, and for whoever keeps the installation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thongsuot.orgs import permissions
from thongsuot.orgs.seated import SeatedRequest, acting, seated_or_administrator
from thongsuot.site import actions, appearance
from thongsuot.site.status.page import status_page


@login_not_required
def absent(request: HttpRequest) -> HttpResponse:
    """Answer for doors that this house does not have."""
    raise Http404


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page stood open too long; `reason` is for machines and is not shown."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request cannot be read, or is larger than what is taken.

    Rendered without the request: it may be the request's very host that cannot be trusted.
    """
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def own_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep a door of allauth shut to sessions that may not set a password; the visitor is told before typing one."""

    @wraps(view)
    def inner(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        permissions.check_set_password(request.entry_code, request.units)
        return view(request, *args, **kwargs)

    return inner


@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Have pages look light, dark, of high contrast or as the device asks, on this device."""
    response = redirect("own_page")
    appearance.keep(response, request.POST.get("giao-dien", ""), secure=request.is_secure())
    return response


@require_safe
@seated_or_administrator
def status(request: SeatedRequest) -> HttpResponse:
    """Show the administrator and auditors how the installation is, and what to do where it is not well."""
    return render(request, "site/status.html", {"page": status_page(acting(request), timezone.now())})


@require_POST
@seated_or_administrator
def run_job_again(request: SeatedRequest, job_id: UUID) -> HttpResponse:
    """Put a failed job back into the queue."""
    actions.run_job_again(job_id, by=acting(request), now=timezone.now())
    messages.success(request, _("Đã cho chạy lại. Tải lại trang sau một phút để xem kết quả."))
    return redirect("status")
