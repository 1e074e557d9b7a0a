"""Read the title behind a cited document: in quotation marks, after "về", or as an act ("quy định chi tiết …").

In running text nothing marks the end of a title but the words that cannot belong to it: it ends with its sentence or
clause, before another document, and before what is said of the document ("được sửa đổi", "có hiệu lực"). It goes on
over a line end where the line was full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, document_types, vocabulary
from vanban.model import Span
from vanban.text import UPPER

_QUOTED = re.compile(
    r"\s*,?\s*(?:về\s+(?:việc\s+)?)?(?:“(?P<title>[^“”\n]{3,400})”|\"(?P<straight>[^“”\"\n]{3,400})\")"
)
_PIECE = re.compile(
    rf"(?:[^\n;:“”\"().|\[\]]|\.(?![\s)\]”\"*]|\Z)|“[^”\n]{{1,200}}”"
    rf"|\((?!sau|gọi|viết|đã|được|có|trừ|ban|kèm)[^()\n]{{1,80}}\)(?=\s+[^\W\d_{UPPER}])){{0,600}}"
)
_BEGINS = r"(?:Căn|Theo|Xét|Điều|Chương|Mục|Phần|Phụ|Nơi|TM|KT)(?!\w)"
_NEXT_LINE = re.compile(rf"[ ]*\n[ ]*(?:(?P<small>[^\W\d_{UPPER}])|(?P<other>(?!{_BEGINS})[{UPPER}\d]))")
# Behind a comma a body begins what is said next: "… về an toàn, Bộ Nội vụ đề nghị …".
_BODY = (
    r"(?:Bộ|Ban|Ủy\s+ban|UBND|HĐND|Sở|Tỉnh\s+ủy|Thành\s+ủy|Đảng\s+ủy|Huyện\s+ủy|Hội\s+đồng|Văn\s+phòng|Thủ\s+tướng|Chính\s+phủ"
    r"|Quốc\s+hội|Cục|Tổng\s+cục|Thanh\s+tra|Thường\s+trực|Đảng\s+bộ|Công\s+ty|Trường|Căn\s+cứ|Luật|Bộ\s+luật|Điều)(?!\w)"
)
_SHORTEST, _LONGEST, _FULL_LINE = 3, 800, 45


@dataclass(frozen=True, slots=True)
class Title:
    """The span of a title without its quotation marks and without "về", and where its words end."""

    span: Span
    end: int


def title_at(view: str, position: int, *, is_formal: bool) -> Title | None:
    """Read the title that follows at `position`; behind a date or an issuer (`is_formal`) it needs no "về"."""
    quoted = _QUOTED.match(view, position)
    if quoted:
        return Title(quoted.span("title" if quoted["title"] else "straight"), quoted.end())
    opening = _opening().match(view, position)
    if opening is None or not (opening["about"] or is_formal or _sure().match(view, opening.end())):
        return None
    start = opening.end()
    stretch = _stretch(view, start)
    stop = _stop().search(view, start, stretch)
    end = start + len(view[start : stop.start() if stop else stretch].rstrip(" ,.\n-*|"))
    return Title((start, end), end) if end - start >= _SHORTEST else None


def _stretch(view: str, start: int) -> int:
    """Return where the clause ends in which a title stands; it wraps in small letters, or where a line was full."""
    end = _PIECE.match(view, start).end()  # type: ignore[union-attr]  # it matches the empty string too
    while end - start < _LONGEST:
        more = _NEXT_LINE.match(view, end)
        if not more or not (more["small"] or end - view.rfind("\n", max(0, end - 200), end) > _FULL_LINE):
            break
        end = _PIECE.match(view, more.end()).end()  # type: ignore[union-attr]
    return end


@lru_cache(maxsize=1)
def _types() -> str:
    return alternation([form for name in document_types() for form in (name, name.capitalize())])


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    acts = vocabulary("cited")["titles"]["acts"]
    both = alternation([*acts, *(act.capitalize() for act in acts)])
    gap = r"\s*,?(?:[ ]+(?:\n[ ]*)?|\n[ ]*)"
    return re.compile(
        rf"{gap}(?:(?P<about>(?:[Vv]ề|VỀ)\s+)(?=\w)|(?!{_types()}\s+(?:số\s+)?\d)(?={both}(?:\s+|\s*,\s*)[^\W\d_]))"
    )


@lru_cache(maxsize=1)
def _sure() -> re.Pattern[str]:
    sure = vocabulary("cited")["titles"]["sure"]
    return re.compile(alternation([*sure, *(one.capitalize() for one in sure)]) + r"(?!\w)")


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    said = (
        r"như\s+sau|kể\s+từ|và\s+các\s+quy\s+định|có\s+hiệu\s+lực|hết\s+hiệu\s+lực"
        r"|(?:đã\s+)?được\s+(?:sửa|bổ\s+sung|thay|ban\s+hành|Quốc\s+hội|thông\s+qua|ký)"
    )
    places = r"(?:điểm|khoản|Điều|điều|Khoản|Điểm)\s+[\da-zđ]{1,3}(?!\w)"
    other = rf"{_types()}\s+(?:số\s+)?\d"
    return re.compile(
        rf"\s+(?:(?:và\s+|hoặc\s+)?(?:{said})|(?:và|hoặc)\s+(?:các\s+)?(?:{other}|{places}))"
        rf"|\s*,\s+(?:{_BODY}|(?:đã\s+)?được\s+(?:sửa|bổ)|{places}|có\s+hiệu|hết\s+hiệu|{other})"
    )
