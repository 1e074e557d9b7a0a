"""Read what an act does to others: it replaces, amends, repeals or implements them.

Only the act's own words count: a verb that begins a sentence, a heading or the title, or that follows "Nghị định này".
What a title, a ground or a quotation says about third acts is theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from vanban import dates, numbers
from vanban.model import Citation, Component, Relation, Span
from vanban.patterns import late
from vanban.quotes import Quotes
from vanban.text import squeeze

# The first sign and a glance at the next few keep the engine from trying every verb at every place of a long text.
_VERB = late(
    r"[TtSsBbHhq](?=hay\s|HAY|ửa|ỬA|ổ\s|Ổ|ãi|ÃI|ủy\s|ết\s|uy\s|ướng\s)(?:"
    r"(?P<replaces>(?<=[Tt])hay\s+thế|(?<=T)HAY\s+THẾ)"
    r"|(?P<amends>(?<=[Ss])ửa\s+đổi|(?<=S)ỬA\s+ĐỔI|(?<=[Bb])(?<![,\w]\s[Bb])ổ\s+sung(?=\s)|(?<=B)Ổ\s+SUNG)"
    r"|(?P<repeals>(?<=[Bb])ãi\s+bỏ|(?<=B)ÃI\s+BỎ|(?<=[Hh])ủy\s+bỏ)"
    r"|(?P<ends>(?<=h)ết\s+hiệu\s+lực)"
    r"|(?P<implements>(?:(?<=này q)uy\s+định\s+(?:chi\s+tiết|cụ\s+thể)|(?<=này h)ướng\s+dẫn)\s))"
)
_NUMBERED = late(
    r"(?:^|\n)[ \t|*#>]*(?:(?:Điều|ĐIỀU)\s+\d+[a-z]?\s*[.:]\s*|\d{1,2}[.)]\s*|[a-zđ]{1,2}\)\s*|[-+]\s*)"
    r"(?:\d+[a-z]?[.)]\s*)?[*]{0,3}\s*$"
)
_LINE_START = late(r"(?:^|\n)[ \t|*#>]*$")
# What can be amended: a work or a part of one; "bổ sung số lượng máy móc" amends nothing.
_OBJECT = late(
    r"(?:\s*,?\s*(?:[Bb]ổ\s+sung|BỔ\s+SUNG|thay\s+thế|bãi\s+bỏ|và|,))*\s+(?:một\s+số|các|khoản|điểm|[Đđ]iều|Chương|Mục|Phần|Phụ\s+lục|tên|nội\s+dung"
    r"|cụm\s+từ|đoạn|quy\s+định|như\s+sau|toàn\s+bộ|tiêu\s+đề|[Mm]ẫu|[Bb]iểu|[Dd]anh\s+mục|vào|thêm|từ|tiết|gạch|đối\s+với|[A-ZĐ])"
)
_OWN_AFTER = late(r"(?:này|[Qq]uyết\s+nghị\s*:?|[Qq]uyết\s+định\s*:)(?:\s+sẽ)?\s*$")
_OWN_ON = late(r"này[\s,](?:(?!\.\s)[^;\n]|\n(?!\s*\n)){0,320}?(?:,|\s+và|;(?:\s+đồng\s+thời)?|,\s+đồng\s+thời)\s*$")
_SENTENCE_START = late(r"[.;:]\s+$")
_PASSIVE = late(r"(?:được|đã|chưa|không|cần|phải|việc|khi|nếu|hoặc|văn\s+bản|bằng)\s*$")
# Words taken out of a work amend it.
_WORDS = late(r"\s+(?:các\s+)?(?:cụm\s+từ|từ)\s")
_PARTS = late(
    r"(?:cụm\s+từ|(?:^|\s)từ\s|[Mm]ẫu|[Pp]hụ\s+lục|[Bb]iểu|[Đđ]iểm|[Kk]hoản|(?:Điều|điều)\s+\d|nội\s+dung|tên\s)"
)
_NEXT = late(
    r"(?:(?P<strong>;|\n\s*(?:\d{1,2}[.)]|[a-zđ]{1,2}\)|[-+])|:)|(?P<weak>,|\bvà))\s*(?:và\s+)?(?:[*|]+\s*)?(?:các\s+|toàn\s+bộ\s+)?(?:\d{1,2}[.)]\s*|[a-zđ]{1,2}\)\s*|[-+]\s*)?$"
)
_HEADING = late(r"\n[ |*#>]*(?:Điều|Chương)\s+\w+")
_AS_FOLLOWS = late(r"như\s+sau\s*:|:\s*[“\"]")
# "... được sửa đổi bởi Luật A, Luật B": what follows amended the work, the act does nothing to it.
_BY = late(r"(?:bởi|theo|tại)\s+(?:các\s+)?$")
_ITEM = late(r"\.?\s*\n\s*(?:\d{1,2}[.)]|[a-zđ]\)|[-+])\s")
_SENTENCE_END = late(r"\.\s*(?:\n|$)|\.\s+(?=[A-ZĐÁÀẢÂĂÊÔƠƯỦ]|\d{1,2}[. ]\s?[A-ZĐ])|\n[ |*#>]*(?:Điều|Chương)\s+\w+")
_BARE = late(
    rf"(?:[;,]|\bvà)\s+số\s+(?P<number>{numbers.SOURCE})(?:\s*,?\s*(?P<day>ngày\s+[\d/.\-]+(?:\s+tháng\s+\d+\s+năm\s+\d+)?))?"
)
_IMPLEMENTS = late(
    r"(?:chi\s+tiết|hướng\s+dẫn|thi\s+hành|thực\s+hiện|triển\s+khai|quán\s+triệt|cụ\s+thể)\b", re.IGNORECASE
)
# "Bãi bỏ văn bản của Chính phủ trái với Hiến pháp": the work named is the measure, nothing is done to it.
_AGAINST = late(r"\btrái\s+(?:với\s+)?")
_FAR = 900
_MOST_NAMED = 40
_REACH, _SCOPE, _BACK, _LONGEST_GAP = 300, 4_000, 700, 900
_GUIDES = ("huong-dan",)
# What is done to a work as a whole; amendments and repeals keep the part they touch.
_WHOLE = ("replaces", "implements")


class Act(NamedTuple):
    """The act whose relations are read: its views, its parts, what it cites."""

    text: str
    view: str
    main: Component
    citations: tuple[Citation, ...]
    type: str | None
    title: Span | None


def relations_of(act: Act, quotes: Quotes) -> tuple[Relation, ...]:
    """Return the act's relations in the order of the text, each work or part of one once a kind."""
    found: dict[tuple[object, ...], Relation] = {}
    for relation in (*_of_title(act), *_of_body(act, quotes)):
        target = relation.target
        work = target.number or " ".join((target.type or target.text).casefold().split())
        part = () if relation.kind in _WHOLE else (target.article, target.clause, target.point)
        found.setdefault((relation.kind, work, *part), relation)
    return tuple(found.values())


