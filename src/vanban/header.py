"""Read the facts above the first heading: type, number, date, issuer, title. What is not certain stays None.

Source of the layout: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party documents follow the same two columns
with their own motto.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vanban.consolidated import authentication, is_consolidated, own_day, own_number
from vanban.dateline import DateLine, date_line, place_date_in
from vanban.head import Head, head_of, type_key
from vanban.issuers import issuer_of
from vanban.labelled import Labelled, labelled
from vanban.model import Caution, Span
from vanban.numberline import NumberLine, number_line
from vanban.patterns import late
from vanban.text import Lines, squeeze
from vanban.titles import subject_of, title_after

_LETTER = "cong-van"
# Letters of other alphabets that some fonts print as Vietnamese ones.
_LOOKALIKES = str.maketrans("ÐðƢƣ", "ĐđƯư")
_KINDS_OF_LETTER = late(r"^\d*[./]?(?:\d{4}/)?(?:CV|[^/]*-CV/)")


class Facts(NamedTuple):
    """The header facts of a document and what should be looked at."""

    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    warnings: tuple[Caution, ...]
    title_span: Span | None = None
    is_consolidated: bool = False


class _Lines(NamedTuple):
    """The two lines of a header that may have been left blank."""

    number: NumberLine | None
    day: DateLine | None


def read_header(text: str, view: str) -> Facts:
    """Return the facts of a normalised text; missing ones are None, each with a warning."""
    head = head_of(view)
    lines = _own_lines(head)
    number = lines.number.number if lines.number else None
    kind = _type_key(head)
    place = title_after(head) if head.type_end is not None else subject_of(head)
    title = _clean(squeeze(text[place.start : place.end]), view is not text) if place else None
    page = labelled(view) if kind is None or number is None or title is None else Labelled(*(None,) * 5)
    on = lines.day.on if lines.day else None
    facts = (
        kind or page.type or _letter(head, title, number),
        number or (page.number if lines.number is None else None),
        on or (page.on if lines.day is None else None),
        issuer_of(head, number or page.number) or page.issuer,
        title or page.title,
    )
    return Facts(
        *facts,
        warnings=tuple(_missing(facts, head, lines)),
        title_span=(place.start, place.end) if place else None,
        is_consolidated=authentication(view) is not None or is_consolidated(head),
    )


def _own_lines(head: Head) -> _Lines:
    """Return the lines of number and day; a consolidated text has its own where it is authenticated."""
    block = authentication(head.view)
    if block is not None:
        number = own_number(head.view, block) or number_line(head)
        return _Lines(number, own_day(head.view, block) or _day_above(head))
    found = number_line(head)
    return _Lines(found, date_line(head, found.number if found else None))


def _day_above(head: Head) -> DateLine | None:
    return place_date_in(head.view, head.start, head.type_or_end)


def _clean(title: str, marked: bool) -> str | None:
    title = title.translate(_LOOKALIKES)
    words = squeeze(re.sub(r"\*+|(?<!\w)_{1,2}|_{1,2}(?!\w)|^#+\s", "", title)) if marked else title
    return words.strip("|- *_").strip() or None


def _type_key(head: Head) -> str | None:
    if head.type_start is None or head.type_end is None:
        return None
    return type_key(head.view[head.type_start : head.type_end])


def _letter(head: Head, title: str | None, number: str | None) -> str | None:
    """A letter has no type line: a subject beside its number and somebody it is addressed to, or CV in its number."""
    if head.type_start is not None or head.motto is None:
        return None
    addressed = re.compile(r"[ |>*-]*Kính\s+gửi").match(head.view, head.end)
    return _LETTER if (title and addressed) or (number and _KINDS_OF_LETTER.match(number)) else None


_MESSAGES = (
    ("type_missing", "Không thấy dòng tên loại văn bản ở phần đầu. Hãy bổ sung bằng tay."),
    ("number_missing", "Không thấy số, ký hiệu ở phần đầu. Hãy bổ sung bằng tay."),
    ("date_missing", "Không thấy ngày ban hành ở phần đầu. Hãy bổ sung bằng tay."),
    ("issuer_missing", "Không chắc cơ quan ban hành. Hãy bổ sung bằng tay."),
    ("title_missing", "Không chắc trích yếu. Hãy bổ sung bằng tay."),
)
_BLANKS = {
    "number_missing": "Dòng số, ký hiệu còn để trống. Hãy bổ sung bằng tay.",
    "date_missing": "Dòng ngày, tháng, năm ban hành còn để trống. Hãy bổ sung bằng tay.",
}


def _missing(facts: tuple[object, ...], head: Head, lines: _Lines) -> list[Caution]:
    """Say what is missing, at the line that was left blank where there is one, else at the type line."""
    count = Lines(head.view[: head.end])
    blank = {"number_missing": lines.number, "date_missing": lines.day}
    cautions = []
    for value, (code, message) in zip(facts, _MESSAGES, strict=True):
        if value is None:
            at = blank.get(code)
            place = at.at if at else head.type_start or 0
            cautions.append(Caution(code, count.at(place), _BLANKS[code] if at else message))
    return cautions
