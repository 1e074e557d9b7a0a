"""Tell whether a word is built like a Vietnamese syllable: onset, rhyme and at most one tone.

Used to see whether bytes were read with the right table: a wrong one gives words that nobody could say.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from vanban.patterns import late

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
_OPEN = (
    "a[iouy]?|â[uy]|eo?|êu?|i[au]?|iêu|yêu|o[iae]?|oa[iyo]|oeo|ôi?|ơi?|u[iay]?|uơ|uây|uêu?|uôi|uy[au]?|"
    "ư[iua]?|ươ[iu]|ya?"
)
_NASAL = (
    "a(?:m|n|ng|nh)|[ăâ](?:m|n|ng)|e(?:m|n|ng)|ê(?:m|n|nh)|i(?:m|n|nh)|(?:iê|yê)(?:m|n|ng)|o(?:m|n|ng)|oa(?:m|n|ng|nh)|"
    "oă(?:m|n|ng)|oen|oong|ô(?:m|n|ng)|ơ(?:m|n)|u(?:m|n|ng)|uâ(?:n|ng)|uênh|uô(?:m|n|ng)|uy(?:n|nh)|uyên|ư(?:m|n|ng)|ươ(?:m|n|ng)|ynh"
)
_STOPPED = (
    "a(?:ch|c|p|t)|[ăâ](?:c|p|t)|e(?:c|p|t)|ê(?:ch|p|t)|i(?:ch|p|t)|(?:iê|yê)(?:c|p|t)|o(?:c|p|t)|oa(?:c|ch|p|t)|oă(?:c|t)|"
    "oet|ooc|ô(?:c|p|t)|ơ(?:p|t)|u(?:c|p|t)|uât|uêch|uô(?:c|t)|uy(?:ch|t|p)|uyêt|ư(?:c|t)|ươ(?:c|p|t)|yt|ych"
)
_FREE = late(f"{_ONSET}(?:{_OPEN}|{_NASAL})")
_SHORT = late(f"{_ONSET}(?:{_STOPPED})")  # a rhyme on a stop bears the tones sắc and nặng only, or stands without


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Say whether `word`, in any case, is built like a Vietnamese syllable with its tone."""
    spelt = unicodedata.normalize("NFD", word.lower())
    plain = spelt.translate(_TONES)
    tones = len(spelt) - len(plain)
    if tones > 1:
        return False
    plain = unicodedata.normalize("NFC", plain)
    if _FREE.fullmatch(plain):
        return True
    return _SHORT.fullmatch(plain) is not None and not any(tone in spelt for tone in "\u0300\u0303\u0309")
