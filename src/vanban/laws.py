"""Tell where the name of a law ends: "Luật Tố cáo", "Bộ luật Hình sự năm 2015", "Điều lệ Đảng", an amending law's name.

Known names are data (`vocab/types.toml`, [laws]), found as well where a scan lost their accents and commas; an unknown
one begins with a capital and ends before a word that no name goes on with, or just before its number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban import numbers
from vanban.lexicon import alternation, vocabulary
from vanban.patterns import late
from vanban.text import any_accent, folded

_KINDS = ("luật", "bộ luật", "pháp lệnh")
_WORD = late(r"[ ]{0,30}(?:\n[ ]{0,30})?(?P<comma>,?)[ ]{0,30}(?:\n[ ]{0,30})?(?P<word>\w+)")
_NEXT = late(r"[ ]{0,30}(?:\n[ ]{0,30})?(?P<word>[^\W\d_]+)")
_NUMBERED = late(rf"\s{{1,30}}(?:số\s{{0,30}}:?\s{{0,30}})?{numbers.SOURCE}", re.IGNORECASE)
_NATION = late(
    r"\s{1,30}(?:của\s{1,30})?nước\s{1,30}Cộng\s{1,30}hòa\s{1,30}xã\s{1,30}hội\s{1,30}chủ\s{1,30}nghĩa\s{1,30}Việt\s{1,30}Nam"
)
_UP_TO_NUMBER = late(
    rf"(?:[ ]{{0,30}},)?\s{{1,30}}(?:(?!\n\s{{0,30}}\n)[^;.:()\d“”]){{2,80}}?"
    rf"(?=\s{{1,30}}số\s{{0,30}}:?\s{{0,30}}{numbers.SOURCE})",
    re.IGNORECASE,
)
_ANOTHER = late(
    r"(?:Luật|Nghị|Bộ\s{1,30}luật|Thông\s{1,30}tư|Quyết|Pháp\s{1,30}lệnh|luật\s{1,30}số|điều|khoản)(?!\w)",
    re.IGNORECASE,
)
_AMENDS = late(
    r"\s{1,30}(?:sửa\s{1,30}đổi|bổ\s{1,30}sung|bãi\s{1,30}bỏ)(?:(?!\n\s{0,30}\n)[^.;:()“”\d]|\d(?!\d*/)){0,160}?\s(?:của\s{1,30})?(?:các\s{1,30}|\d+\s{1,30})?(?=(?:Bộ\s{1,30})?Luật\s|Pháp\s{1,30}lệnh\s)",
    re.IGNORECASE,
)
_MORE_LAWS = late(
    r"(?:\s{0,30},\s{0,30}(?:và\s{1,30})?|\s{1,30}và\s{1,30})(?=(?:Bộ\s{1,30})?[Ll]uật\s|Pháp\s{1,30}lệnh\s)"
)
_HEAD = late(r"(?:Bộ\s{1,30}luật|Luật|luật|Pháp\s{1,30}lệnh)(?!\w)")
_DATED = late(r"\s{0,30},?\s{0,30}(?:số\s|ngày\s{1,30}\d|năm\s{1,30}\d)", re.IGNORECASE)
_MOST_WORDS = 20
_MOST_LAWS = 24
_LONGEST_NAME = 90


def name_end(view: str, head: re.Match[str]) -> int:
    """Return where a type with the law's own name ends; the end of `head` alone when no name follows.

    `head` matched the type ("Luật"); a year behind it ("năm 2015") is no part of the name.
    """
    kind = kind_of(head[0])
    if kind == "điều lệ":
        charter = _charters().match(view, head.end())
        return charter.end() if charter else head.end()
    if kind == "hiến pháp":
        nation = _NATION.match(view, head.end())
        return nation.end() if nation else head.end()
    if kind not in _KINDS or _follows_another_word(view, head.start()):
        return head.end()
    return _amending(view, head.end()) or _plain(view, head)


def name_over(view: str, position: int) -> int:
    """Return where a law's name ends that runs over the sign at `position` ("Luật Thi đua; khen thưởng"), else it."""
    heads = [*_HEAD.finditer(view, max(0, position - _LONGEST_NAME), position)]
    return max(position, name_end(view, heads[-1])) if heads else position


