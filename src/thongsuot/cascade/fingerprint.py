"""What a draft says, as one number: two people who saw the same fingerprint saw the same draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from thongsuot.cascade.models import Dissemination


def fingerprint(drive: Dissemination, texts: Iterable[str]) -> str:
    """Hash everything that would go out: title, words, texts in their order, whom and by when."""
    said = {
        "title": drive.title,
        "message": drive.message,
        "texts": list(texts),
        "audience": drive.audience,
        "deadlines": drive.deadlines,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def fingerprint_of(drive: Dissemination) -> str:
    """Hash a draft as it is kept; one query for its texts."""
    return fingerprint(drive, drive.texts.order_by("position").values_list("expression__sha256", flat=True))
