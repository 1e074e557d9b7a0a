"""Read what an act does to others: it replaces, amends, repeals or implements them.

Only the act's own words count: a verb that begins a sentence, a heading or the title, or that follows "Nghị định này".
What a title, a ground or a quotation says about third acts is theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from vanban import dates, numbers
from vanban.model import Citation, Component, Relation, Span
from vanban.quotes import Quotes

# The first sign and a glance at the next few keep the engine from trying every verb at every place of a long text.
_VERB = re.compile(
    r"[TtSsBbHhq](?=hay\s|HAY|ửa|ỬA|ổ\s|Ổ|ãi|ÃI|ủy\s|ết\s|uy\s|ướng\s)(?:"
    r"(?P<replaces>(?<=[Tt])hay\s+thế|(?<=T)HAY\s+THẾ)"
    r"|(?P<amends>(?<=[Ss])ửa\s+đổi|(?<=S)ỬA\s+ĐỔI|(?<=[Bb])(?<![,\w] [Bb])ổ\s+sung(?=\s)|(?<=B)Ổ\s+SUNG)"
    r"|(?P<repeals>(?<=[Bb])ãi\s+bỏ|(?<=B)ÃI\s+BỎ|(?<=[Hh])ủy\s+bỏ)"
    r"|(?P<ends>(?<=h)ết\s+hiệu\s+lực)"
    r"|(?P<implements>(?:(?<=này q)uy\s+định\s+(?:chi\s+tiết|cụ\s+thể)|(?<=này h)ướng\s+dẫn)\s))"
)
_OWN_START = re.compile(
    r"(?:^|\n)[ \t|*#>]*(?:(?:Điều|ĐIỀU)\s+\d+[a-z]?\s*[.:]\s*|\d{1,2}[.)]\s*|[a-zđ]{1,2}\)\s*|[-+]\s*)?"
    r"(?:\d+[a-z]?[.)]\s*)?[*]{0,3}\s*$"
)
_OWN_AFTER = re.compile(r"(?:này|[Qq]uyết\s+nghị\s*:?|[Qq]uyết\s+định\s*:)(?:\s+sẽ)?\s*$")
_OWN_ON = re.compile(r"này\s(?:(?!\.\s)[^;\n]|\n(?!\s*\n)){0,320}?(?:,|\s+và|;(?:\s+đồng\s+thời)?|,\s+đồng\s+thời)\s*$")
_PASSIVE = re.compile(r"(?:được|đã|chưa|không|cần|phải|việc|khi|nếu|hoặc|văn\s+bản|bằng)\s*$")
_PARTS = re.compile(
    r"(?:cụm\s+từ|(?:^|\s)từ\s|[Mm]ẫu|[Pp]hụ\s+lục|[Bb]iểu|[Đđ]iểm|[Kk]hoản|(?:Điều|điều)\s+\d|nội\s+dung|tên\s)"
)
_NEXT = re.compile(
    r"(?:(?P<strong>;|\n\s*(?:\d{1,2}[.)]|[a-zđ]{1,2}\)|[-+])|:)|(?P<weak>,|\bvà))\s*(?:và\s+)?(?:[*|]+\s*)?(?:các\s+|toàn\s+bộ\s+)?(?:\d{1,2}[.)]\s*|[a-zđ]{1,2}\)\s*|[-+]\s*)?$"
)
_SENTENCE_END = re.compile(r"\.\s*(?:\n|$)|\.\s+(?=[A-ZĐÁÀẢÂĂÊÔƠƯỦ])|\n[ |*#>]*(?:Điều|Chương)\s+\w+")
_BARE = re.compile(
    rf"(?:[;,]|\bvà)\s+số\s+(?P<number>{numbers.SOURCE})(?:\s*,?\s*(?P<day>ngày\s+[\d/.\-]+(?:\s+tháng\s+\d+\s+năm\s+\d+)?))?"
)
_IMPLEMENTS = re.compile(
    r"(?:chi\s+tiết|hướng\s+dẫn|thi\s+hành|thực\s+hiện|triển\s+khai|quán\s+triệt|cụ\s+thể)\b", re.IGNORECASE
)
_REACH, _SCOPE, _BACK = 260, 4_000, 700
_GUIDES = ("huong-dan",)


@dataclass(frozen=True, slots=True)
class Act:
    """The act whose relations are read: its views, its parts, what it cites."""

    text: str
    view: str
    main: Component
    citations: tuple[Citation, ...]
    type: str | None
    title: Span | None


def relations_of(act: Act, quotes: Quotes) -> tuple[Relation, ...]:
    """Return the act's relations in the order of the text, each work or place once a kind."""
    found: dict[tuple[object, ...], Relation] = {}
    for relation in (*_of_title(act), *_of_body(act, quotes)):
        target = relation.target
        work = target.number or " ".join((target.type or target.text).casefold().split())
        found.setdefault((relation.kind, work, target.article, target.clause, target.point), relation)
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
        yield from _after(act, verb.lastgroup, start + 1, end)
        return
    implements = _IMPLEMENTS.search(words)
    if implements or act.type in _GUIDES:
        yield from _after(act, "implements", start + (implements.end() if implements else 0), end)


