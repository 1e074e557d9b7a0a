"""Find every mention of a document in a report: citations, and what only reports write.

Reports name a known document by its bare number ("Quy định 58 gồm ..."), several by one type ("Nghị quyết số 18, 19 của
Bộ Chính trị"), and put "(khóa XIII)" between the issuer and the title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from vanban.dates import date_at
from vanban.lexicon import alternation, document_types, issuer_pattern
from vanban.model import Citation, Span
from vanban.patterns import late
from vanban.references import citations_in
from vanban.seams import Seams
from vanban.text import squeeze

_SIGN = r"\d{1,4}(?:-[^\W\d_]{2,6}/[^\W\d_]+(?:\.[^\W\d_]+)*)?"
_MORE = late(rf"(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?:số\s+)?(?P<number>{_SIGN})(?=\s*[,;.)]|\s+(?:và|của|về|ngày)\s|\s*\Z)")
_ROUND = r"\s{0,8}(?:\(\s*[Kk]h[óo]a\s+[XVI]+\s*\)|[Kk]h[óo]a\s+[XVI]+)"
_BETWEEN = late(rf"(?:\s+của\s+[^,;.:()“”\"\n\d]{{3,110}}?)?(?:{_ROUND})?\s{{0,8}},?\s{{1,8}}(?=về\s)")
_QUOTED = late(r"về\s+(?:việc\s+)?[“\"](?P<title>[^“”\"\n]{3,400})[”\"]")
_QUOTE_NEXT = late(r"\s*[“\"]")
_BARE_GOES_ON = late(
    r"\s+(?:gồm|có|được|do|đã|là|và|với|tới|đến|tại|trong|cho|như|theo|ban\s+hành|thay|để|nhằm|từ|này|nêu|quy\s+định|sẽ|cũng|khẳng|yêu)(?!\w)"
)
_PLANS = ("kế hoạch", "chương trình")
_LONGEST = 400
_ISSUED_SIGHT = 160


def mentioned(text: str, view: str) -> list[Citation]:
    """Return the mentions in order; none overlaps another."""
    # A report writes a paragraph on a line: no citation runs on over a line end.
    lined = _small_second(view).replace("\n", ";")
    cited = [one for one in _each_number(citations_in(text, Seams(lined))) if _is_work(lined, one)]
    issued = [_issued(view, one) for one in cited]
    told = [each for one in issued for each in _several(text, lined, one)]
    found = [_titled(text, view, one) if one.number else one for one in told]
    return sorted([*found, *_bare(view, found)], key=lambda one: one.span)


def _each_number(cited: Iterable[Citation]) -> Iterator[Citation]:
    """Yield a citation once for each document it numbers, not for each of its places."""
    seen: set[tuple[Span, str | None]] = set()
    for one in cited:
        if (one.span, one.number) not in seen:
            seen.add((one.span, one.number))
            yield replace(one, group=None)


def _is_work(view: str, one: Citation) -> bool:
    """Say whether a citation names another document; "kỷ luật" in a heading's capitals is no law."""
    start = one.span[0]
    return one.target == "other" and bool(one.type) and view[max(0, start - 3) : start].lower() != "kỷ "


@lru_cache(maxsize=1)
def _issuing() -> re.Pattern[str]:
    return re.compile(
        rf"[Nn]gày\s+(?P<day>\d[^,;:\n]{{3,30}}),\s+(?P<issuer>{issuer_pattern()})\s+(?:đã\s+)?(?:ban\s+hành|ký)"
        r"(?:\s+ban\s+hành)?\s+\Z"
    )


def _issued(view: str, one: Citation) -> Citation:
    """Give a document the day and the body of the words before it: "Ngày 12/4/2024, Bộ Chính trị đã ban hành"."""
    if one.date or one.issuer or not one.number:
        return one
    before = view[max(0, one.span[0] - _ISSUED_SIGHT) : one.span[0]]
    told = _issuing().search(before) if "ngày " in before.lower() else None
    day = date_at(before, told.start("day")) if told else None
    return replace(one, date=day.on, issuer=squeeze(told["issuer"])) if told and day and day.on else one


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    words = [name.title() for name in document_types() if " " in name and not name.startswith(("luật", "bộ luật"))]
    return re.compile(rf"(?<!\w){alternation(words)}(?!\w)")


def _small_second(view: str) -> str:
    """Write "Nghị Quyết" as "Nghị quyết", as some reports do not."""
    return _titles().sub(lambda match: match[0].capitalize(), view)


