"""What the stories of the pages ask again and again: who comes in, what stands there, how many queries it took."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thongsuot.orgs.models import Seat

BACKEND = "django.contrib.auth.backends.ModelBackend"
MOST_QUERIES = 12
NOWHERE = 987_654


def enter(seat: Seat) -> Client:
    """Sign in as the holder of this seat."""
    client = Client()
    client.force_login(seat.person, backend=BACKEND)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    """Fetch a page and give its HTML."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def text_of(html: str) -> str:
    """Give the words of a page as a reader sees them, without markup, on one line."""
    words = re.sub(r"<[^>]*>", " ", html.replace("&nbsp;", " ").replace("\u00a0", " "))
    return " ".join(words.split())


def heading_of(html: str) -> str:
    """Give the words of the one h1."""
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return text_of(heading)


def hidden(html: str, name: str, action: str) -> str:
    """Give the hidden field `name` of the form that goes to `action`."""
    (form,) = re.findall(rf'<form[^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', form)
    return str(value)


def without_tokens(html: str) -> str:
    """Leave out what differs from one answer to the next by design."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def assert_absent(client: Client, address: str) -> None:
    """Hold that an address answers with the very page of a thing of the same room that never was."""
    answer = client.get(address)
    absent = client.get(f"/{address.split('/')[1]}/{NOWHERE}/")
    assert (answer.status_code, absent.status_code) == (404, 404)
    assert without_tokens(answer.content.decode()) == without_tokens(absent.content.decode())


@contextmanager
def few_queries(most: int = MOST_QUERIES) -> Iterator[None]:
    """Hold that a request asks both databases at most this often, its session and seat included."""
    with ExitStack() as stack:
        seen: list[Any] = [stack.enter_context(CaptureQueriesContext(connections[name])) for name in connections]
        yield
    asked = [query["sql"] for each in seen for query in each.captured_queries]
    assert len(asked) <= most, "\n".join(asked)
