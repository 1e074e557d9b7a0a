"""Order the numbers of headings: 12, 12a, 13; I, II; a, d, đ, e; thứ nhất, thứ hai; 1.1, 1.2."""

from __future__ import annotations

from functools import lru_cache

from vanban.numbers import roman
from vanban.patterns import late

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_PARTS = late(r"(\d+)([a-zđ]*)")
_ROMAN_PARTS = late(r"([IVXLC]+)([a-zđ]?)")
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = {word: number for number, word in enumerate(_WORDS, start=1)} | {"một": 1}


@lru_cache(maxsize=4_096)
def value_of(num: str) -> tuple[int, str]:
    """Return the value of a heading's number and its letters: 12a gives (12, "a"); 0 when it is no number."""
    match = _PARTS.fullmatch(num)
    if match:
        return int(match[1]), match[2]
    written = _ROMAN_PARTS.fullmatch(num)
    if written and roman(written[1]):
        return roman(written[1]) or 0, written[2]
    ordinal = _ordinal(num.lower())
    return ordinal or roman(num.upper()) or (ord(num) - ord("A") + 1 if len(num) == 1 else 0), ""


def _ordinal(words: str) -> int:
    """Return the value of "thứ nhất" (1), "thứ mười hai" (12), "thứ hai mươi" (20); 0 for anything else."""
    if not words.startswith("thứ "):
        return 0
    said = words.removeprefix("thứ ").split()
    if said[0] == "mười" and len(said) == 2:
        return 10 + _ORDINALS.get(said[1], 0)
    if len(said) > 1 and said[1] in ("mươi", "mười"):
        return 10 * _ORDINALS.get(said[0], 0)
    return _ORDINALS.get(said[0], 0)


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


@lru_cache(maxsize=4_096)
def path_of(num: str) -> tuple[int, ...]:
    """Return the steps of a dotted number: 1.2.3 gives (1, 2, 3)."""
    return tuple(value_of(part)[0] for part in num.split("."))


def follows_path(last: tuple[int, ...], path: tuple[int, ...]) -> bool:
    """Say whether a dotted number is the first below the last one, or the next beside it or beside one above it."""
    depth = len(path) - 1
    before = last[depth] if len(last) > depth else 0
    return bool(last) and last[:depth] == path[:depth] and path[depth] == before + 1