def _of_title(act: Act) -> Iterator[Relation]:
    if act.title is None:
        return
    start, end = act.title
    words = act.view[start:end]
    verb = _VERB.match(words.lstrip("*| ").capitalize()) or _VERB.match(
        re.sub(r"^(?:[Vv]ề|VỀ)(?:\s+việc|\s+VIỆC)?\s+", "", words).capitalize()
    )
    if verb and verb.lastgroup:
        yield from _within(act, _after(act, verb.lastgroup, start + 1, end))
        return
    implements = _IMPLEMENTS.search(words)
    if implements or act.type in _GUIDES:
        yield from _within(act, _after(act, "implements", start + (implements.end() if implements else 0), end))


def _within(act: Act, relations: Iterator[Relation]) -> Iterator[Relation]:
    """Cut a name off where the title ends: a law's name in capitals has no end of its own."""
    _, end = act.title or (0, 0)
    for relation in relations:
        one = relation.target
        if one.span[1] <= end or one.number:
            yield relation
        else:
            words = squeeze(act.text[one.span[0] : end])
            yield Relation(relation.kind, replace(one, text=words, type=words, span=(one.span[0], end)))


def _of_body(act: Act, quotes: Quotes) -> Iterator[Relation]:
    low = next((node.span[0] for node in act.main.body if node.kind != "preamble"), act.main.span[1])
    for verb in _VERB.finditer(act.view, low, act.main.span[1]):
        kind = verb.lastgroup or ""
        before = act.view[max(low, verb.start() - 360) : verb.start()]
        if kind == "ends" or before.rstrip().endswith("bị"):
            events = _before(act, verb, low)
        elif kind == "implements" or (_has_object(act.view, verb) and _is_own(before, capital=verb[0][0].isupper())):
            events = _after(act, kind, verb.end(), min(act.main.span[1], verb.end() + _SCOPE))
        else:
            continue
        if not quotes.inside(verb.start()) and not _is_quoted_in_line(act.view, verb.start()):
            yield from events


