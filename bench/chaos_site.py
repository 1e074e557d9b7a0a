"""The product's own settings with two bare doors to the ledger, so that the load is the ledger's and not a page's."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from thongsuot.site.settings import *  # noqa: F403

ROOT_URLCONF = __name__


def _doors() -> list[Any]:
    from django.contrib.auth.decorators import login_not_required
    from django.db import transaction
    from django.http import HttpRequest, JsonResponse
    from django.urls import include, path
    from django.views.decorators.csrf import csrf_exempt

    from bench.chaos_client import actor_of
    from thongsuot.ledger import actions as ledger

    @csrf_exempt
    @login_not_required
    def append(request: HttpRequest) -> JsonResponse:
        asked = json.loads(request.body)
        receipt = ledger.append(
            asked["event"],
            key=UUID(asked["key"]),
            by=actor_of(asked),
            at=datetime.now(UTC),
            subject=asked["subject"],
            facts=asked["facts"],
        )
        return JsonResponse({"seq": receipt.seq, "leaf": receipt.leaf.hex()})

    @csrf_exempt
    @login_not_required
    def record(request: HttpRequest) -> JsonResponse:
        asked = json.loads(request.body)
        with transaction.atomic():
            key = ledger.record(
                asked["event"], subject=asked["subject"], by=actor_of(asked), at=datetime.now(UTC), facts=asked["facts"]
            )
        return JsonResponse({"key": str(key)})

    return [path("append", append), path("record", record), path("", include("thongsuot.ledger.urls"))]


def __getattr__(name: str) -> Any:
    """Build the URL table when Django asks for it, which is after the settings of this same module were read."""
    if name == "urlpatterns":
        sys.modules[__name__].__dict__["urlpatterns"] = doors = _doors()
        return doors
    raise AttributeError(name)
