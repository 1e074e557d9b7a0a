"""A request that knows which seat acts, and the door that asks for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

P = ParamSpec("P")


class SeatedRequest(HttpRequest):
    """A signed-in request after `TakeSeat`, inside a view marked `seated`."""

    seat: Seat
    seats: list[Seat]
    htmx: HtmxDetails


def key_of(request: HttpRequest) -> UUID:
    """Take the idempotency key that the page made; a hand-made request without one gets a fresh key."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return new_key()


def seated(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Send whoever has no seat yet to the choice; an account without any seat sees the page for absent things."""

    @wraps(view)
    def inner(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "seat", None) is None:
            if len(getattr(request, "seats", [])) > 1:
                return redirect("choose_seat")
            raise ObjectDoesNotExist
        return view(request, *args, **kwargs)

    return inner
