"""Read the document part of a citation: type, number, date, issuer, title.

Source of the order (type, number, date, issuer, title): Nghị định 30/2020/NĐ-CP, Phụ lục I, on how a document is cited.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vanban import dates, numbers
from vanban.issuing import issuer_end, issuers_end
from vanban.laws import kind_of, name_end
from vanban.lexicon import alternation, document_types, vocabulary
from vanban.model import Span
from vanban.patterns import late
from vanban.places import S
from vanban.registered import registered_at
from vanban.titled import title_at

_NUMBER = late(
    rf"\s{{0,30}},?\s{{0,30}}(?:(?:[Ss]ố|SỐ)\s{{0,30}}:?\s{{0,30}})?(?P<number>{numbers.SOURCE}|{numbers.OLD})"
)
_GOES_ON = r"ngày|của|về|để|thì|và|có|đã|được|là|này|nêu|trên|thực|trong|tại|theo|hướng|thay|quy|cho|như|do"
_BARE_NUMBER = late(
    rf"{S}(?:số\s{{0,30}}:?\s{{0,30}})?(?P<number>\d{{1,4}})"
    rf"(?=\s{{0,30}}(?:[,;:()]|\.(?!\d)|(?:{_GOES_ON})\s|\Z)|[ ]{{0,30}}\n)"
)
# A scan or a typing error tore the digits apart: "Nghị định số 1 13/2017/NĐ-CP".
_TORN = late(
    rf"\s{{0,30}},?\s{{1,30}}(?:[Ss]ố|SỐ)\s{{0,30}}:?\s{{0,30}}(?P<number>(?:\d\s){{1,3}}\d{{1,4}}\s?/\s?(?:\d{{4}}\s?/\s?)?{numbers.TAIL})(?!\w)"
)
_YEAR = late(r"(?:19|20)\d\d\Z")
_SPELT = late(r"[ ]{1,30}(?:số|SỐ)\s{0,30}:?\s{0,30}(?P<number>\d{1,4})(?![\w/.-])")
_DATE = late(
    r"\s{0,30},?\s{0,30}(?:\(\s{0,30})?(?:(?:ký\s{1,30})?ban\s{1,30}hành\s{1,30}|ký\s{1,30})?(?=(?:(?:ngày|NGÀY)\s{1,30})?\d{1,2}(?:\s{0,3}[-/.]|\s{1,30}(?:tháng|THÁNG)))"
)
# A day that a scan has damaged, or that a draft leaves open: it says no date, and the words go on behind it.
_NO_DATE = late(
    r"\s{0,30},?\s{0,30}ngày\s{1,30}(?:\d{1,2}\s{0,30})?[.…]{0,9}\s{0,30}tháng\s{1,30}(?:\d{1,2}\s{0,30})?[.…]{0,9}\s{0,30}năm\s{1,30}\d{0,4}"
)
_OF = late(r"\s{0,30},?\s{0,30}(?:(?:do|của|CỦA)\s{1,30})")
_AND_NUMBER = late(
    rf"(?:\s{{0,30}}[,;]|\s{{1,30}}(?:và|hoặc))\s{{1,30}}(?P<whole>(?:số\s{{1,30}})?(?P<number>{numbers.SOURCE}))"
)
# "số 187, 188-KL/TW": the numbers before the last share what stands behind its digits.
_SHARED = late(
    r"\s{1,30}(?:(?:[Ss]ố|SỐ)\s{0,30}:?\s{0,30})?"
    rf"(?P<before>(?:\d{{1,4}}[a-z]?(?:\s{{0,30}}[,;]\s{{1,30}}(?:và\s{{1,30}})?|\s{{1,30}}và\s{{1,30}})(?:số\s{{1,30}})?){{1,20}})(?P<number>{numbers.SOURCE})"
)
_DIGITS = late(r"\d{1,4}[a-z]?")
_MAY_BE_NUMBER = late(r"\s{0,30},?\s{0,30}(?:[Ss][Ốố]|\d)")


class CitedDocument(NamedTuple):
    """A document as cited: spans of its type, issuer and title, which excludes quotation marks; `end` of the words.

    `shared` are all the numbers, where several share what stands behind the digits of the last: "số 187, 188-KL/TW".
    """

    end: int
    type_span: Span
    number: str | None = None
    on: date | None = None
    issuer_span: Span | None = None
    title_span: Span | None = None
    start: int = 0
    shared: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def cited_types() -> list[str]:
    """Return the names of document types, also of kinds that only occur in citations ("báo cáo thẩm tra")."""
    return [*document_types(), *vocabulary("cited")["types"]["more"]]


@lru_cache(maxsize=1)
def _type_pattern() -> re.Pattern[str]:
    return re.compile(alternation(cited_types()) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _bare_types() -> frozenset[str]:
    return frozenset(vocabulary("cited")["numberless"]["bare"])


def document_at(view: str, start: int, *, with_places: bool) -> CitedDocument | None:
    """Read the document cited at `start`, None when the words there cite none.

    Without places before it, a document needs a number or the name of a law, otherwise it is only a common noun;
    behind places ("Điều 5 của Luật") the type with a capital is enough.
    """
    head = _type_pattern().match(view, start)
    if head is None:
        return None
    named = name_end(view, head)
    number = _number_at(view, head, named)
    if number is not None and "\n\n" in view[start : number.start("number")]:
        return None
    if number is None and not _stands_alone(view, head, named, with_places=with_places):
        return None
    return _facts(view, number, (start, named))


def next_number(view: str, before: CitedDocument) -> CitedDocument | None:
    """Read the number that goes on a list: "Nghị định số 1/2020/NĐ-CP, số 2/2020/NĐ-CP"; it shares the type."""
    if not before.number or before.title_span:
        return None
    more = _AND_NUMBER.match(view, before.end)
    if more is None:
        return None
    return _facts(view, more, (more.start("whole"), more.start("whole")), before.type_span)


def _number_at(view: str, head: re.Match[str], named: int) -> re.Match[str] | None:
    if not _MAY_BE_NUMBER.match(view, named):
        return None
    number = _NUMBER.match(view, named) or _SHARED.match(view, named) or _TORN.match(view, named)
    if number or named > head.end():
        return number
    is_bare = kind_of(head[0]) in _bare_types()
    spelt = _SPELT.match(view, named)
    if spelt or head[0].islower():
        return spelt if is_bare or not head[0].islower() else None
    bare = _BARE_NUMBER.match(view, named) if is_bare else None
    # "Kế hoạch 2026" is a year's plan, and "KẾT LUẬN 1." a heading with what it heads.
    return None if bare and (head[0].isupper() or _YEAR.match(bare["number"])) else bare


def _stands_alone(view: str, head: re.Match[str], named: int, *, with_places: bool) -> bool:
    """Say whether the words cite without a number: a law by its name, the Constitution, a type behind places."""
    if named > head.end() or (head[0][0].isupper() and head[0].lower().startswith("hiến")):
        return True
    return with_places and head[0][0].isupper() and not _THIS.match(view, head.end())


_THIS = late(r"\s{1,30}này(?!\w)")


def _facts(view: str, number: re.Match[str] | None, place: Span, kind: Span | None = None) -> CitedDocument:
    start, named = place
    known = numbers.tidy(number["number"]) if number else None
    shared = _sharing(number, known) if number and known else ()
    position = number.end() if number else named
    type_span = kind or (start, named)
    noted = registered_at(view, position) if number else None
    if noted:
        return CitedDocument(noted.end, type_span, known, noted.on, noted.issuer_span, noted.title_span, start)
    on: date | None = None
    issuer: Span | None = None
    for _ in range(2):
        opening = _DATE.match(view, position) if on is None else None
        found = dates.date_at(view, opening.end()) if opening else None
        if found and found.on:
            on, position = found.on, found.end
        elif on is None and (lost := _NO_DATE.match(view, position)):
            position = lost.end()
        of = _OF.match(view, position) if issuer is None else None
        end = _issuer_end(view, of.end(), known) if of else None
        if of and end:
            issuer, position = (of.end(), end), end
    title = title_at(view, position, is_formal=bool(on or issuer)) if number else None
    return CitedDocument(
        title.end if title else position, type_span, known, on, issuer, title.span if title else None, start, shared
    )


def _sharing(number: re.Match[str], last: str) -> tuple[str, ...]:
    """Return the numbers that share the end of the last one, and it; none where it stands alone."""
    if "before" not in number.re.groupindex:
        return ()
    behind = last[_DIGITS.match(last).end() :]  # type: ignore[union-attr]  # a number begins with digits
    return (*(digits + behind for digits in _DIGITS.findall(number["before"])), last)


def _issuer_end(view: str, position: int, number: str | None) -> int | None:
    together = number is not None and ("TTLT" in number or "NQLT" in number)
    return issuers_end(view, position) if together else issuer_end(view, position)
