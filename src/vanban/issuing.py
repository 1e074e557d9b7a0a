"""Tell where the name of an issuing body ends that stands behind "của" or "do" in running text.

Known bodies are data (`vocab/issuers.toml`); an unknown one begins with a word of `vocab/cited.toml` and ends before a
word that no name goes on with.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import alternation, issuer_pattern, vocabulary
from vanban.patterns import late
from vanban.text import UPPER

_TERM = (
    r"(?:\s{0,30},?\s{0,30}(?:nhiệm\s{1,30}kỳ\s{1,30}\d{4}\s{0,30}-\s{0,30}\d{4}"
    r"|(?:khóa|Khóa|khoá|Khoá)\s{1,30}(?:thứ\s{1,30})?[IVXLC\d]+)(?!\w))?"
)
_TYPES = r"(?:Bộ|Nghị|Luật|Thông|Quyết|Chỉ|Quy|Kết|Hướng|Ủy\s{1,30}ban|Ban|Hội\s{1,30}đồng|Sở|Chính|Thủ|Quốc)(?!\w)"
_END = r"(?=\s{0,30}(?:[,;.:()“”\"|\]*]|\Z|\n|\s))"
_CONGRESS = late(
    rf"(?:Hội\s{{1,30}}nghị|Đại\s{{1,30}}hội)\s{{1,30}}[^\n,;.:()“”]{{2,70}}?(?:Trung\s{{1,30}}ương(?:\s{{1,30}}Đảng)?|của\s{{1,30}}Đảng|toàn\s{{1,30}}quốc|\d+|[IVXL]+)(?!\w)(?:\s{{1,30}}của\s{{1,30}}Đảng)?{_TERM}"
)


_JOINT = late(
    r"Bộ\s{1,30}Chính\s{1,30}trị\s{0,30}(?:,|và)\s{0,30}Ban\s{1,30}Bí\s{1,30}thư"
    r"(?:\s{1,30}Trung\s{1,30}ương(?:\s{1,30}Đảng)?)?(?!\w)"
)


@lru_cache(maxsize=1)
def known() -> re.Pattern[str]:
    """Match the name of a known body."""
    return re.compile(issuer_pattern())


@lru_cache(maxsize=1)
def _in_capitals() -> re.Pattern[str]:
    table = vocabulary("issuers")
    heads = alternation([head.upper() for head in table["heads"]])
    names = alternation([name.upper() for name in (*table["bodies"], *table["ministries"])])
    return re.compile(rf"(?:{heads}\s{{1,30}})?{names}(?!\w)")


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    words = vocabulary("cited")["issuers"]
    stop = alternation(words["stops"])
    gap = r"(?:[ ]{1,30}(?:\n[ ]{0,30})?|\n[ ]{0,30})"
    word = rf"{gap}(?:-{gap})?(?!{stop}(?!\w))[^\W\d_]+"
    joined = rf"{gap}và{gap}(?!{_TYPES})[{UPPER}]\w*"
    return re.compile(rf"{alternation(words['openers'])}(?:{word}|{joined}){{1,14}}{_END}")


def issuer_end(view: str, position: int) -> int | None:
    """Return where the body that begins at `position` ends, None when none begins there."""
    match = (
        _CONGRESS.match(view, position)
        or _JOINT.match(view, position)
        or known().match(view, position)
        or (view[position : position + 2].isupper() and _in_capitals().match(view, position))
        or _unknown().match(view, position)
    )
    return match.end() if match else None


_AND_ANOTHER = late(r"\s{0,30}(?:,|-|\s{1,30}và)\s{1,30}(?=[^\W\d_a-z])")


def issuers_end(view: str, position: int) -> int | None:
    """Return where a list of bodies ends that issued a document together: "Bộ Nội vụ và Bộ Tài chính"."""
    end = issuer_end(view, position)
    for _ in range(9):
        more = _AND_ANOTHER.match(view, end) if end else None
        following = issuer_end(view, more.end()) if more else None
        if not following:
            break
        end = following
    return end
