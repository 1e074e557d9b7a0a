"""Read what a register's source note writes behind a number: the title as registered, then the date and the issuers.

"(Điều 5 Thông tư số 7/2020/TT-BXD Quy định về cây xanh ngày 01/02/2020 của Bộ Xây dựng, có hiệu lực …)": neither "về"
nor quotation marks need to set off the title, which may itself cite documents with their dates. Only the close of the
note tells the note's own date from those: date, issuers, then "có hiệu lực" or the closing bracket.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vanban import dates, numbers
from vanban.patterns import late
from vanban.text import UPPER

_ACTS = (
    r"(?:về|quy\s{1,30}định|ban\s{1,30}hành|hướng\s{1,30}dẫn|sửa\s{1,30}đổi|bổ\s{1,30}sung|bãi\s{1,30}bỏ|thay\s{1,30}thế|phê\s{1,30}duyệt"
    r"|công\s{1,30}bố|thực\s{1,30}hiện)"
)
_OPENS = late(rf"(?:[^\S\n]{{1,30}}\n?|\n)[^\S\n]{{0,30}}(?=[{UPPER}]|{_ACTS}\s)")
# A note stands in one paragraph and one sentence, is no list of documents, and closes the brackets of its title.
_STRETCH = late(
    rf"(?:[^().;\n]|\([^()\n]{{0,200}}\)|\.(?!\s{{1,30}}[{UPPER}])|\n(?!\s{{0,30}}\n|\s{{0,30}}[-+*|])"
    rf"|;(?!\s{{1,30}}(?:và\s{{1,30}})?[{UPPER}][^;\d]{{1,40}}\s\d{{1,5}}\s?[/-]))++"
)
_DATED = late(r"\s{1,30}(?=ngày\s{1,30}\d)")
_ISSUED = late(
    rf"\s{{1,30}}của\s{{1,30}}(?P<bodies>[{UPPER}](?:(?!\s(?:{_ACTS}|được|ngày)\s)[^\d.;:()“”\"]){{2,300}}?)(?=,\s{{1,30}}có\s{{1,30}}hiệu\s{{1,30}}lực|\s{{0,30}}\))"
)
_ENDS_IN_NUMBER = late(rf"[Ss]ố\s{{1,30}}{numbers.SOURCE}\Z")
_LONGEST, _LONGEST_NUMBER = 1_200, 80


class Registered(NamedTuple):
    """What a source note says of its document, its issuers together; the title is as registered, "về" and all."""

    title_span: tuple[int, int]
    on: date
    issuer_span: tuple[int, int]
    end: int


def registered_at(view: str, position: int) -> Registered | None:
    """Read title, date and issuers behind a number that ends at `position`, None where no source note goes on there."""
    opening = _OPENS.match(view, position)
    stretch = _STRETCH.match(view, opening.end(), position + _LONGEST) if opening else None
    if opening is None or stretch is None:
        return None
    for dated in _DATED.finditer(view, opening.end(), stretch.end()):
        day = dates.date_at(view, dated.end())
        issued = _ISSUED.match(view, day.end) if day and day.on else None
        if day and day.on and issued:
            title = (opening.end(), dated.start())
            return None if _of_another(view, title) else _registered(title, day.on, issued)
    return None


def _of_another(view: str, title: tuple[int, int]) -> bool:
    """Say whether the words before the date end in a number: then date and issuer are that other document's."""
    start, end = title
    return bool(_ENDS_IN_NUMBER.search(view, max(start, end - _LONGEST_NUMBER), end))


def _registered(title: tuple[int, int], on: date, issued: re.Match[str]) -> Registered:
    return Registered(title, on, issued.span("bodies"), issued.end())