def _of_body(act: Act, quotes: Quotes) -> Iterator[Relation]:
    low = next((node.span[0] for node in act.main.body if node.kind != "preamble"), act.main.span[1])
    for verb in _VERB.finditer(act.view, low, act.main.span[1]):
        kind = verb.lastgroup or ""
        before = act.view[max(low, verb.start() - 360) : verb.start()]
        if kind == "ends" or before.rstrip().endswith("bị"):
            events = _before(act, verb, low)
        elif kind == "implements" or _is_own(before):
            events = _after(act, kind, verb.end(), min(act.main.span[1], verb.end() + _SCOPE))
        else:
            continue
        if not quotes.inside(verb.start()):
            yield from events


def _is_own(before: str) -> bool:
    """Say whether a verb is the act's own, by the words before it."""
    if _PASSIVE.search(before):
        return False
    return bool(_OWN_START.search(before) or _OWN_AFTER.search(before) or _OWN_ON.search(before))


def _after(act: Act, kind: str, start: int, stop: int) -> Iterator[Relation]:
    """Yield relations to the works listed behind a verb."""
    index = bisect_left(act.citations, start, key=lambda one: one.span[0])
    if index == len(act.citations):
        return
    first = act.citations[index]
    between = act.view[start : first.span[0]]
    if first.span[0] - start > _REACH or first.span[0] >= stop or _breaks(between):
        return
    if kind == "replaces" and (_PARTS.search(between) or first.article):
        kind = "amends"
    if first.target == "self":
        return
    for target in _listed(act, index, stop):
        yield Relation(kind, target)


def _breaks(between: str) -> bool:
    """Say whether a sentence ends, or another begins, between a verb and the next citation; a list may open."""
    opened = between.rstrip(" *|").endswith((":", "sau", ")")) or ":" in between
    return bool(_SENTENCE_END.search(between)) and not opened


def _listed(act: Act, index: int, stop: int) -> Iterator[Citation]:
    """Yield the citations of a list from `index` on: those that stand where an item of it begins."""
    last = act.citations[index]
    yield last
    for one in act.citations[index + 1 :]:
        gap = act.view[last.span[1] : one.span[0]] if one.span[0] > last.span[1] else ""
        if one.span[0] >= stop or len(gap) > 900 or _ends_between(gap):
            break
        if one.group is not None and one.group == last.group:
            yield one
            continue
        item = _NEXT.search(act.view[max(last.span[1], one.span[0] - 30) : one.span[0]])
        if item is None or (item["weak"] and not one.number) or one.target == "self":
            continue
        yield from _bare_numbers(act, last, one.span[0])
        yield one
        last = one
    yield from _bare_numbers(act, last, _sentence_stop(act.view, last.span[1], stop))


def _ends_between(gap: str) -> bool:
    end = _SENTENCE_END.search(gap)
    return bool(end) and not re.match(r"\.?\s*\n\s*(?:\d{1,2}[.)]|[a-zđ]\)|[-+])\s", gap[end.start() :] if end else "")


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
    named = [one for one in act.citations[index : index + 40] if one.span[1] <= verb.start() and one.target != "self"]
    opens = re.match(r"[^.;\n]{0,160}:\s*\n", act.view[verb.end() : verb.end() + 200])
    if opens:
        yield from _after(act, "repeals", verb.end(), min(act.main.span[1], verb.end() + _SCOPE))
    elif named and _leads(act.view[start : named[0].span[0]]):
        for target in _listed(act, act.citations.index(named[0]), verb.start()):
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
