"""Know a consolidated text (văn bản hợp nhất): its number, day and signer stand where it is authenticated, at its end.

The number and the day in its first sentences are those of the act it consolidates. Source: Pháp lệnh hợp nhất văn bản
quy phạm pháp luật 01/2012/UBTVQH13, Điều 4.
"""

from __future__ import annotations

from vanban.dateline import DateLine, place_date_in
from vanban.head import Head
from vanban.numberline import NumberLine, number_line
from vanban.patterns import late

_AUTHENTIC = late(r"XÁC\s+THỰC\s+VĂN\s+BẢN\s+HỢP\s+NHẤT")
_NAMED = late(r"VĂN\s+BẢN\s+HỢP\s+NHẤT|/VBHN-")
_BEFORE, _AFTER = 400, 300


def authentication(view: str) -> tuple[int, int] | None:
    """Return where a consolidated text is authenticated, None for any other text."""
    place = view.rfind("THỰC VĂN BẢN HỢP NHẤT")
    found = [*_AUTHENTIC.finditer(view, max(0, place - 10))] if place >= 0 else []
    return (max(0, found[0].start() - _BEFORE), found[0].end() + _AFTER) if found else None


def is_consolidated(head: Head) -> bool:
    """Say whether the header names a consolidated text."""
    return _NAMED.search(head.view, head.start, head.type_or_end) is not None


def own_number(view: str, block: tuple[int, int]) -> NumberLine | None:
    """Return the number that stands beside the authentication."""
    return number_line(Head(view, None, None, block[1], block[0]))


def own_day(view: str, block: tuple[int, int]) -> DateLine | None:
    """Return the day of the authentication, which stands behind its words, seldom before them."""
    return place_date_in(view, block[1] - _AFTER, block[1]) or place_date_in(view, *block)