def _is_quoted_in_line(view: str, place: int) -> bool:
    low = max(0, place - _LONGEST_GAP)
    line = view[max(low, view.rfind("\n", low, place) + 1) : place]
    return line.rfind("“") > line.rfind("”")


def _has_object(view: str, verb: re.Match[str]) -> bool:
    return verb.lastgroup != "amends" or _OBJECT.match(view, verb.end()) is not None


def _is_own(before: str, *, capital: bool) -> bool:
    """Say whether a verb is the act's own, by the words before it."""
    if _PASSIVE.search(before):
        return False
    if capital and (_SENTENCE_START.search(before) or _LINE_START.search(before)):
        return True
    return bool(_NUMBERED.search(before) or _OWN_AFTER.search(before) or _OWN_ON.search(before))


def _after(act: Act, kind: str, start: int, stop: int) -> Iterator[Relation]:
    """Yield relations to the works listed behind a verb."""
    index = _first_behind(act, start, stop, _FAR if kind == "implements" else _REACH)
    if index is None:
        return
    between = act.view[start : act.citations[index].span[0]]
    if kind == "repeals" and _AGAINST.search(between):
        return
    if kind == "replaces" and (_PARTS.search(between) or act.citations[index].article):
        kind = "amends"
    if kind == "repeals" and _WORDS.match(between):
        kind = "amends"
    for target in _listed(act, index, stop, opened="\n" in between.strip(" *|")):
        yield Relation(kind, target)


def _first_behind(act: Act, start: int, stop: int, reach: int) -> int | None:
    """Return the first cited work behind a verb in its sentence, or in the list that the sentence opens."""
    index = bisect_left(act.citations, start, key=lambda one: one.span[0])
    while index < len(act.citations):
        one = act.citations[index]
        if one.span[0] - start > reach or one.span[0] >= stop or _breaks(act.view[start : one.span[0]]):
            return None
        if not _is_no_work(one):
            return index
        index += 1
    return None


def _is_no_work(one: Citation) -> bool:
    """Say whether no other work is named: the act itself, a part of what it amends, "pháp luật của Thủ tướng"."""
    if one.target == "self":
        return True
    return one.number is None and (one.type is None or bool(re.match(r"luật\s+của\b", one.text, re.IGNORECASE)))


def _breaks(between: str) -> bool:
    """Say whether a sentence, a heading or a quotation comes between a verb and a work; a list may open."""
    if _HEADING.search(between) or _AS_FOLLOWS.search(between):
        return True
    listed = between.rstrip(" *|").endswith((":", "sau", ")", ".")) or ":" in between
    return bool(_SENTENCE_END.search(between)) and not listed


