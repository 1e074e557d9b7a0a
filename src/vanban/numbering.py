"""Order the numbers of headings: 12, 12a, 13; I, II; a, d, đ, e; thứ nhất, thứ hai."""

from __future__ import annotations

import re

from vanban.numbers import roman

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_PARTS = re.compile(r"(\d+)([a-zđ]*)")
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = {word: number for number, word in enumerate(_WORDS, start=1)}


def value_of(num: str) -> tuple[int, str]:
    """Return the value of a heading's number and its letters: 12a gives (12, "a"); 0 when it is no number."""
    match = _PARTS.fullmatch(num)
    if match:
        return int(match[1]), match[2]
    ordinal = _ORDINALS.get(num.lower().removeprefix("thứ "))
    return ordinal or roman(num.upper()) or (ord(num) - ord("A") + 1 if len(num) == 1 else 0), ""


def follows(last: str | None, num: str, gap: int) -> bool:
    """Say whether `num` may come after `last`: 1 first, then the next number, or the next letter (12, 12a, 12b, 13)."""
    value, letters = value_of(num)
    if last is None:
        return value == 1 and letters in ("", "a")
    before, before_letters = value_of(last)
    if value == before:
        return letters > before_letters
    return before < value <= before + gap


def follows_letter(last: str | None, num: str) -> bool:
    """Say whether a point may come after another in the Vietnamese alphabet (d, đ, e; no f, j, w, z)."""
    if num[0] not in _ALPHABET:
        return False
    if last is None:
        return num[0] == "a"
    step = _ALPHABET.index(num[0]) - _ALPHABET.index(last[0])
    return 0 < step <= 2 or (step == 0 and num[1:] > last[1:])
