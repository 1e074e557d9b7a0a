"""Tell a text layer that nobody can read from one that somebody can: its signs were given other letters than it shows.

Such a PDF looks right, but what comes out of it is "&Ӝ1*+Ñ$" for "CỘNG HÒA". A text in an old encoding is no such case,
nor is one in another language that is written with Latin letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from vanban.loaders.syllables import is_syllable
from vanban.patterns import late

_SAMPLE = 900
_FEWEST = 40
_READABLE = 0.35
_AROUND = ".,;:!?()[]\"'“”‘’…/-–_*+"
_NUMBER = late(r"[\W\d_]*")
_PART = late(r"[/\-–_.,;:()]+")
_OF_NO_SCRIPT = ("Cn", "Co", "So")
_FOREIGN = late(r"(?=.{0,3}[aeiouy])[A-Z]?(?:(?![^aeiouyà-öù-ü]{4})[a-zà-öù-ü]){3,}")


def is_nonsense(text: str) -> bool:
    """Say whether hardly any word of a text can be said in any language with Latin letters; False for a short text."""
    judged = [verdict for word in _sample(text) if (verdict := _is_word(word)) is not None]
    if len(judged) < _FEWEST or sum(judged) >= _READABLE * len(judged):
        return False
    from vanban.loaders.old_encodings import in_unicode

    return in_unicode(text).encoding is None


def _sample(text: str) -> list[str]:
    begin = max(0, (len(text) - _SAMPLE) // 2)
    return text[begin : begin + _SAMPLE].split()[1:-1]


@lru_cache(maxsize=16_384)
def _is_word(written: str) -> bool | None:
    """Say whether what stands between blanks can be said; None for numbers, addresses and dotted lines."""
    word = written.strip(_AROUND)
    if _NUMBER.fullmatch(word):
        return False if any(unicodedata.category(sign) in _OF_NO_SCRIPT for sign in word) else None
    parts = [part for part in _PART.split(word) if not _NUMBER.fullmatch(part)]
    return None if len(parts) > 1 else all(map(_is_said, parts))


def _is_said(part: str) -> bool:
    """Say whether a part of a word is a syllable, or a word of another language with Latin letters."""
    return is_syllable(part) or _FOREIGN.fullmatch(part) is not None
