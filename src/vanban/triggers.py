"""Match where a citation may begin: a word for a place with its number, a type with a number, the name of a law.

The pattern begins with the sign before a word, so that the engine jumps from word to word, and words that begin alike
share their beginning: many times as fast as one list of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vanban.cited import cited_types
from vanban.lexicon import alternation, document_types
from vanban.text import behind_line_end

_NAMED = ("luat", "bo-luat", "phap-lenh", "hien-phap", "dieu-le")
_NUMBERED = r"(?=\s{0,30},?\s{1,30}(?:[Ss][Ốố]\s|[Ss]ố:|\d))"
_CALLED = r"(?=\W)"
_FIRST = 400  # signs looked at for a citation that the text begins with: no copy of a large text is made for it
# One set, which the engine looks up at once, for all that is neither letter nor digit.
_BEFORE = r"[^0-9A-Z_a-z²³¹ªµºÀ-ÖØ-öø-ˁͰ-ỹ]"
_PLACES = {
    "Đđ": r"i(?:[ểềế]m(?=\s{1,30}(?:[a-zđ\d]\W|aa|[a-zđ]\d|\d\d|từ\s|này))|[ềêểế]u(?=\s{1,30}(?:\d|này)))",
    "Đ": r"I(?:ỀU|ỂM)(?=\s{1,30}\w)",
    "Kk": r"ho[ảàã]n(?=\s{1,30}(?:\d|từ\s|này))",
    "Cc": r"hương(?=\s{1,30}(?:[\dIVXL]|này))",
    "C": r"HƯƠNG(?=\s{1,30}[\dIVXL])",
    "Mm": r"ục(?=\s{1,30}(?:[\dIVXLA-Z]{1,5}\W|này))",
    "Pp": r"hần(?=\s{1,30}(?:[\dIVXLA-Z]{1,5}\W|thứ))",
    "l": r"uật(?=\s{1,30}[^\W\d_])",
}


def starts(view: str) -> Iterator[int]:
    """Yield where a citation begins or words that only look like one."""
    first = _pattern().match(behind_line_end(view[:_FIRST]))
    if first:
        yield 0
    yield from (match.start() + 1 for match in _pattern().finditer(view))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    keys = document_types()
    laws = [name for name in keys if keys[name] in _NAMED]
    others = [name for name in cited_types() if name not in laws]
    rests: dict[str, list[str]] = {}
    for letters, rest in _PLACES.items():
        for letter in letters:
            rests.setdefault(letter, []).append(rest)
    for names, follows in ((_by_letter(others), _NUMBERED), (_by_letter(laws), _CALLED)):
        for letter, words in names.items():
            rests.setdefault(letter, []).append(alternation(words) + follows)
    return re.compile(_BEFORE + "(?:" + "|".join(f"{one}(?:{'|'.join(more)})" for one, more in rests.items()) + ")")


def _by_letter(names: list[str]) -> dict[str, list[str]]:
    """Give the rest of names by their first letter: in small letters, with a capital and in capitals."""
    rests: dict[str, list[str]] = {}
    for form in (form for name in names for form in (name, name.capitalize(), name.upper())):
        rests.setdefault(form[0], []).append(form[1:])
    return rests
