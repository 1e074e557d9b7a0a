"""Read from which day an act is in force: the day it gives for itself, not for one of its articles or another act."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from vanban import dates
from vanban.lexicon import alternation, document_types
from vanban.model import Component
from vanban.patterns import late
from vanban.quotes import Quotes

_FORCE = late(r"hiệu\s+lực")
_FORCE_END = late(r"(?:đã\s+|sẽ\s+)?(?:có\s+)?hiệu\s+lực$")
_LEAD = 24
_BEFORE = 420
_PART = late(r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ\s+lục)\s+\w[\w,; \-]{0,60}?(?:của\s+)?$")
_OF = late(r"(?:của|theo|tại|trong|với)\s*$")
_SENTENCE = late(
    r"[.;:]\s+|\n\s*\n|\n(?=[ |*]*(?:\d{1,2}[.)]|[a-zđ]\))\s)"
    r"|[Hh]iệu\s+lực(?:\s+thi\s+hành)?[ *]*\n|thi\s+hành[ *]*\n"
)
_CLAUSES = late(r"[Đđ]iều\s+khoản\s+(?:thi\s+hành|chuyển\s+tiếp)")
_NUMBERED = late(r"[^\W\d_]\s+\d{1,2}[.)]?\s+\Z")
_OTHER = late(r"(?:trước|sau|kể\s+từ|từ|đến|tại)\s+(?:thời\s+điểm|ngày)\b[^.;]{0,60}$")
_WHEN = late(
    r"\s+(?:thi\s+hành\s+)?(?:"
    r"(?P<after>sau\s+(?P<days>\d{1,3})(?:\s*\([^()]{1,40}\))?\s+ngày,?\s+(?:kể|tính)?\s*"
    r"từ\s+ngày\s+(?:ký|ban\s+hành|được\s|[^\s]+\s+thông\s+qua|thông\s+qua))"
    r"|(?:(?:kể|tính)\s+)?từ\s+(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}\s*(?:phút)?)?,?\s*)?"
    r"(?:(?P<signed>ngày\s+(?:ký|ban\s+hành|(?:được\s+)?(?:[^\s.;]+\s+){0,6}?thông\s+qua))"
    r"|(?=ngày\s+\d|\d{1,2}\s?[-/.]\s?\d)))"
)


def in_force_from(view: str, main: Component, quotes: Quotes, issued_on: date | None) -> date | None:
    """Return the day from which the act says it is in force; "từ ngày ký" is the day of issue."""
    doubtful: date | None = None
    for place in _places(view, main):
        when = _WHEN.match(view, place)
        named = _named(_FORCE_END.sub("", view[max(main.span[0], place - _BEFORE) : place])) if when else None
        if when is None or named is None:
            continue
        day = _day(view, when, issued_on)
        if named == "self" and not quotes.inside(place):
            return day
        # A scan that lost marks makes a whole act look quoted: then its last such clause counts.
        doubtful = day or doubtful
    return doubtful


def _places(view: str, main: Component) -> list[int]:
    """Return where "hiệu lực" ends, wherever it stands."""
    found, position = [], view.find("hiệu", *main.span)
    while position >= 0:
        match = _FORCE.match(view, position)
        if match:
            found.append(match.end())
        position = view.find("hiệu", position + 4, main.span[1])
    return found


def _named(before: str) -> str | None:
    """Say whose force the words before speak of: the act's own, nobody's by name, or (None) another's or a part's."""
    ends = [match.end() for match in _SENTENCE.finditer(before)]
    sentence = before[ends[-1] if ends else 0 :]
    if _OTHER.search(sentence):
        return None
    subject = _own_type().search(sentence)
    if subject:
        lead = _CLAUSES.sub("", sentence[: subject.start()])
        if _PART.search(lead) or _OF.search(lead):
            return None
        # Where a scan runs a heading on, the number of the clause begins its words: "Hiệu lực 1 Luật này".
        own = "" if _NUMBERED.search(lead) else re.sub(r"[\W\d_]+", "", lead)
        return "self" if len(own) <= _LEAD else None
    return "bare" if _bare_type().match(sentence.strip(" *|\n")) else None


@lru_cache(maxsize=1)
def _own_type() -> re.Pattern[str]:
    names = alternation([form for name in document_types() for form in (name, name.capitalize(), name.upper())])
    return re.compile(rf"(?:{names}(?:\s+liên\s+tịch)?|[Vv]ăn\s+bản)\s+này(?!\w)")


@lru_cache(maxsize=1)
def _bare_type() -> re.Pattern[str]:
    """Match a type that begins its sentence and has no "này": "Quyết định có hiệu lực kể từ ngày ký"."""
    return re.compile(rf"{alternation([name.capitalize() for name in document_types()])}$")


def _day(view: str, when: re.Match[str], issued_on: date | None) -> date | None:
    if when["after"]:
        return issued_on + timedelta(days=int(when["days"])) if issued_on else None
    if when["signed"]:
        return issued_on
    found = dates.date_at(view, when.end())
    return found.on if found else None
