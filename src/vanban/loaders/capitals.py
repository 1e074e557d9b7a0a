"""Give TCVN3 text its capitals back: a capital with a tone is a small letter's code there, in a font of capitals.

"CHÝNH PHñ" comes out as "CHíNH PHủ". A word with capitals inside is one of capitals; one that could be either ("Tố" in
"ĐƠN Tố CáO") follows the words beside it when both are capitals. Anything else stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.loaders.old_signs import FONT_BEGINS, FONT_ENDS
from vanban.loaders.syllables import is_syllable
from vanban.patterns import late

_WORD = late(r"[^\W\d_]+")
_CERTAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZĂÂÊÔƠƯĐ")
_IN_FONT = late(f"{FONT_BEGINS}([^{FONT_BEGINS}{FONT_ENDS}]*){FONT_ENDS}")
_NAME_OF_A_BODY = late(r"\bủy(?= ban (?:nhân dân|[A-ZĐ]))")
_BEGINS_SENTENCE = late(
    r"(?:^\s*(?:Điều \d+[a-zđ]?\.|\d{1,2}[.)]|[-+*])\s+|[^\W\d_]{2,}\.\s+)(?=[^\W\d_])([^\W\d_])", re.MULTILINE
)


def in_capitals_font(text: str) -> str:
    """Return text with the words in a font of capitals as they look, without the marks around them."""
    return _IN_FONT.sub(lambda match: match[1].upper(), text)


def with_capitals(text: str) -> str:
    """Return TCVN3 text, already in Unicode, with capitals where they are certain."""
    lines = "\n".join(map(_line, text.split("\n")))
    named = _NAME_OF_A_BODY.sub("Ủy", lines)
    return _BEGINS_SENTENCE.sub(lambda match: match[0][:-1] + match[1].upper(), named)


def _line(line: str) -> str:
    words = list(_WORD.finditer(line))
    kinds = [_kind(word[0]) for word in words]
    if True not in kinds:
        return line
    pieces: list[str] = []
    done = 0
    for at, word in enumerate(words):
        if kinds[at] or (kinds[at] is None and _stands_in_capitals(kinds, at)):
            pieces += (line[done : word.start()], word[0].upper())
            done = word.end()
    return "".join([*pieces, line[done:]])


@lru_cache(maxsize=16_384)
def _kind(word: str) -> bool | None:
    """Say whether a word is in capitals: True, False, or None when its letters do not show it."""
    plain = [letter for letter in word if letter in _CERTAIN]
    if any(letter.islower() for letter in plain):
        return False
    capitals = [at for at, letter in enumerate(word) if letter in _CERTAIN]
    shows = any(at > 0 for at in capitals) and any(not letter.isascii() or letter in "AEIOUY" for letter in word)
    return True if shows and is_syllable(word) else None


def _stands_in_capitals(kinds: list[bool | None], at: int) -> bool:
    before = next((kind for kind in reversed(kinds[:at]) if kind is not None), None)
    after = next((kind for kind in kinds[at + 1 :] if kind is not None), None)
    return False not in (before, after) and (before or after) is True
