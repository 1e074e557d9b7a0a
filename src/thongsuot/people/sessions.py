"""How a browser's session and the row by which its person knows it stay together."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thongsuot.kernel.clock import day_of
from thongsuot.people import actions
from thongsuot.people.devices import browser_of, system_of
from thongsuot.people.models import OpenSession, Person
from thongsuot.people.queries import others_of

MARK = "open_session"  # in a session: [id of its row, the key it had, the last day it was used]


def begin(request: HttpRequest, person: Person, code_id: int | None) -> None:
    """Write a session down that has just begun, and mark it with its row."""
    agent, now = request.headers.get("User-Agent", ""), timezone.now()
    key = request.session.session_key or ""
    begun = actions.Begun(key, browser_of(agent), system_of(agent), code_id)
    row = actions.begin_session(begun, by=person, now=now)
    request.session[MARK] = [row.pk, key, day_of(now).isoformat()]


def current(request: HttpRequest) -> int | None:
    """Give the id of the row of the session that asks; None for one that nobody wrote down."""
    mark = request.session.get(MARK)
    return mark[0] if mark else None


def end_others(request: HttpRequest, person: Person) -> None:
    """End all other sessions of a person: a new password is set because somebody else may know the old one."""
    now = timezone.now()
    actions.end_sessions(others_of(person, current(request), "", now), by=person, now=now)


class FollowSession:
    """Keep a row in step with its session: the key, which a new password changes, and the day of its last use.

    A session that has no mark, or whose key and day are those it had, costs no statement.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        mark, key = request.session.get(MARK), request.session.session_key
        today = day_of(timezone.now())
        if mark and key and request.user.is_authenticated and mark[1:] != [key, today.isoformat()]:
            OpenSession.objects.filter(pk=mark[0], person=request.user.pk).update(key=key, seen_on=today)
            request.session[MARK] = [mark[0], key, today.isoformat()]
        return response