@lru_cache(maxsize=1_024)
def kind_of(written: str) -> str:
    """Return a type as the vocabularies name it, in small letters on one line."""
    return " ".join(written.lower().split())


def _follows_another_word(view: str, start: int) -> bool:
    """Say whether "luật" is the end of another word: pháp luật, kỷ luật, quy luật."""
    before = view[max(0, start - 6) : start].split()
    return bool(before) and before[-1].lower() in ("pháp", "kỷ", "quy", "đạo", "văn") and view[start - 1] != "\n"


def _amending(view: str, position: int) -> int | None:
    """Return the end of "Luật sửa đổi, bổ sung một số điều của Luật X, Luật Y và Luật Z", None for another law."""
    opening = _AMENDS.match(view, position)
    if not opening:
        return None
    end = opening.end()
    for _ in range(_MOST_LAWS):
        head = _HEAD.match(view, end)
        if not head:
            break
        found = _plain(view, head)
        if found == head.end():
            return None if found == opening.end() + len(head[0]) else end
        end = found
        more = _MORE_LAWS.match(view, end)
        if not more or _DATED.match(view, end):
            break
        end = more.end()
    return end


def _plain(view: str, head: re.Match[str]) -> int:
    known = _known_end(view, head.end()) or (_scanned_end(view, head.end()) if head[0][0].isupper() else None)
    if known is None and (head[0].islower() or head[0].isupper()):
        return head.end()
    return _up_to_number(view, head.end(), known or _unknown_end(view, head.end()))


def _known_end(view: str, position: int) -> int | None:
    first = _NEXT.match(view, position)
    pattern = _names().get(first["word"].lower()) if first else None
    known = pattern.match(view, position) if pattern else None
    return known.end() if known else None


def _scanned_end(view: str, position: int) -> int | None:
    """Return where a known name of several syllables ends that a scan damaged: "Thi dua; khen thưởng"."""
    first = _NEXT.match(view, position)
    pattern = _scanned(folded(first["word"])) if first else None
    known = pattern.match(view, position) if pattern else None
    return known.end() if known else None


def _unknown_end(view: str, position: int) -> int:
    """Return where the words that may belong to a name end; the first begins with a capital."""
    end = position
    for step in range(_MOST_WORDS):
        word = _WORD.match(view, end)
        if not word or word["comma"] or word["word"][0].isdigit() or word["word"] in _stops():
            break
        if step == 0 and not word["word"][0].isupper():
            break
        if step > 0 and word["word"] in ("Căn", "Chương", "Điều", "Mục"):
            break
        end = word.end()
    return end


def _up_to_number(view: str, start: int, position: int) -> int:
    """Go on when a number closes the name soon after: "Luật X, Y và Z số 1/2024/QH15"."""
    if position == start or _NUMBERED.match(view, position):
        return position
    more = _UP_TO_NUMBER.match(view, position)
    return more.end() if more and not _ANOTHER.search(more[0]) else position


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(vocabulary("types")["laws"]["stops"])


@lru_cache(maxsize=1)
def _names() -> dict[str, re.Pattern[str]]:
    """Return the known names by their first word, longest first."""
    grouped: dict[str, list[str]] = {}
    for name in vocabulary("types")["laws"]["names"]:
        grouped.setdefault(re.split(r"\W", name.lower(), maxsplit=1)[0], []).append(name)
    return {
        first: re.compile(r"\s{1,30}" + alternation(found) + r"(?!\w)", re.IGNORECASE)
        for first, found in grouped.items()
    }


@lru_cache(maxsize=1_024)
def _scanned(first: str) -> re.Pattern[str] | None:
    """Return the names of several syllables that begin with a folded one, whatever their accents and commas."""
    names = [folded(name) for name in vocabulary("types")["laws"]["names"] if " " in name]
    found = [name for name in names if re.split(r"\W", name, maxsplit=1)[0] == first]
    return re.compile(r"\s{1,30}" + alternation(found, _as_scanned) + r"(?!\w)", re.IGNORECASE) if found else None


def _as_scanned(sign: str) -> str:
    return "[ ]?[,;]?" if sign == "," else any_accent(sign)


@lru_cache(maxsize=1)
def _charters() -> re.Pattern[str]:
    return re.compile(r"\s{1,30}" + alternation(vocabulary("types")["laws"]["charters"]) + r"(?!\w)")
