"""Tell where the name of an issuing body ends that stands behind "của" or "do" in running text.

Known bodies are data (`vocab/issuers.toml`); an unknown one begins with a word of `vocab/cited.toml` and ends before a
word that no name goes on with.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import alternation, issuer_pattern, vocabulary
from vanban.text import UPPER

_TERM = r"(?:\s*,?\s*(?:nhiệm\s+kỳ\s+\d{4}\s*-\s*\d{4}|(?:khóa|Khóa|khoá|Khoá)\s+(?:thứ\s+)?[IVXLC\d]+)(?!\w))?"
_TYPES = r"(?:Bộ|Nghị|Luật|Thông|Quyết|Chỉ|Quy|Kết|Hướng|Ủy\s+ban|Ban|Hội\s+đồng|Sở|Chính|Thủ|Quốc)(?!\w)"
_END = r"(?=\s*(?:[,;.:()“”\"|\]*]|\Z|\n|\s))"
_CONGRESS = re.compile(
    rf"(?:Hội\s+nghị|Đại\s+hội)\s+[^\n,;.:()“”]{{2,70}}?(?:Trung\s+ương(?:\s+Đảng)?|của\s+Đảng|toàn\s+quốc|\d+|[IVXL]+)(?!\w)(?:\s+của\s+Đảng)?{_TERM}"
)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    one = issuer_pattern()
    joint = r"Bộ\s+Chính\s+trị\s*(?:,|và)\s*Ban\s+Bí\s+thư(?:\s+Trung\s+ương(?:\s+Đảng)?)?"
    table = vocabulary("issuers")
    capitals = alternation([name.upper() for name in (*table["bodies"], *table["ministries"])])
    return re.compile(
        rf"{joint}(?!\w)|{one}|(?:{alternation([head.upper() for head in table['heads']])}\s+)?{capitals}(?!\w)"
    )


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    words = vocabulary("cited")["issuers"]
    stop = alternation(words["stops"])
    gap = r"(?:[ ]+(?:\n[ ]*)?|\n[ ]*)"
    word = rf"{gap}(?:-{gap})?(?!{stop}(?!\w))[^\W\d_]+"
    joined = rf"{gap}và{gap}(?!{_TYPES})[{UPPER}]\w*"
    return re.compile(rf"{alternation(words['openers'])}(?:{word}|{joined}){{1,14}}{_END}")


def issuer_end(view: str, position: int) -> int | None:
    """Return where the body that begins at `position` ends, None when none begins there."""
    for pattern in (_CONGRESS, _known(), _unknown()):
        match = pattern.match(view, position)
        if match:
            return match.end()
    return None


_AND_ANOTHER = re.compile(r"\s*(?:,|-|\s+và)\s+(?=[^\W\d_a-z])")


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