def _several(text: str, view: str, first: Citation) -> Iterator[Citation]:
    """Yield a citation and those that share its type: "Nghị quyết số 18, 19 của Bộ Chính trị"."""
    if first.number is None or first.title or first.date:
        yield first
        return
    found, position = [first], first.span[1]
    while (more := _MORE.match(view, position)) is not None:
        position = more.end()
        span = more.span("number")
        found.append(replace(first, number=more["number"], span=span, text=text[slice(*span)], uri=None))
    of = re.compile(rf"\s+của\s+(?P<issuer>{issuer_pattern()})").match(view, position) if len(found) > 1 else None
    for one in found:
        yield replace(one, issuer=one.issuer or (squeeze(of["issuer"]) if of else None))


def _titled(text: str, view: str, one: Citation) -> Citation:
    """Read on to the title where the citation stopped before it, or at a quotation inside it."""
    end = one.span[1]
    if one.title is None:
        between = _BETWEEN.match(view, end)
        if between is None:
            return _carrying_out(text, view, one)
        quoted = _QUOTED.match(view, between.end())
        start, stop = quoted.span("title") if quoted else _plain(view, between.end() + len("về "))
    elif _QUOTE_NEXT.match(view, end) and not text[slice(*one.span)].endswith(("”", '"')):
        start = end - len(one.title)
        start, stop = _plain(view, start)
    else:
        return one
    if view[start : start + 1] == "'" and (closed := view.find("'", start + 1, stop)) > 0:
        start, stop = start + 1, closed
    title = squeeze(text[start:stop])
    return replace(
        one, title=title or one.title, span=(one.span[0], max(end, stop)), text=text[one.span[0] : max(end, stop)]
    )


@lru_cache(maxsize=1)
def _carries_out() -> re.Pattern[str]:
    types = alternation([name.capitalize() for name in document_types()])
    return re.compile(rf"\s{{1,8}}(?=(?:triển\s+khai\s+)?thực\s+hiện\s+{types}(?!\w))")


def _carrying_out(text: str, view: str, one: Citation) -> Citation:
    """Read the title of a plan that only says what it carries out: "Kế hoạch số 5-KH/TU ... thực hiện Nghị quyết"."""
    opening = _carries_out().match(view, one.span[1]) if (one.type or "").lower().startswith(_PLANS) else None
    if opening is None:
        return one
    start, stop = _plain(view, opening.end())
    span = (one.span[0], max(one.span[1], stop))
    return replace(one, title=squeeze(text[start:stop]) or None, span=span, text=text[slice(*span)])


@lru_cache(maxsize=1)
def _title_end() -> re.Pattern[str]:
    types = alternation([name.capitalize() for name in document_types()])
    return re.compile(
        rf"\s{{0,30}}[;.\n]|\s{{0,30}},?\s{{1,30}}(?:và\s+)?{types}\s+(?:số\s+)?\d|\s{{1,30}}(?:cho|đến)\s+(?:các|toàn|đội|cán)\s|\s*\Z"
    )


def _plain(view: str, start: int) -> Span:
    stop = _title_end().search(view, start, min(len(view), start + _LONGEST + 1))
    return (start, stop.start()) if stop and stop.start() - start <= _LONGEST else (start, start)


@lru_cache(maxsize=1)
def _bare_number() -> re.Pattern[str]:
    types = alternation([name.capitalize() for name in document_types() if not name.startswith("luật")])
    return re.compile(rf"(?<!\w)(?P<type>{types})\s+(?:số\s+)?(?P<number>\d{{1,4}})(?![\w/.-]|\s*[/-]\s*\w)")


def _bare(view: str, cited: Iterable[Citation]) -> Iterator[Citation]:
    """Yield mentions by a bare number that no citation covers: of a known document, or where a sentence goes on."""
    cited = sorted(cited, key=lambda one: one.span)
    starts = [one.span[0] for one in cited]
    known = {(one.type, re.match(r"\d*", one.number or "")[0]) for one in cited}  # type: ignore[index]
    for match in _bare_number().finditer(view):
        place = bisect_right(starts, match.start()) - 1
        if place >= 0 and match.start() < cited[place].span[1]:
            continue
        kind = " ".join(match["type"].split())
        if (kind, match["number"]) in known or _BARE_GOES_ON.match(view, match.end()):
            yield Citation(text=match[0], span=match.span(), type=kind, number=match["number"])