def _listed(act: Act, index: int, stop: int, *, opened: bool = False) -> Iterator[Citation]:
    """Yield the citations of a list from `index` on: those that stand where an item of it begins.

    A list that was opened on a line of its own may have items that end like sentences.
    """
    last, passive = act.citations[index], False
    yield last
    for at in range(index + 1, len(act.citations)):
        one = act.citations[at]
        gap = act.view[last.span[1] : one.span[0]] if one.span[0] > last.span[1] else ""
        if one.span[0] >= stop or len(gap) > _LONGEST_GAP or _ends_between(gap, opened):
            break
        if one.group is not None and one.group == last.group:
            yield one
            continue
        before = act.view[max(last.span[1], one.span[0] - 30) : one.span[0]]
        item = _NEXT.search(before)
        over = ")" in before or (item is not None and item["strong"] is not None)
        passive = (passive and not over) or bool(_BY.search(before))
        if item is None or passive or (item["weak"] and not (one.number or one.article)) or _is_no_work(one):
            continue
        yield from _bare_numbers(act, last, one.span[0])
        yield one
        last = one
    if not passive:
        yield from _bare_numbers(act, last, _sentence_stop(act.view, last.span[1], stop))


def _ends_between(gap: str, opened: bool) -> bool:
    end = _SENTENCE_END.search(gap)
    return end is not None and not (opened and _ITEM.match(gap, end.start()))


def _sentence_stop(view: str, start: int, stop: int) -> int:
    end = _SENTENCE_END.search(view, start, stop)
    return end.start() if end else min(stop, start + _REACH)


def _bare_numbers(act: Act, last: Citation, stop: int) -> Iterator[Citation]:
    """Yield the works a list names by number alone: "các Quyết định số 1/QĐ-A ngày ...; số 2/QĐ-A ngày ..."."""
    for match in _BARE.finditer(act.view, last.span[1], stop):
        day = dates.date_at(match["day"] or "", 0)
        start = match.start() + match[0].index("số")
        yield Citation(
            text=act.text[start : match.end()],
            span=(start, match.end()),
            type=last.type,
            number=numbers.tidy(match["number"]),
            date=day.on if day else None,
        )


def _before(act: Act, verb: re.Match[str], low: int) -> Iterator[Relation]:
    """Yield relations to the works before "hết hiệu lực" or "bị bãi bỏ", or to the list that the sentence opens."""
    ends = [match.end() for match in _SENTENCE_END.finditer(act.view, max(low, verb.start() - _BACK), verb.start())]
    start = ends[-1] if ends else max(low, verb.start() - _BACK)
    index = bisect_left(act.citations, start, key=lambda one: one.span[0])
    within = range(index, min(index + _MOST_NAMED, len(act.citations)))
    named = [at for at in within if act.citations[at].span[1] <= verb.start() and not _is_no_work(act.citations[at])]
    opens = re.match(r"[^.;\n]{0,160}:\s*\n", act.view[verb.end() : verb.end() + 200])
    if opens:
        yield from _after(act, "repeals", verb.end(), min(act.main.span[1], verb.end() + _SCOPE))
    elif named and _leads(act.view[start : act.citations[named[0]].span[0]]):
        for target in _listed(act, named[0], verb.start()):
            yield Relation("repeals", target)


def _leads(words: str) -> bool:
    """Say whether only numbering, "Các" or "Kể từ ngày ... có hiệu lực," stands before the first work."""
    rest = re.sub(r"(?:Kể\s+)?[Tt]ừ\s+ngày[^.;]{0,160}?có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*,?", " ", words)
    return (
        len(
            re.sub(
                r"[\W\d]+|\b[a-zđ]\)|[Cc]ác|[Tt]oàn\s+bộ|[Vv]à|quy\s+định|tại|của|Điều\s+\d+\.?[^.\n]{0,60}\n", "", rest
            )
        )
        <= 12
    )
