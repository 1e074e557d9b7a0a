"""Health: 200 when web, writer and jobs are up, and the truth when they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client as ledger_client
from thongsuot.ledger import jobs, lease

pytestmark = pytest.mark.django_db(databases="__all__")


def answering(message: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    return {"size": 12}


def silent(message: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    raise OutcomeUnknown("outcome_unknown", "không có trả lời")


def test_all_up_is_200(client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(ledger_client, "ask", answering)
    with lease.held(tmp_path / jobs.LOCK):
        response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"web": True, "writer": True, "jobs": True, "size": 12})
    assert response["Cache-Control"] == "no-store"


def test_each_that_is_down_is_named(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(ledger_client, "ask", silent)
    response = client.get("/health")
    assert (response.status_code, response.json()) == (503, {"web": True, "writer": False, "jobs": False, "size": None})


def test_nothing_can_be_posted_to_it(client: Client) -> None:
    assert client.post("/health").status_code == 405
