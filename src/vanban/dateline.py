"""Read the day of issue from the line of place and date; a line with a blank day stays None, with its place."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vanban import dates
from vanban.head import Head
from vanban.patterns import late
from vanban.text import UPPER

_WORD = rf"(?:[{UPPER}][\w.']*|-|\d{{1,2}}|[Tt]hành[ ]+phố|tỉnh|xã|phường|huyện|quận|đặc[ ]+khu|thị[ ]+xã|thị[ ]+trấn)"
_PLACE = rf"(?<![\w/.-])[{UPPER}][\w.']*(?:[ \n]{{1,3}}{_WORD}){{0,7}}[ *_]{{0,6}}"
_DAY = r"[ \n*_]{0,6}[Nn]gày[ \n*_]{0,4}(?=\d{1,2}[ \n]*(?:tháng|[-/.]))"
# A scan may put another sign for the comma behind the place's name, or none.
_PATTERNS = (
    late(rf"{_PLACE},{_DAY}"),
    late(rf"{_PLACE}[;.]{_DAY}"),
    late(rf"^[ |*]*{_PLACE}{_DAY}", re.MULTILINE),
)
_BLANK = late(rf"{_PLACE},?[ \n*_]{{0,4}}[Nn]gày[ .…_\n]*(?:\d{{1,2}}[ ]*)?tháng[ .…_\n]*(?:\d{{1,2}}[ ]*)?năm")
_PASSED = late(r"thông\s+qua\s+(?=ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")
_LAWMAKERS = late(r"QH\d*$")
_TAIL = 40_000
_BELOW = 300


class DateLine(NamedTuple):
    """The day as a document prints it for itself; None where the line was left blank."""

    on: date | None
    at: int


def date_line(head: Head, number: str | None) -> DateLine | None:
    """Return the day of issue: beside the place, or for a law where it says when it was passed."""
    for start, end in ((head.start, head.type_or_end), (head.type_or_end, min(head.end, head.type_or_end + _BELOW))):
        for pattern in _PATTERNS:
            found = _found(head.view, pattern, start, end)
            if found:
                return found
    if number and _LAWMAKERS.search(number):
        return _passed(head.view)
    has_day = head.view.find("gày", head.start, head.type_or_end) >= 0
    blank = _BLANK.search(head.view, head.start, head.type_or_end) if has_day else None
    return DateLine(None, blank.start()) if blank else None


def place_date_in(view: str, start: int, end: int) -> DateLine | None:
    """Return the first day beside a place between two offsets."""
    return next((found for pattern in _PATTERNS if (found := _found(view, pattern, start, end))), None)


def _found(view: str, pattern: re.Pattern[str], start: int, end: int) -> DateLine | None:
    if view.find("gày", start, end) < 0:
        return None  # no day is named: the patterns need not even be compiled
    for match in pattern.finditer(view, start, end):
        found = dates.date_at(view, match.end())
        if found and found.on:
            return DateLine(found.on, match.start())
    return None


def _passed(view: str) -> DateLine | None:
    passed = list(_PASSED.finditer(view, max(0, len(view) - _TAIL)))
    found = dates.date_at(view, passed[-1].end()) if passed else None
    return DateLine(found.on, passed[-1].start()) if found and found.on else None
