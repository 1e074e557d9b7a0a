"""Read the title behind a cited document: in quotation marks, after "về", or as an act ("quy định chi tiết …").

In running text nothing marks the end of a title but the words that cannot belong to it: it ends with its sentence or
clause, before another document, and before what is said of the document ("được sửa đổi", "có hiệu lực"). It goes on
over a line end where the line was full.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.issuing import issuer_end
from vanban.laws import name_over
from vanban.lexicon import alternation, document_types, vocabulary
from vanban.model import Span
from vanban.patterns import late
from vanban.text import UPPER

_QUOTED = late(
    r"\s{0,30},?\s{0,30}(?:về\s{1,30}(?:việc\s{1,30})?)?(?:“(?P<title>[^“”\n]{3,400})”|\"(?P<straight>[^“”\"\n]{3,400})\")"
)
_PIECE = late(
    rf"(?:[^\n;:“”\"().|\[\]]|\.(?![\s)\]”\"*]|\Z)|“[^”\n]{{1,200}}”"
    rf"|\((?!sau|gọi|viết|đã|được|có|trừ|ban|kèm|[^()\n]{{1,40}}\s\d{{1,5}}\s?[/-])[^()\n]{{1,80}}\)(?=\s{{1,30}}[^\W\d_{UPPER}])){{0,600}}"
)
_BEGINS = r"(?:(?:Căn|Theo|Xét|Điều|Phụ|Nơi|TM|KT)(?!\w)|(?:Chương|Mục|Phần)\s{1,30}(?:[\dIVX]|thứ))"
_NEXT_LINE = late(rf"[ ]{{0,30}}\n[ ]{{0,30}}(?:(?P<small>[^\W\d_{UPPER}])|(?P<other>(?!{_BEGINS})[{UPPER}\d]))")
# Behind a comma a body begins what is said next: "… về an toàn, Bộ Nội vụ đề nghị …".
_BODY = (
    r"(?:Bộ|Ban|Ủy\s{1,30}ban|UBND|HĐND|Sở|Tỉnh\s{1,30}ủy|Thành\s{1,30}ủy|Đảng\s{1,30}ủy|Huyện\s{1,30}ủy|Hội\s{1,30}đồng|Văn\s{1,30}phòng|Thủ\s{1,30}tướng|Chính\s{1,30}phủ"
    r"|Quốc\s{1,30}hội|Cục|Tổng\s{1,30}cục|Thanh\s{1,30}tra|Thường\s{1,30}trực|Đảng\s{1,30}bộ|Công\s{1,30}ty|Trường|Căn\s{1,30}cứ|Luật|Bộ\s{1,30}luật|Điều)(?!\w)"
)
_CHANGES = (
    r"(?:sửa|bổ|bãi|thay|khoản|điểm|điều|luật|nghị|thông|quyết|chỉ|quy\s{1,30}(?:định|chế)\s{1,30}(?:số|tại)|căn|và|theo|trong|giao|yêu|đề"
    r"|chủ|phối|tổ|triển|thực|tiếp|tăng|báo)(?!\w)"
)
_NEXT_CLAUSE = late(rf"[ ]{{0,30}};[ ]{{1,30}}(?!{_CHANGES})(?=[^\W\d_{UPPER}])")
# One ground of several, or the act whose provisions are amended.
_GROUND = late(r"(?:^[ |*-]*Căn\s+cứ|;\s+Căn\s+cứ|một\s+số\s+(?:điều|nội\s+dung)\s+của)\s[^;]*\Z", re.MULTILINE)
_UNFINISHED = late(r"\s(?:ban\s+hành|về|việc|của|và|quy\s+định|phê\s+duyệt|hướng\s+dẫn|cho|trong|theo|bổ|quản)[ ]*\Z")
_IS_BODY = late(_BODY)
_COMMA = late(r"[ ]{0,30}(?:\n[ ]{0,30})?,\s{1,30}(?:và\s{1,30})?")
_SPACE = late(r"\s{1,30}[^\W\d_A-Z]")
_AMENDS = late(r"(?:sửa\s{1,30}đổi|bổ\s{1,30}sung|bãi\s{1,30}bỏ)", re.IGNORECASE)
_AMENDS_TOO = late(r"[^;:()“”\"]{0,140}?\s(?:sửa\s{1,30}đổi|bổ\s{1,30}sung|bãi\s{1,30}bỏ)", re.IGNORECASE)
_PROCEDURES = late(r"(?:thủ\s{1,30}tục|văn\s{1,30}bản|danh\s{1,30}mục)", re.IGNORECASE)
_SHORTEST, _LONGEST, _FULL_LINE = 3, 800, 45
_NEAR, _SIGHT, _MOST_BODIES = 40, 300, 24


class Title(NamedTuple):
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
    while (
        stretch - start < _LONGEST
        and (more := _NEXT_CLAUSE.match(view, stretch)) is not None
        and _is_one_work(view, position)
    ):
        stretch = _stretch(view, more.end())
    stop = next((one for one in _stop().finditer(view, start, stretch) if not _goes_on(view, start, one)), None)
    end = start + len(view[start : stop.start() if stop else stretch].rstrip(" ,.\n-*|"))
    return Title((start, end), end) if end - start >= _SHORTEST else None


def _is_broken_off(view: str, end: int) -> bool:
    """Say whether the line was full, or ends in a word that needs another."""
    line = view.rfind("\n", max(0, end - 200), end)
    return end - line > _FULL_LINE or _UNFINISHED.search(view, max(line, end - _NEAR), end) is not None


def _is_one_work(view: str, position: int) -> bool:
    """Say whether the words before speak of one work alone, so that what a ";" divides is still its title."""
    return _GROUND.search(view, max(0, position - _SIGHT), position) is not None


def _goes_on(view: str, start: int, stop: re.Match[str]) -> bool:
    """Say whether what may end a title belongs to it: a list of bodies, of amended acts, of procedures of a kind."""
    if stop["body"]:
        return _is_list_of_bodies(view, stop.start("body"))
    if stop["said"]:
        return "công bố" in view[start : start + _NEAR] and bool(_PROCEDURES.search(view, start, stop.start()))
    other = stop["other"]
    if other and _AMENDS_TOO.match(view, stop.end()):
        return False  # an amending act beside another one: the next of a list, not amended by the first
    return bool(other and _AMENDS.match(view, start) and _types_alike(view[start : stop.start()], other))


def _is_list_of_bodies(view: str, position: int) -> bool:
    """Say whether bodies end in a sign or another noun; before a verb they are who acts: "…, Bộ Nội vụ đề nghị"."""
    for _ in range(_MOST_BODIES):
        end = issuer_end(view, position)
        if end is None:
            return False
        comma = _COMMA.match(view, end)
        if comma is None:
            return not _SPACE.match(view, end)
        position = comma.end()
        if not _IS_BODY.match(view, position):
            return True
    return True


def _types_alike(before: str, other: str) -> bool:
    """Say whether the title so far names a numbered work of the type with which it goes on."""
    kind, words = (" ".join(one.split()).casefold() for one in (other, before))
    return re.search(rf"(?:của|thay thế|bãi bỏ) (?:các )?{re.escape(kind)} ", words) is not None


def _stretch(view: str, start: int) -> int:
    """Return where the clause ends in which a title stands; it wraps in small letters, or where a line was full."""
    end = _PIECE.match(view, start).end()  # type: ignore[union-attr]  # it matches the empty string too
    while end - start < _LONGEST:
        if view.startswith(";", end) and (named := name_over(view, end)) > end:
            end = _PIECE.match(view, named).end()  # type: ignore[union-attr]
            continue
        more = _NEXT_LINE.match(view, end)
        if not more or not (more["small"] or _is_broken_off(view, end)):
            break
        end = _PIECE.match(view, more.end()).end()  # type: ignore[union-attr]
    return end


@lru_cache(maxsize=1)
def _types() -> str:
    return alternation([form for name in document_types() for form in (name, name.capitalize())])


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    acts = vocabulary("cited")["titles"]["acts"]
    both = alternation([form for act in acts for form in (act, act.capitalize(), act.upper())])
    gap = r"\s{0,30}[,-]?(?:[ ]{1,30}(?:\n[ ]{0,30})?|\n[ ]{0,30})"
    return re.compile(
        rf"{gap}(?:(?P<about>(?:[Vv]ề|VỀ)\s{{1,30}})(?=\w)|(?!{_types()}\s{{1,30}}(?:số\s{{1,30}})?\d)(?={both}(?:\s{{1,30}}|\s{{0,30}},\s{{0,30}})[^\W\d_]))"
    )


@lru_cache(maxsize=1)
def _sure() -> re.Pattern[str]:
    sure = vocabulary("cited")["titles"]["sure"]
    return re.compile(alternation([*sure, *(one.capitalize() for one in sure)]) + r"(?!\w)")


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    said = (
        r"như\s{1,30}sau|(?:quy\s{1,30}định\s{1,30})?sau\s{1,30}đây|kể\s{1,30}từ|và\s{1,30}các\s{1,30}quy\s{1,30}định|có\s{1,30}hiệu\s{1,30}lực|hết\s{1,30}hiệu\s{1,30}lực"
        r"|có\s{1,30}căn\s{1,30}cứ\s{1,30}ban\s{1,30}hành"
        r"|và\s{1,30}(?:hướng\s{1,30}dẫn|quy\s{1,30}định|chỉ\s{1,30}đạo|yêu\s{1,30}cầu)\s{1,30}của\s"
        rf"|(?:báo\s{{1,30}}cáo|trình|đề\s{{1,30}}nghị)\s{{1,30}}{_BODY}"
    )
    passive = (
        r"(?:đã\s{1,30})?được\s{1,30}"
        r"(?:sửa|bổ\s{1,30}sung|thay|ban\s{1,30}hành|Quốc\s{1,30}hội|thông\s{1,30}qua|ký)"
    )
    places = r"(?:điểm|khoản|Điều|điều|Khoản|Điểm)\s{1,30}[\da-zđ]{1,3}(?!\w)"
    numbered = r"(?=\s{1,30}(?:số\s{1,30})?\d)"
    return re.compile(
        rf"\s{{1,30}}(?:(?:và\s{{1,30}}|hoặc\s{{1,30}})?(?:{said}|(?P<said>{passive}))"
        rf"|(?:và|hoặc)\s{{1,30}}(?:các\s{{1,30}})?(?:(?P<other>{_types()}){numbered}|{places}))"
        rf"|\s{{0,30}},\s{{1,30}}(?:(?P<body>{_BODY})|(?:đã\s{{1,30}})?được\s{{1,30}}(?:sửa|bổ)|{places}|có\s{{1,30}}hiệu|hết\s{{1,30}}hiệu"
        rf"|cụ\s{{1,30}}thể(?!\w)|(?:bao\s{{1,30}})?gồm\s{{1,30}}(?:có\s{{1,30}})?\d|trong\s{{1,30}}đó(?!\w)|{_types()}{numbered})"
    )
