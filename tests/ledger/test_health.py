"""Health: 200 when web, writer and jobs are up, and the truth when they are not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client as ledger_client
from thongsuot.ledger import jobs, lease, vitals
from thongsuot.ledger.models import OutboxRow, SignedHead

pytestmark = pytest.mark.django_db(databases="__all__")


def answering(message: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    return {"size": 12}


def silent(message: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    raise OutcomeUnknown("outcome_unknown", "không có trả lời")


def up(response: Any) -> dict[str, Any]:
    return {name: response.json()[name] for name in ("web", "writer", "jobs", "size")}


def test_all_up_is_200(client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(ledger_client, "ask", answering)
    with lease.held(tmp_path / lease.JOBS):
        response = client.get("/health")
    assert (response.status_code, up(response)) == (200, {"web": True, "writer": True, "jobs": True, "size": 12})
    assert response["Cache-Control"] == "no-store"


def test_each_that_is_down_is_named(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(ledger_client, "ask", silent)
    response = client.get("/health")
    assert (response.status_code, up(response)) == (503, {"web": True, "writer": False, "jobs": False, "size": None})


def test_nothing_can_be_posted_to_it(client: Client) -> None:
    assert client.post("/health").status_code == 405


def test_it_says_what_waits_how_much_room_there_is_and_whether_the_clock_fell_behind(client: Client) -> None:
    OutboxRow.objects.create(key=uuid4(), draft="{}")
    due, later = timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(days=1)
    for run_after in (due, later):
        jobs.verify_ledger.using(run_after=run_after).enqueue()
    ahead = timezone.now() + timedelta(hours=1)
    SignedHead.objects.create(size=1, root=b"", at=ahead, key_id=1, signature=b"", kept=True)
    said = client.get("/health").json()
    assert (said["waiting"], said["queue"]) == (1, 1)
    assert 300 <= said["queue_seconds"] < 400
    assert said["disk_free_mb"] > 0
    assert 3500 < said["clock_ahead_seconds"] <= 3600
    assert vitals.is_behind(ahead, timezone.now())
    assert not vitals.is_behind(timezone.now() + timedelta(seconds=1), timezone.now())
