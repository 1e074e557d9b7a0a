"""The door for other systems: examples that hold, the same rights as the pages, and nothing that breaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.cache import caches
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth

from tests.cascade.doors import few_queries
from tests.cascade.told import BOTH, hash_of, told
from tests.factories import Four, make_dissemination, make_expression, make_four
from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Seat
from thongsuot.site import api as door
from thongsuot.site.wsgi import application

pytestmark = pytest.mark.django_db(**BOTH)
EXAMPLES = Path(__file__).parents[2] / "docs" / "api.md"
CALL = re.compile(
    r"```http\n(GET|POST) (\S+(?: \S+)*?)\n((?:[A-Z][\w-]+: [^\n]*\n)*)((?:\{[^\n]*\}\n)?)```\n```json\n(.*?)\n```",
    re.S,
)


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    """Let no test inherit the calls that another one counted."""
    caches["memory"].clear()
    yield
    caches["memory"].clear()


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(
        four.cuc, make_expression("12-QĐ/TU", title="Quy định để thử", folded=" 12 qd tu quy dinh de thu")
    )


def key_of(seat: Seat) -> dict[str, str]:
    """Make a token of a seat and give the header that carries it."""
    today = timezone.localdate()
    _token, text = issue_api_token("Thử", expires_on=today + timedelta(days=1), by=seat, now=timezone.now())
    return {"Authorization": f"Bearer {text}"}


def get(address: str, seat: Seat, status: int = 200) -> Any:
    answer = Client(enforce_csrf_checks=True).get(address, headers=key_of(seat))
    assert answer.status_code == status, answer.content
    return answer.json()


def holds(found: Any, expected: Any) -> bool:
    """Tell whether everything an example shows is there; it may show less than there is."""
    if isinstance(expected, dict):
        return all(name in found and holds(found[name], value) for name, value in expected.items())
    if isinstance(expected, list):
        return len(found) >= len(expected) and all(map(holds, found, expected))
    return bool(found == expected)


def test_every_example_of_the_page_is_true(four: Four, drive: Dissemination) -> None:
    client, header = Client(enforce_csrf_checks=True), key_of(four.cuc)
    examples = CALL.findall(EXAMPLES.read_text("utf-8"))
    assert len(examples) >= 7
    for method, path, lines, body, expected in examples:
        named = {"{drive}": str(drive.pk), "{text}": hash_of(drive)}
        for word, value in named.items():
            path, body = path.replace(word, value), body.replace(word, value)
        headers = header | dict(line.split(": ", 1) for line in lines.splitlines())
        if method == "POST":
            answer = client.post(path, body, content_type="application/json", headers=headers)
        else:
            answer = client.get(path, headers=headers)
        assert holds(answer.json(), json.loads(expected)), (path, answer.json())


def test_without_a_token_there_is_nothing_but_the_description() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.get("/api/v1/documents")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")
    assert answer["WWW-Authenticate"] == "Bearer"
    described = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/documents", "/api/v1/units", "/api/v1/disseminations/{dissemination_id}/acknowledge"} <= set(
        described["paths"]
    )


def test_a_session_is_no_token(four: Four) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(four.cuc.person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/units").status_code == 401


def test_each_seat_sees_through_the_api_what_it_sees_on_the_pages(four: Four, drive: Dissemination) -> None:
    assert [unit["code"] for unit in get("/api/v1/units", four.cuc)["items"]] == ["AH", "AH-01", "AH-01-03", "AH-02"]
    assert [unit["code"] for unit in get("/api/v1/units", four.dung)["items"]] == ["AH-02"]
    assert get("/api/v1/units/AH-01", four.dung, 404)["code"] == "not_found"
    assert get(f"/api/v1/disseminations/{drive.pk}/coverage?unit=AH-01", four.dung, 404)["code"] == "not_found"
    draft = make_dissemination(four.cuc, published=False)
    assert get(f"/api/v1/disseminations/{draft.pk}", four.an, 404)["code"] == "not_found"
    assert get(f"/api/v1/disseminations/{draft.pk}/duties", four.an, 404)["code"] == "not_found"
    words = json.dumps(get(f"/api/v1/disseminations/{drive.pk}/coverage", four.cuc), ensure_ascii=False)
    assert "Trần Văn An" not in words


def test_a_text_is_opened_and_acknowledged_once_whatever_is_sent_again(four: Four, drive: Dissemination) -> None:
    client, header = Client(enforce_csrf_checks=True), key_of(four.an)
    body, kind = json.dumps({"expression": hash_of(drive)}), "application/json"
    address = f"/api/v1/disseminations/{drive.pk}"
    once = header | {"Idempotency-Key": str(new_key())}
    early = client.post(f"{address}/acknowledge", body, content_type=kind, headers=once)
    assert (early.status_code, early.json()["code"]) == (409, "not_opened")
    assert client.post(f"{address}/open", body, content_type=kind, headers=header).status_code == 200
    answers = [client.post(f"{address}/acknowledge", body, content_type=kind, headers=once).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["answer"] == "acknowledged"
    assert len(told("cascade.reading.acknowledged")) == 1
    missing = client.post(f"{address}/acknowledge", body, content_type=kind, headers=header)
    assert (missing.status_code, missing.json()["code"]) == (422, "unreadable")
    assert any("dempotency" in each["place"] for each in missing.json()["fields"])


def test_mistakes_are_json_too(four: Four) -> None:
    client, header = Client(enforce_csrf_checks=True), key_of(four.an)
    broken = client.post("/api/v1/disseminations/1/open", "{", content_type="application/json", headers=header)
    assert (broken.status_code, broken.json()["code"]) == (400, "malformed")
    assert get("/api/v1/documents?page=0", four.an, 422)["code"] == "unreadable"
    for nowhere in ("/api/v1/nothing", "/api/v2/documents", "/api/"):
        assert client.get(nowhere).json()["code"] == "not_found"
    assert client.delete("/api/v1/documents", headers=header).status_code == 405


def test_pages_add_up_and_the_last_is_short(four: Four) -> None:
    first = get("/api/v1/units?size=3", four.cuc)
    last = get("/api/v1/units?size=3&page=2", four.cuc)
    assert (first["total"], first["pages"], len(first["items"]), len(last["items"])) == (4, 2, 3, 1)
    assert get("/api/v1/units?page=9", four.cuc)["items"] == []


def test_who_calls_too_often_is_told_how_long_to_wait(four: Four, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.api.throttle, "num_requests", 3)
    client, header = Client(enforce_csrf_checks=True), key_of(four.an)
    statuses = [client.get("/api/v1/units", headers=header).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = client.get("/api/v1/units", headers=header)
    assert refused.json()["code"] == "too_many_calls"
    assert int(refused["Retry-After"]) > 0
    assert client.get("/api/v1/units", headers=key_of(four.binh)).status_code == 200


def test_no_call_asks_the_database_without_end(four: Four, drive: Dissemination) -> None:
    client, header = Client(enforce_csrf_checks=True), key_of(four.cuc)
    sha256 = hash_of(drive)
    for address in (
        "/api/v1/documents",
        f"/api/v1/documents/{drive.texts.get().expression.work_id}",
        f"/api/v1/versions/{sha256}/provisions",
        "/api/v1/units",
        "/api/v1/disseminations",
        f"/api/v1/disseminations/{drive.pk}/duties",
        f"/api/v1/disseminations/{drive.pk}/coverage",
    ):
        with few_queries():
            assert client.get(address, headers=header).status_code == 200


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's own connection through real requests, which end with the closing of old ones."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
def test_nothing_that_the_description_allows_breaks_the_door(four: Four, drive: Dissemination) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    header = key_of(four.an)
    for operation in schema.get_all_operations():
        ask(operation.ok(), header)


def ask(operation: Any, header: dict[str, str]) -> None:
    """Ask one operation whatever its description allows; no answer may be a fault of ours, each as described."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        caches["memory"].clear()
        answer = case.call(headers=header | {"Accept-Encoding": "identity"})
        assert answer.status_code < 500, answer.text
        if answer.status_code == 200:
            case.validate_response(answer, excluded_checks=[ignored_auth])  # the token is put in by hand
        else:
            assert {"code", "message"} <= answer.json().keys()

    asked()
