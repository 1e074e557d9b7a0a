"""What every page's frame needs: who sits here and how many things are due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its seat, the other seats, and the places this seat may go."""
    return {"seat": getattr(request, "seat", None), "seats": getattr(request, "seats", [])}
