"""Read the facts above the first heading: type, number, date, issuer, title. What is not certain stays None.

Source of the layout: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party documents follow the same two columns
with their own motto.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vanban import dates, numbers
from vanban.issuers import MOTTO, issuer_of
from vanban.lexicon import alternation, document_types
from vanban.model import Caution
from vanban.text import UPPER, Lines, squeeze
from vanban.titles import Head, title_after

MOST_HEAD = 6_000
_STOP = re.compile(
    r"^[ |>-]*(?:Căn\s+cứ|CĂN\s+CỨ|Theo\s+đề\s+nghị|Xét\s+đề\s+nghị|"
    r"(?:Điều|ĐIỀU)\s+1\s*[.:\n]|(?:Chương|CHƯƠNG)\s+[I1]\s*$)|"
    r"[ ]Căn\s+cứ\s+(?:Hiến\s+pháp|Luật)",
    re.MULTILINE,
)
_NUMBER = re.compile(rf"(?:(?<!\w)số|(?<!\w)Số|SỐ)\s*:?\s*(?P<number>{numbers.SOURCE})")
_FRONT_MATTER = re.compile(r"\s*---[ ]*\n(?:(?!---).*\n){1,200}?---[ ]*\n")
_GAZETTE = re.compile(r"CÔNG BÁO/")
_DAY = r"(?=ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s*năm\s+\d{4})"
_PLACE_DATE = re.compile(rf",\s*{_DAY}", re.IGNORECASE)
# A scan may put another sign for the comma behind the place's name.
_SCANNED_PLACE_DATE = re.compile(rf"(?<!\w)[{UPPER}]\w*[ ]?[;.][ ]*{_DAY}")
_PASSED = re.compile(r"thông\s+qua\s+(?=ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")
_LAWMAKERS = re.compile(r"QH\d*$")


@dataclass(frozen=True, slots=True)
class Facts:
    """The header facts of a document and what should be looked at."""

    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    warnings: tuple[Caution, ...]


@lru_cache(maxsize=1)
def _type_line() -> re.Pattern[str]:
    names = alternation([name.upper() for name in document_types()])
    return re.compile(
        rf"^[ |]*(?P<type>{names})(?=[ |]*:?[ |\d]*$|[ ]+[^a-z\n]{{3,}}$|[ ]+(?:[Vv]ề|[Qq]uy|[Ss]ửa|[Bb]an|V/v)\s)",
        re.MULTILINE,
    )


def head_of(view: str) -> Head:
    """Return where the header ends and where its type line stands."""
    matter = _FRONT_MATTER.match(view)
    start = matter.end() if matter else 0
    limit = min(len(view), start + MOST_HEAD)
    kind = _best_type_line(view, start, limit)
    stop = _STOP.search(view, kind.end() if kind else start, limit)
    end = stop.start() if stop else limit
    if kind and kind.start() > end:
        kind = None
    return Head(view, kind.start("type") if kind else None, kind.end("type") if kind else None, end, start)


def _best_type_line(view: str, start: int, limit: int) -> re.Match[str] | None:
    """Return the first type line; the first below the motto where a copy's own heading stands above the motto."""
    motto = MOTTO.search(view, start, limit)
    kind = _type_line().search(view, motto.end() if motto else start, limit)
    stop = _STOP.search(view, motto.end() if motto else start, limit)
    if kind and not (stop and kind.start() > stop.start()):
        return kind
    return _type_line().search(view, start, limit)


def read_header(text: str, view: str) -> Facts:
    """Return the facts of a normalised text; missing ones are None, each with a warning."""
    head = head_of(view)
    number_match = _number_match(head)
    number = numbers.tidy(text[slice(*number_match.span("number"))]) if number_match else None
    kind = _type_key(view, head)
    found_title = title_after(head)
    title = squeeze(text[found_title.start : found_title.end]) if found_title else None
    facts = (kind, number, _issued_on(head, number), issuer_of(head, number), _clean(title, view is not text))
    return Facts(*facts, warnings=tuple(_missing(facts, Lines(view[: head.end]), head)))


def _clean(title: str | None, marked: bool) -> str | None:
    if title is None:
        return None
    words = squeeze(re.sub(r"\*+|(?<!\w)_{1,2}|_{1,2}(?!\w)|^#+\s", "", title)) if marked else title
    return words.strip("|- *_").strip() or None


def _number_match(head: Head) -> re.Match[str] | None:
    limit = head.type_end if head.type_end is not None else min(head.end, 2_500)
    before = _first_number(head.view, head.start, limit)
    return before or _first_number(head.view, limit, min(head.end, limit + 200))


def _first_number(view: str, start: int, end: int) -> re.Match[str] | None:
    for match in _NUMBER.finditer(view, start, end):
        line = view.rfind("\n", 0, match.start()) + 1
        if not _GAZETTE.search(view, line, match.start()) and not re.search(
            r"theo|Căn|của", view[line : match.start()]
        ):
            return match
    return None


def _type_key(view: str, head: Head) -> str | None:
    if head.type_start is None or head.type_end is None:
        return None
    return document_types().get(" ".join(view[head.type_start : head.type_end].lower().split()))


def _issued_on(head: Head, number: str | None) -> date | None:
    beside_place = _beside_place(head, _PLACE_DATE) or _beside_place(head, _SCANNED_PLACE_DATE)
    if beside_place:
        return beside_place
    if number and _LAWMAKERS.search(number):
        passed = list(_PASSED.finditer(head.view, max(0, len(head.view) - 40_000)))
        found = dates.date_at(head.view, passed[-1].end()) if passed else None
        return found.on if found else None
    return None


def _beside_place(head: Head, pattern: re.Pattern[str]) -> date | None:
    limit = head.type_end if head.type_end is not None else head.end
    for start, end in ((head.start, limit), (limit, min(head.end, limit + 300))):
        for place in pattern.finditer(head.view, start, end):
            found = dates.date_at(head.view, place.end())
            if found and found.on:
                return found.on
    return None


_MESSAGES = (
    ("type_missing", "Không thấy dòng tên loại văn bản ở phần đầu. Hãy bổ sung bằng tay."),
    ("number_missing", "Không thấy số, ký hiệu ở phần đầu. Hãy bổ sung bằng tay."),
    ("date_missing", "Không thấy ngày ban hành ở phần đầu. Hãy bổ sung bằng tay."),
    ("issuer_missing", "Không chắc cơ quan ban hành. Hãy bổ sung bằng tay."),
    ("title_missing", "Không chắc trích yếu. Hãy bổ sung bằng tay."),
)


def _missing(facts: tuple[object, ...], lines: Lines, head: Head) -> list[Caution]:
    line = lines.at(head.type_start or 0)
    return [
        Caution(code, line, message) for value, (code, message) in zip(facts, _MESSAGES, strict=True) if value is None
    ]
