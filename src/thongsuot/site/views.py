"""Pages of the frame itself: what Django asks for when a request cannot even reach a room."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from thongsuot.orgs import permissions


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
