"""Give a report that was typed without capitals the ones by which names, posts, bodies and numbers are known.

Reports pasted from a telephone have none. Every letter keeps its place: spans hold for the text as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from vanban.lexicon import alternation, document_types, vocabulary
from vanban.patterns import late
from vanban.text import UPPER

_LOOKED_AT, _FEWEST = 4_000, 200
_RARE = 100  # letters for each capital
_CAPITAL, _LETTER = late(rf"[{UPPER}]"), late(r"[^\W\d_]")
_NUMBER = late(r"(?<=\d)\s?[-/]\s?[^\W\d_]{1,8}(?:[-/][^\W\d_]{1,10})+(?!\w)|(?<=\d)-(?:ct|nq|kl|qđ|hd|kh)(?!\w)")
_ABBREVIATION = late(r"(?<!\w)(?:ubnd|hđnd|mttq|ubmttq|đbqh|ubkt|btv)(?!\w)")
_START = late(rf"(?:\A|\n|[.!?]\s)[\s\-+•*]*(?:[a-zđ\d]{{1,2}}[.)]\s+)?[^\W\d_{UPPER}]")
_PLACE = late(
    r"(?<!\w)(?:phường|xã|đặc khu|tỉnh|thành phố)\s(?P<name>(?:[^\W\d_]+\s){1,3}?)"
    r"(?=(?:tổ chức|đã|vừa|ban hành|họp|quán triệt|triển khai|phổ biến)(?!\w))"
)
_MIDDLE = late(r"\s+")
_LEAST_SYLLABLES, _MOST_SYLLABLES = 2, 4
_NO_POSTS = frozenset({"phụ trách", "quyền", "thường trực", "thành viên", "chuyên viên", "thư ký"})


def raised(text: str) -> str | None:
    """Return a text of small letters with its capitals, every offset as it was; None where it has its own."""
    seen = text[:_LOOKED_AT]
    letters = len(_LETTER.findall(seen))
    if letters < _FEWEST or len(_CAPITAL.findall(seen)) * _RARE > letters:
        return None
    words = _NUMBER.sub(lambda match: match[0].upper().replace("TTG", "TTg").replace("QĐI", "QĐi"), text)
    words = _ABBREVIATION.sub(lambda match: match[0].upper(), words)
    words = _known().sub(lambda match: _as_listed(match[0]), words)
    words = _type().sub(lambda match: match[0].capitalize(), words)
    names = {match["name"].strip() for match in _PLACE.finditer(words)} | {*_people(words)}
    if names:
        found = re.compile(rf"(?<!\w){alternation(sorted(names))}(?!\w)")
        words = found.sub(lambda match: match[0].title(), words)
    words = _START.sub(lambda match: match[0][:-1] + match[0][-1].upper(), words)
    return words if len(words) == len(text) else None


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Return the bodies and posts of the vocabularies by their names in small letters."""
    issuers, people = vocabulary("issuers"), vocabulary("people")
    names = [*issuers["bodies"], *issuers["ministries"], *issuers["local"], *people["posts"]]
    return {name.lower(): name for name in names if name.lower() not in _NO_POSTS}


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(_listed())}(?!\w)")


def _as_listed(words: str) -> str:
    found = _listed().get(" ".join(words.split()), words)
    return found if len(found) == len(words) else words


@lru_cache(maxsize=1)
def _type() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(document_types())}(?=\s+(?:số\s+)?\d)")


@lru_cache(maxsize=1)
def _polite() -> re.Pattern[str]:
    polite = alternation(["đồng chí", "đ/c", "ông", "bà"])
    return re.compile(rf"(?<!\w){polite}\s+(?P<words>[^\W\d_]+(?:[ ][^\W\d_]+){{1,8}})")


def _people(words: str) -> Iterable[str]:
    """Yield the names behind a form of address: a family name that is known, up to a comma or a verb."""
    table = vocabulary("people")
    families = {name.lower() for name in (*table["common_surnames"], *table["surnames"])}
    verbs = {_MIDDLE.split(verb)[0] for verb in table["verbs_after"]}
    for match in _polite().finditer(words):
        name: list[str] = []
        for syllable in match["words"].split(" "):
            if syllable in verbs or syllable != syllable.lower():
                break
            name.append(syllable)
        if name and name[0] in families and _LEAST_SYLLABLES <= len(name) <= _MOST_SYLLABLES:
            yield " ".join(name)
