"""Read what a register's source note writes behind a number: the title as registered, then the date and the issuers.

"(Điều 5 Thông tư số 7/2020/TT-BXD Quy định về cây xanh ngày 01/02/2020 của Bộ Xây dựng, có hiệu lực …)": neither "về"
nor quotation marks need to set off the title, which may itself cite documents with their dates. Only the close of the
note tells the note's own date from those: date, issuers, then "có hiệu lực" or the closing bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vanban import dates, numbers
from vanban.text import UPPER

_ACTS = (
    r"(?:về|quy\s+định|ban\s+hành|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|phê\s+duyệt"
    r"|công\s+bố|thực\s+hiện)"
)
_OPENS = re.compile(rf"(?:[^\S\n]+\n?|\n)[^\S\n]*(?=[{UPPER}]|{_ACTS}\s)")
# A note stands in one paragraph and one sentence, is no list of documents, and closes the brackets of its title.
_STRETCH = re.compile(
    rf"(?:[^().;\n]|\([^()\n]{{0,200}}\)|\.(?!\s+[{UPPER}])|\n(?!\s*\n|\s*[-+*|])"
    rf"|;(?!\s+(?:và\s+)?[{UPPER}][^;\d]{{1,40}}\s\d{{1,5}}\s?[/-]))++"
)
_DATED = re.compile(r"\s+(?=ngày\s+\d)")
_ISSUED = re.compile(
    rf"\s+của\s+(?P<bodies>[{UPPER}](?:(?!\s(?:{_ACTS}|được|ngày)\s)[^\d.;:()“”\"]){{2,300}}?)(?=,\s+có\s+hiệu\s+lực|\s*\))"
)
_ENDS_IN_NUMBER = re.compile(rf"[Ss]ố\s+{numbers.SOURCE}\Z")
_LONGEST, _LONGEST_NUMBER = 1_200, 80


@dataclass(frozen=True, slots=True)
class Registered:
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
