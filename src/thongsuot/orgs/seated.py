"""A request that knows which seat acts, and the door that asks for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, cast
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat
from thongsuot.people.models import EntryCode, Person

P = ParamSpec("P")
SEAT_KEY = "seat"  # in a session: the id of the seat chosen
ENTRY_KEY = "entry_code"  # in a session: the id of the code it began with
View: TypeAlias = Callable[Concatenate[Any, P], HttpResponseBase]


class SeatedRequest(HttpRequest):
    """A signed-in request after `TakeSeat`, inside a view marked `seated`.

    `seats` are those held today that the session may act in; `units` the ids of all units where its person sits today;
    `entry_code` is the code that the session rests on, if on any.
    """

    seat: Seat
    seats: list[Seat]
    units: frozenset[int]
    entry_code: EntryCode | None
    htmx: HtmxDetails


def key_of(request: HttpRequest) -> UUID:
    """Take the idempotency key that the page made; a hand-made request without one gets a fresh key."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return new_key()


def seated(view: View[P]) -> View[P]:
    """Send whoever has no seat yet to the choice; one without any seat is told whom to ask."""

    @wraps(view)
    def inner(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "seat", None) is None:
            if len(getattr(request, "seats", [])) > 1:
                return redirect("choose_seat")
            return render(request, "people/no_seat.html", status=404)
        return view(request, *args, **kwargs)

    return cast("View[P]", inner)


def seated_or_administrator(view: View[P]) -> View[P]:
    """Let the administrator through without a seat: the first import happens before there is any."""
    behind_a_seat = seated(view)

    @wraps(view)
    def inner(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return (view if request.user.is_administrator else behind_a_seat)(request, *args, **kwargs)

    return cast("View[P]", inner)


def acting(request: SeatedRequest) -> Seat | Person:
    """Give who acts: the seat, or the administrator as a person until a seat is chosen."""
    if request.seat:
        return request.seat
    if not isinstance(request.user, Person):
        raise RuntimeError("nobody anonymous gets here")
    return request.user
