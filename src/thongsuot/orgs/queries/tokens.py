"""Which seat a token acts as, and the tokens of one seat."""

from __future__ import annotations

import hashlib
from datetime import datetime

from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import ApiToken, Seat


def digest(text: str) -> str:
    """Give the hash under which a token is kept; its 256 random bits need no salt."""
    return hashlib.sha256(text.encode()).hexdigest()


def seat_of(text: str, now: datetime) -> Seat | None:
    """Find the seat that a token acts as at this moment; None for one that is unknown, ended or out of date."""
    valid = ApiToken.objects.valid_on(day_of(now)).filter(sha256=digest(text))
    token = valid.select_related("seat__organisation", "seat__post", "seat__person").first()
    return token.seat if token else None
