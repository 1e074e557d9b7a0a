"""Read facts that a page states beside their labels ("Số hiệu | 30/2020/NĐ-CP"), where the text has no header itself.

Registers and copies on the web keep such a table or front matter above the text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vanban import dates, numbers
from vanban.lexicon import header_types
from vanban.patterns import late

_REACH = 5_000
_VALUE = r"[\s|:*\"'”]{1,14}(?P<value>[^\n|\"”]{2,600})"
_LABELS = {
    "number": r"so_hieu|Số\s+hiệu|Số,?\s+ký\s+hiệu|Số",
    "type": r"loai_van_ban|Loại\s+văn\s+bản",
    "on": r"ngay_ban_hanh|Ngày\s+ban\s+hành",
    "issuer": r"co_quan_ban_hanh|Cơ\s+quan\s+ban\s+hành",
    "title": r"trich_yeu|Trích\s+yếu",
}
_PATTERNS = {
    name: late(rf"^[ |*>-]*(?:{label})(?=[ *]*[:|])[*]{{0,3}}{_VALUE}", re.MULTILINE) for name, label in _LABELS.items()
}


class Labelled(NamedTuple):
    """What a page states about its text; None for what it does not."""

    type: str | None
    number: str | None
    on: date | None
    issuer: str | None
    title: str | None


def labelled(view: str) -> Labelled:
    """Return the labelled facts of the first page of a view."""
    values = {name: _value(pattern, view) for name, pattern in _PATTERNS.items()}
    number = numbers.PATTERN.match(values["number"] or "")
    day = dates.date_at(values["on"] or "", 0) or _iso(values["on"] or "")
    return Labelled(
        type=header_types().get((values["type"] or "").lower()),
        number=numbers.tidy(number[0]) if number else None,
        on=day.on if isinstance(day, dates.FoundDate) else day,
        issuer=values["issuer"],
        title=values["title"],
    )


def _value(pattern: re.Pattern[str], view: str) -> str | None:
    found = pattern.search(view, 0, _REACH)
    return " ".join(found["value"].split()).strip("* ") or None if found else None


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
