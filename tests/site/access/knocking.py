"""Knock at every door as everybody, undo what it did, and write down in one word what the answer was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from django.core.cache import caches
from django.db import connections, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.site.access.doors import Door, doors
from tests.site.access.world import RELATIONS, World
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
API = "api-1:"
SIGN_IN = "/tai-khoan/dang-nhap/"
NO_SUCH_METHOD = "–"
WORDS = {400: "unread", 401: "sign in", 403: "refused", 404: "absent", 405: NO_SUCH_METHOD, 409: "not now"}
WORDS |= {422: "unread", 503: "opens"}  # 503 is the health page while no writer runs

Row: TypeAlias = tuple[str, str, str, dict[str, list[str]]]  # name, method, whose, answers by column


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the doors: a browser, and the token that the API asks for where one may have it."""

    client: Client
    token: str = ""

    def knock(self, door: Door, name: str, method: str) -> str:
        """Ask once, undo it, and give the word for the answer."""
        cookies = copy(self.client.cookies)
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(transaction.atomic(using=alias))
            word = word_for(self._ask(door, name, method), name, method)
            for alias in connections:
                transaction.set_rollback(True, using=alias)
        self.client.cookies = cookies
        return word

    def _ask(self, door: Door, name: str, method: str) -> HttpResponseBase:
        for cache in ("default", "memory"):
            caches[cache].clear()
        form = {key: _rewound(value) for key, value in door.form.items()}
        address = address_of(name, door)
        if name.startswith(API):
            return self._call(address + door.ask, form, method)
        if method == "POST":
            return self.client.post(address, {"key": new_key(), **form})
        return self.client.get(address + door.ask)

    def _call(self, address: str, body: dict[str, Any], method: str) -> HttpResponseBase:
        headers = {"Idempotency-Key": str(new_key())}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if method == "POST":
            return Client().post(address, body, content_type="application/json", headers=headers)
        return Client().get(address, headers=headers)


def _rewound(value: Any) -> Any:
    if hasattr(value, "seek"):
        value.seek(0)
    return value


def word_for(answer: HttpResponseBase, name: str, method: str) -> str:
    """Say in one word what an answer means to who knocked."""
    status = answer.status_code
    assert status < 500 or name == "health", (name, method, status)
    if status == 302 and answer["Location"].startswith(SIGN_IN) and name != "account_logout":
        return "sign in"
    if status in WORDS:
        return WORDS[status]
    is_page = method == "GET" or (status == 200 and not name.startswith(API))
    return "opens" if is_page else "does"


def address_of(name: str, door: Door) -> str:
    """Give the address of a door; a few have no name, only a pattern."""
    if name in ("api/", "api/<path:rest>", "vao/<str:code>"):
        return "/" + name.partition("<")[0] + "".join(door.args)
    return reverse(name, args=door.args)


def names() -> list[str]:
    """Give the name of every address that the product answers, or its pattern where it has no name."""
    return list(_names(get_resolver().url_patterns, "", ""))


def _names(patterns: Sequence[URLPattern | URLResolver], space: str, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner, route)
        else:
            yield f"{space}{pattern.name}" if pattern.name else route


def visitors(world: World) -> dict[str, list[Visitor]]:
    """Give who comes, in the columns of the table: nobody, the administrator, then each role in its four relations."""
    found = {"anonymous": [Visitor(Client())], "administrator": [_entered(world.administrator)]}
    for role in Seat.Role.values:
        found[role] = [_seated(world.who(role, relation)) for relation in RELATIONS]
    return found


def _entered(person: Person, token: str = "") -> Visitor:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return Visitor(client, token)


def _seated(seat: Seat) -> Visitor:
    expires_on = timezone.localdate() + timedelta(days=1)
    _token, text = issue_api_token("Cửa", expires_on=expires_on, by=seat, now=timezone.now())
    return _entered(seat.person, text)


def walk(world: World) -> Iterator[Row]:
    """Knock at all doors as everybody; a method that does not exist for the ward's own office exists for nobody."""
    known, who = doors(world), visitors(world)
    office = who[Seat.Role.OFFICE][0]
    for name in names():
        for method in ("GET", "POST"):
            door = known[name]
            if office.knock(door, name, method) != NO_SUCH_METHOD:
                yield (
                    name,
                    method,
                    door.whose,
                    {column: [one.knock(door, name, method) for one in people] for column, people in who.items()},
                )
