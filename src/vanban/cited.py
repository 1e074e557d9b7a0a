"""Read the document part of a citation: type, number, date, issuer, title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vanban import dates, numbers
from vanban.lexicon import alternation, document_types, issuer_pattern, vocabulary
from vanban.registered import registered_at

_NUMBER = re.compile(rf"\s*,?\s*(?:(?:[Ss]ố|SỐ)\s*:?\s*)?(?P<number>{numbers.SOURCE})")
_BARE_NUMBER = re.compile(r"[ ]+(?:số\s*:?\s*)?(?P<number>\d{1,4})(?=\s*(?:[,.;:()]|ngày\s|của\s|về\s|$))")
_DATE = re.compile(r"\s*,?\s*(?:\(\s*)?(?:ban\s+hành\s+)?(?=(?:(?:ngày|NGÀY)\s+)?\d{1,2}\s?(?:[-/.]|tháng|THÁNG))")
_OF = re.compile(r"\s*,?\s*(?:(?:do|của)\s+)")
_QUOTED_TITLE = re.compile(r"\s*,?\s*(?:về\s+(?:việc\s+)?)?[“\"](?P<title>[^“”\"\n]{3,400})[”\"]")
_PLAIN_TITLE = re.compile(
    r"\s*,?\s+(?P<about>về\s+)(?P<title>(?:việc\s+)?[^\n;.:“”\"()]{3,300}?)"
    r"(?=\s*[;.:\n()“”\"]|\s+(?:như\s+sau|kể\s+từ|và\s+các\s+quy\s+định|và\s+\w+(?:\s+\w+){0,3}\s+số\s+\d|(?:đã\s+)?được\s+(?:sửa|bổ\s+sung|thay|ban\s+hành|Quốc\s+hội)|có\s+hiệu\s+lực|(?:tại|theo)\s)|,\s+(?:[A-ZĐ]|(?:đã\s+)?được\s+(?:sửa|bổ))|\Z)"
)
_CHARTER = re.compile(r"Điều\s+lệ\s+Đảng(?:\s+Cộng\s+sản\s+Việt\s+Nam)?(?!\w)")
_WORD = re.compile(r"\s+(\w+)")


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document as cited; `title_span` excludes quotation marks; `end` is where the citation ends."""

    end: int
    type: str | None = None
    number: str | None = None
    on: date | None = None
    issuer: str | None = None
    title_span: tuple[int, int] | None = None
    start: int = 0


@lru_cache(maxsize=1)
def _type_pattern() -> re.Pattern[str]:
    return re.compile(alternation([*document_types()]) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _issuer() -> re.Pattern[str]:
    return re.compile(issuer_pattern())


@lru_cache(maxsize=1)
def _law_stops() -> frozenset[str]:
    return frozenset(vocabulary("types")["laws"]["stops"])


@lru_cache(maxsize=1)
def _law_names() -> re.Pattern[str]:
    return re.compile(r"\s+" + alternation(vocabulary("types")["laws"]["names"]) + r"(?!\w)")


def document_at(view: str, start: int, *, with_places: bool) -> CitedDocument | None:
    """Read the document cited at `start`, None when the words there cite none.

    Without places before it, a document needs a number or the name of a law, otherwise it is only a common noun.
    """
    head = _type_pattern().match(view, start)
    if head is None:
        return None
    named = _named_law(view, head)
    number = _NUMBER.match(view, named) or (None if named > head.end() else _BARE_NUMBER.match(view, named))
    if number is None and named == head.end() and not _constitution(head[0]):
        return None
    if number is not None and "\n\n" in view[start : number.start("number")]:
        return None
    type_words = " ".join(view[start:named].split())
    return _facts(
        view, number.end() if number else named, (start, type_words, numbers.tidy(number["number"]) if number else None)
    )


def _constitution(word: str) -> bool:
    return word.lower().startswith("hiến")


def _named_law(view: str, head: re.Match[str]) -> int:
    """Return where the type with a law's own name ends ("Luật Tố cáo"); the type alone when no name follows."""
    charter = _CHARTER.match(view, head.start())
    if charter:
        return charter.end()
    if not head[0][0].isupper() or head[0].split()[0].lower() not in ("luật", "bộ", "pháp"):
        return head.end()
    known = _law_names().match(view, head.end())
    if known:
        return known.end()
    position, first = head.end(), True
    for _ in range(14):
        word = _WORD.match(view, position)
        if not word or "\n\n" in word[0] or word[1] in _law_stops() or word[1][0].isdigit():
            break
        if first and not word[1][0].isupper():
            break
        position, first = word.end(), False
    return _until_number(view, head.end(), position)


def _until_number(view: str, start: int, position: int) -> int:
    """Go on over "và" and commas when a number closes the name soon after: "Luật X, Y và Z số 1/2024/QH15"."""
    if position == start or _NUMBER.match(view, position):
        return position
    more = re.compile(r"(?:[ \n]*,[ \n]+|[ \n]+và[ \n]+)[^;.:()\d“”]{2,80}?(?=\s+số\s+\d)").match(view, position)
    if more and not re.search(r"Luật|Nghị|Bộ luật|Thông tư|luật số", more[0]):
        return more.end()
    return position


def _facts(view: str, position: int, known: tuple[int, str, str | None]) -> CitedDocument:
    start, type_words, number = known
    noted = registered_at(view, position) if number else None
    if noted:
        return CitedDocument(noted.end, type_words, number, noted.on, noted.issuer, noted.title_span, start)
    on: date | None = None
    issuer: str | None = None
    for _ in range(2):
        opening = _DATE.match(view, position) if on is None else None
        found = dates.date_at(view, opening.end()) if opening else None
        if found and found.on:
            on, position = found.on, found.end
        of = _OF.match(view, position) if issuer is None else None
        body = _issuer().match(view, of.end()) if of else None
        if body:
            issuer, position = " ".join(body[0].split()), body.end()
    title = _title_at(view, position) if number else None
    span = title.span("title") if title else None
    return CitedDocument(title.end() if title else position, type_words, number, on, issuer, span, start)


def _title_at(view: str, position: int) -> re.Match[str] | None:
    return _QUOTED_TITLE.match(view, position) or _PLAIN_TITLE.match(view, position)
