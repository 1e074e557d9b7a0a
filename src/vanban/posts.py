"""Read the words of a signature block: for whom it is signed, the post, the name; posts in their usual spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.letterhead import body_of
from vanban.lexicon import alternation, vocabulary
from vanban.patterns import late
from vanban.text import UPPER, squeeze

_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*(?:['’][{UPPER}]?[^\W\d_]+)?"
_NAME = rf"{_SYLLABLE}(?:[ ]+{_SYLLABLE}){{1,4}}"
_TAIL_NAME = late(rf"(?:^|[ \]\[)*|])(?P<name>{_NAME})[ .]*$")
_CAPITAL_NAME = late(rf"[{UPPER}]{{2,}}(?:[ ][{UPPER}]+){{1,4}}$")
_SIGN = late(r"\W*(?:\(?\s*[Đđ]ã\s+ký(?:\s+và\s+đóng\s+dấu)?\s*:?\s*\)?|\([^()\n]{0,60}\)|\[\s*daky\s*\])")
_RECIPIENTS = late(r"^\W*Nơi\s+nhận\s*:?")
_SHORTEST = 3
_SIGNED = late(r"[Đđ]ã\s+ký|\[\s*daky\s*\]")
_FOR = late(r"(?:T/M|TM|T/L|TL|TUQ|T\.U\.Q|Q|THỪA\s+LỆNH|THAY\s+MẶT)[ .:/]\s*(?=[^\W\d_])")
_DEPUTY = late(r"K\s?/?\s?T\s?[.:/;]?\s*(?=[^\W\d_])")
# The Secretariat's name ends like the post of a secretary.
_SECRETARIAT = late(r"(?<!THƯỜNG TRỰC )BAN\s+BÍ\s+THƯ")
_NOT_NAMES = late(
    r"(?:Nơi|Như|Lưu|Văn [Pp]hòng|Các|Ban|Bộ|Công|Ủy|Hội|Tòa|Viện|Đảng|Phòng|Cổng|Kiểm|Cơ"
    r"|Trung [Ưư]|Độc|Tự|Điều|Chương|Quyết|Nghị|Thông"
    r"|Sở|Trang|Phụ|Mẫu|Luật|Chủ|Phó|Thủ|Thứ|Giám|Trưởng|Chánh|Bí|Tổng [^\s]+ [Tt]"
    r"|Người|Thời|Ngày|Số|Chính|Quốc|Mặt|Đại [Bb]iểu|Thường|Hà Nội|Khu|Cục|Vụ|Xã|Phường)\b"
)


class Words(NamedTuple):
    """What a stretch of a block says: signed for another (`capacity`), the post held, the name and its place."""

    capacity: bool
    deputises: bool
    post: str | None
    name: str | None = None
    name_at: int = 0
    signed: bool = False


def words_of(cell: str) -> Words:
    """Read one line or cell of a signature block."""
    marks = _RECIPIENTS.sub(lambda match: " " * len(match[0]), cell)
    marks = _SIGN.sub(lambda match: " " * len(match[0]), marks)
    name = _name_at_end(marks)
    head = marks[: name.start("name")] if name else marks
    capitals = squeeze(_rank().sub(" ", re.sub(r"[|*_\[\]]", " ", head)) if name else head).strip(" .:-|*_[]")
    capitals = "" if len(capitals) < _SHORTEST else capitals
    if capitals and not capitals.isupper():
        return Words(False, False, None)
    if name is None and capitals and _is_capital_name(capitals):
        return Words(False, False, None, capitals.title(), cell.index(capitals.split()[0]))
    found = name["name"] if name else None
    return Words(
        bool(_FOR.match(capitals)),
        bool(_DEPUTY.search(capitals)),
        _post(capitals),
        squeeze(found) if found else None,
        name.start("name") if name else 0,
        _SIGNED.search(cell) is not None,
    )


def _name_at_end(cell: str) -> re.Match[str] | None:
    match = _TAIL_NAME.search(cell.rstrip(" |*_]"))
    while match and _rank().match(match["name"]):
        cut = match.start("name") + (rank.end() if (rank := _rank().match(match["name"])) else 0)
        match = _TAIL_NAME.search(cell.rstrip(" |*_]"), cut)
    if match is None or _NOT_NAMES.match(match["name"]):
        return None
    return match


def _is_capital_name(capitals: str) -> bool:
    first = capitals.split()[0].capitalize()
    return bool(
        _CAPITAL_NAME.match(capitals)
        and first in (*vocabulary("people")["common_surnames"], *vocabulary("people")["surnames"])
        and not _posts().search(capitals)
        and len(capitals.split()) >= 2
    )


def _post(capitals: str) -> str | None:
    """Return the post held: the last one printed that is not the one deputised for."""
    held = _SECRETARIAT.sub(lambda match: "-" * len(match[0]), capitals)
    found = [match for match in _posts().finditer(held) if not _deputised(held, match.start())]
    if not found:
        return None
    return usual(capitals[found[-1].start() :])


def _deputised(capitals: str, start: int) -> bool:
    return bool(re.search(r"(?:K\s?/?\s?T\s?[.:/;]?|(?:T/L|TL|TUQ)[ .:/])\s*$", capitals[:start]))


def usual(capitals: str) -> str:
    """Write a post in capitals as usual: "PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN" as "Phó Chủ tịch Ủy ban nhân dân"."""
    match = _posts().match(capitals)
    if match is None:
        return capitals.capitalize()
    post = _spelling()[" ".join(match[0].split())]
    rest = capitals[match.end() :].strip(" ,-")
    return f"{post} {_usual_body(rest)}" if rest else post


def _usual_body(capitals: str) -> str:
    return body_of(capitals) or _local_usual(capitals)


def _local_usual(capitals: str) -> str:
    table = vocabulary("issuers")
    names = {
        name.upper(): name
        for name in [*table["local"], *table["letterhead"]["departments"], *table["letterhead"]["committees"]]
    }
    return str(names.get(capitals, capitals.capitalize()))


@lru_cache(maxsize=1)
def _spelling() -> dict[str, str]:
    return {name.upper(): name for name in vocabulary("posts")["posts"]}


@lru_cache(maxsize=1)
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(list(_spelling()))}(?!\w)")


@lru_cache(maxsize=1)
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('posts')['ranks'])}\s*")
