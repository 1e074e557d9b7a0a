"""Match where a citation may begin: a word for a place with its number, a type with a number, the name of a law.

Every branch begins with a literal letter at the beginning of a word, so that the engine jumps from one such letter to
the next and tries only the words that begin with it: eight times as fast as one list of words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.cited import cited_types
from vanban.lexicon import document_types
from vanban.text import UPPER

_NAMED = ("luat", "bo-luat", "phap-lenh", "hien-phap", "dieu-le")
_NUMBERED = r"(?=\s{0,30},?\s{1,30}(?:[Ss][Ốố]\s|[Ss]ố:|\d))"
_CALLED = rf"(?=\s{{1,30}}(?:[{UPPER}\d]|[Ss]ố\s|số:|sửa\s)|\W)"
_PLACES = (
    *(
        letter + r"i(?:[ểềế]m\s{1,30}(?:[a-zđ\d]\W|aa|[a-zđ]\d|\d\d|từ\s|này)|[ềêểế]u\s{1,30}(?:\d|này))"
        for letter in "Đđ"
    ),
    r"ĐI(?:ỀU|ỂM)\s{1,30}\w",
    *(letter + r"ho[ảàã]n\s{1,30}(?:\d|từ\s|này)" for letter in "Kk"),
    *(letter + r"hương\s{1,30}(?:[\dIVXL]|này)" for letter in "Cc"),
    r"CHƯƠNG\s{1,30}[\dIVXL]",
    *(letter + r"ục\s{1,30}(?:[\dIVXLA-Z]{1,5}\W|này)" for letter in "Mm"),
    *(letter + r"hần\s{1,30}(?:[\dIVXLA-Z]{1,5}\W|thứ)" for letter in "Pp"),
    r"luật(?=\s{1,30}[^\W\d_])",
)


@lru_cache(maxsize=1)
def triggers() -> re.Pattern[str]:
    """Return the pattern; what it matches begins a citation or only looks alike."""
    keys = document_types()
    laws = [name for name in keys if keys[name] in _NAMED]
    others = [name for name in cited_types() if name not in laws]
    words = [*_PLACES, *(word + _NUMBERED for word in _forms(others)), *(word + _CALLED for word in _forms(laws))]
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    branches = (rf"{letter}(?<!\w{letter})(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile("|".join(branches))


def _forms(names: list[str]) -> list[str]:
    """Give names in small letters, with a capital and in capitals, longest first; cheaper than ignoring case."""
    ordered = sorted(names, key=len, reverse=True)
    every = (form for name in ordered for form in (name, name.capitalize(), name.upper()))
    return [r"\s{1,30}".join(map(re.escape, form.split())) for form in every]
