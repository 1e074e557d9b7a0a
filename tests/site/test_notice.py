"""The one place where a page says what happened to what was sent, whatever stands in it at the moment."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import make_four

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.site.doors")]
WORDS = ("sending", "stopped", "offline")


def notice_in(html: str) -> str:
    found = re.search(r'<div id="notice"[^>]*>', html)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("word", WORDS)
def test_a_refusal_in_its_place_still_holds_what_a_lost_connection_makes_it_say(client: Client, word: str) -> None:
    client.force_login(make_four().an.person, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    whole = notice_in(client.get("/").content.decode())
    fragment = notice_in(client.get("/thu/tu-choi/", headers={"HX-Request": "true"}).content.decode())
    said = re.search(rf' data-{word}="[^"]+"', whole)
    assert said is not None and said[0] in fragment
