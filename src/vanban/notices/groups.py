"""Read a phrase that names people or bodies: "các cấp ủy, tổ chức đảng", "Ban Tuyên giáo Huyện ủy", "lãnh đạo các sở".

One scanner serves three questions: who speaks, who must act, where a phrase ends and its verb begins. It walks from
word to word: determiners, nouns of people and bodies, capitalised words each with the small syllable that completes it
("Tuyên giáo"), then what narrows them ("trực thuộc", "cấp xã", "của tỉnh").
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.patterns import late
from vanban.text import UPPER

_WORD = late(r"[\w%][\w.'%]*")
_CAPITAL = late(rf"[{UPPER}][\w.']*(?<!\.)")
# Words whose first syllable is a verb elsewhere.
_NO_VERB = (
    r"(?:nhân\s+(?:dân|sự|viên|lực|loại|văn|tài|quyền|đạo|dịp|thân)|thu\s+(?:nhập|hoạch|chi|ngân)|tiếp\s+theo|tự\s+(?:do|nhiên|trọng)"
    r"|lập\s+(?:trường|pháp)|cấp\s+(?:ủy|trên|dưới|xã|tỉnh|huyện|cơ)|báo\s+(?:chí|cáo\s+viên|đài)|trực\s+(?:tiếp|thuộc|tuyến)"
    r"|học\s+(?:sinh|viên|đường)|dự\s+(?:án|thảo|toán)|cử\s+tri|phòng\s+(?:ban|họp|học)|ký\s+hiệu|thông\s+tin\s+điện)(?!\w)"
)
# Capitalised words whose second syllable is a word of its own elsewhere.
_PAIRS = {
    ("Hành", "chính"),
    ("Tài", "chính"),
    ("Chủ", "tịch"),
    ("Kế", "hoạch"),
    ("Thông", "tin"),
    ("Nội", "vụ"),
    ("Quy", "hoạch"),
}
_SPACE = late(r"\s+")
_NEXT = late(r"\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng\s+với)\s+|\s*[-/]\s*")
_OF = late(r"\s+(?:của|thuộc|trong|ở|tại)\s+")
_LOWER = late(r"\s+(?=[^\W\d_])(?P<word>\w+)")
_LONGEST_PHRASE = 600


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return vocabulary("notices")["groups"]  # type: ignore[no-any-return]


def _words(words: list[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(alternation(words) + r"(?![\w])", flags)


@lru_cache(maxsize=1)
def _determiner() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{alternation(_table()['determiners'])}|(?:(?:hơn|gần|trên|khoảng|với)\s+)?\d[\d.]*%?)\s+)+",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _noun() -> re.Pattern[str]:
    """Match a noun of people or bodies; some are verbs too unless a determiner or a certain word stands beside them."""
    sure = alternation([*_table()["nouns"], *vocabulary("people")["posts"]])
    guarded = "|".join(rf"{word}(?!\w)(?!,?\s+(?:{stop}))" for word, stop in _guards().items())
    return re.compile(rf"(?:{sure}(?!\w)|(?:{guarded}))", re.IGNORECASE)


def _guards() -> dict[str, str]:
    table: dict[str, list[str]] = vocabulary("notices")["groups"]["guarded"]
    return {word: "|".join(stops) for word, stops in table.items()}


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    heads = alternation(vocabulary("notices")["organisers"]["heads"])
    return re.compile(rf"(?:{heads}|[{UPPER}]{{2,}}\w*)(?!\w)")


@lru_cache(maxsize=1)
def _doubtful() -> re.Pattern[str]:
    return _words(_table()["doubtful"])


@lru_cache(maxsize=1)
def _narrowing() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternation(_table()['narrowing'])}(?!\w)|\d[\d.]*(?!\w))", re.IGNORECASE)


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(_table()["alone"])


@lru_cache(maxsize=1)
def _function() -> frozenset[str]:
    return frozenset(_table()["function"])


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    """Match a verb that begins what is to be done."""
    words = alternation(vocabulary("notices")["directives"]["verbs"])
    return re.compile(rf"(?<!\w)(?:không(?:\s+được)?\s+)?(?P<verb>(?!{_NO_VERB}){words})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _speaking() -> re.Pattern[str]:
    table = vocabulary("notices")["speech"]
    return _words([*table["strong"], *table["weak"], *table["obligations"]])


def group_end(view: str, start: int, limit: int) -> int:
    """Return where the phrase that begins at `start` ends; `start` itself when none begins there."""
    limit = min(limit, start + _LONGEST_PHRASE)
    end = _head_end(view, start, limit)
    while start < end < limit:
        further = _further(view, end, limit)
        if further == end:
            break
        end = further
    return end


def _further(view: str, end: int, limit: int) -> int:
    """Return where the phrase reaches with one more word behind `end`, `end` when it is over."""
    for link in (_SPACE, _NEXT, _OF):
        match = link.match(view, end, limit)
        if match:
            reached = _head_end(view, match.end(), limit, after=link is _SPACE, first=False)
            if reached > match.end():
                return reached
    narrowing = _narrowing().match(view, end, limit)
    return narrowing.end() if narrowing else end


def _head_end(view: str, start: int, limit: int, *, after: bool = False, first: bool = True) -> int:
    """Return where the noun at `start` ends; right behind another noun (`after`) a doubtful one is a verb.

    At the `first` place a capital may only begin a sentence: there the name of a body is asked for.
    """
    determiner = _determiner().match(view, start, limit)
    at = determiner.end() if determiner else start
    noun = _noun().match(view, at, limit)
    if noun:
        return noun.end()
    capital = _CAPITAL.match(view, at, limit)
    if capital and first and not determiner:
        body = _body().match(view, at, limit)
        return _completed(view, capital, limit) if body else start
    if capital and (after or determiner or not verbs().match(view, at, limit)):
        return _completed(view, capital, limit)
    doubtful = _doubtful().match(view, at, limit)
    if doubtful and (determiner or (not after and _leads_on(view, doubtful, limit))):
        return doubtful.end()
    word = _WORD.match(view, at, limit)
    if determiner and word and not verbs().match(view, at, limit) and word[0] not in _function():
        return word.end()
    return start


def names_things(words: str) -> bool:
    """Say whether a phrase names things to do rather than people: "một số nhiệm vụ trọng tâm"."""
    determiner = _determiner().match(words)
    word = _WORD.match(words, determiner.end() if determiner else 0)
    return word is None or word[0].lower() in _function()


def _leads_on(view: str, doubtful: re.Match[str], limit: int) -> bool:
    """Say whether "lãnh đạo" is followed by those who are led, so that it names people: "lãnh đạo các sở"."""
    space = _SPACE.match(view, doubtful.end(), limit)
    if space is None or doubtful[0].lower() not in _table()["leading"]:
        return False
    narrowed = _narrowing().match(view, doubtful.end(), limit)
    return narrowed is not None or _head_end(view, space.end(), limit) > space.end()


def _completed(view: str, capital: re.Match[str], limit: int) -> int:
    """Return where a capitalised word ends, with the small syllable that completes it: "Huyện ủy", "Tuyên giáo"."""
    if capital[0] in _alone() or capital[0].isupper():
        return capital.end()
    small = _LOWER.match(view, capital.end(), limit)
    if small is None or small["word"][0].isupper():
        return capital.end()
    if (capital[0], small["word"]) in _PAIRS:
        return small.end()
    if small["word"] in _function():
        return capital.end()
    begin = small.start("word")
    if verbs().match(view, begin, limit) or _speaking().match(view, begin, limit) or _noun().match(view, begin, limit):
        return capital.end()
    return small.end()
