"""Find for whom the event was: the groups that attended or are written to, without the people named.

How groups are parted: first at semicolons, then at commas and "và" inside each part, but not inside a fixed pair such
as "sở, ngành". "Lãnh đạo các cơ quan Đảng, chính quyền cấp xã" is therefore two groups; a level written at the end of a
part holds for all its groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import Span
from vanban.noticed import AudienceGroup, Event
from vanban.notices.groups import group_end
from vanban.notices.people import Mention, mentions_in
from vanban.notices.sentences import Paragraph, Stretch, split_at, trimmed
from vanban.patterns import late
from vanban.text import UPPER

_SEMICOLON = late(r"\s{0,30}[;\n]\s*")
_PART = late(r"\s{0,30},\s*(?:và\s+|cùng\s+)?|\s{1,30}(?:và|cùng\s+với|cùng)\s+")
# Behind a comma these go on with the group before: "lãnh đạo Huyện ủy, HĐND, UBND huyện", "các xã, thị trấn".
_SAME_GROUP = late(
    rf"(?:[{UPPER}]{{2,}}\w*|(?i:huyện|thành\s+phố|thị\s+xã|thị\s+trấn|xã|phường|quận|tỉnh|đặc\s+khu|thôn|ấp|bản|ngành|quần\s+chúng))(?!\w)"
)
_LEAD = late(
    r"(?:(?:và|cùng|có|còn|là|gồm|với|sự\s+tham\s+dự\s+của|các\s+đồng\s+chí\s*:|các\s+đ/c\s*:)\s+|[:,+-]\s*)+",
    re.IGNORECASE,
)
_HEAD = r"(?:[^;:.\n]{0,90}?[,\s])?"
_LINK = (
    r"(?:[^;:\n]{0,110}?\s)??(?:(?:còn\s+)?(?:có|gồm|bao\s+gồm)\s+(?:sự\s+(?:tham\s+dự|tham\s+gia|có\s+mặt)\s+của\s+)?"
    r"|[^;.\n]{0,20}:\s*)"
)
_PRESENCE = r"(?:với|có)\s+sự\s+(?:tham\s+dự|tham\s+gia|góp\s+mặt|có\s+mặt)\s+của\s+"
_FOR = late(
    r"\s{0,30},?\s{1,30}(?:dành\s+)?(?:cho|đến)\s+(?=(?:các|đội\s+ngũ|cán\s+bộ|toàn|đảng\s+viên|lãnh\s+đạo|hơn|gần|trên|\d[\d.]*%?)(?!\w))",
    re.IGNORECASE,
)
_FOR_ENDS = late(r"\s{0,30},?\s{1,30}(?:nhằm|bằng|theo\s+hình\s+thức|với\s+hình\s+thức|chưa|tại|để)\s|\.(?:\s|\Z)")
_RANGE = late(r"(?:cấp|từ)\s+(?P<low>[^,;.]{2,30}?)\s+(?:đến|tới)\s+(?P<high>[^,;.]{2,30})")
_LONGEST, _MOST_PARTS = 4_000, 6


@lru_cache(maxsize=1)
def _opener() -> re.Pattern[str]:
    """Match the head of a sentence that says who was there, up to where the list begins."""
    other = alternation(vocabulary("notices")["audience"]["not_present"])
    lead = r"(?:(?:cùng|tham|đến|về|tới|đồng|trực\s+tiếp)\s+)*"
    verb = rf"{lead}(?:dự|tham\s+gia|thành\s+phần|chủ\s+trì)(?!\w)(?!\s+{other})"
    return re.compile(
        rf"{_HEAD}(?:{_PRESENCE}|(?<!\w){verb}{_LINK})|Cùng\s+(?=các\s|đại\s+diện|đông\s+đảo)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _pair() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['audience']['pairs'])}(?!\w)", re.IGNORECASE)


def find_audience(
    text: str, view: str, paragraphs: tuple[Paragraph, ...], mentions: list[Mention], given: tuple[Stretch, ...] = ()
) -> tuple[AudienceGroup, ...]:
    """Return the groups of every sentence that says who attended, in order, each once; `given` holds more lists."""
    found: dict[str, AudienceGroup] = {}
    for stretch in (*given, *_lists(view, paragraphs)):
        for group in _groups(text, view, stretch, mentions):
            found.setdefault(group.text.lower(), group)
    return tuple(sorted(found.values(), key=lambda group: group.span))


def held_for(view: str, event: Event) -> Stretch | None:
    """Return the list behind an event's title: "... cho các đồng chí Tỉnh ủy viên; lãnh đạo các sở"."""
    start, last = event.title_span[1] if event.title_span else event.span[0], event.span[1]
    opening = _FOR.match(view, start, last) if event.title_span else _FOR.search(view, start, last)
    if opening is None:
        return None
    end = min(last, start + _LONGEST)
    stop = _FOR_ENDS.search(view, opening.end(), end)
    return Stretch(opening.end(), stop.start() if stop else end)


def _lists(view: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[Stretch]:
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            starts = [
                sentence.start,
                *(match.end() for match in _SEMICOLON.finditer(view, sentence.start, sentence.end)),
            ]
            openers = (_opener().match(view, start, sentence.end) for start in starts[:_MOST_PARTS])
            opener = next(filter(None, openers), None)
            if opener is not None:
                yield Stretch(opener.end(), sentence.end)


def _groups(text: str, view: str, stretch: Stretch, mentions: list[Mention]) -> list[AudienceGroup]:
    groups: list[AudienceGroup] = []
    for part in split_at(view, stretch, _SEMICOLON):
        for free in _without_people(part, mentions):
            pieces = [_cleaned(view, piece) for piece in _pieces(view, free)]
            kept = [piece for piece in pieces if _is_group(view, piece)]
            groups.extend(_with_levels(text, view, kept))
    return groups


def _without_people(part: Stretch, mentions: list[Mention]) -> list[Stretch]:
    """Cut the named people with their posts out of a part."""
    free, start = [], part.start
    for mention in mentions_in(mentions, part.start, part.end):
        low, high = mention.region
        free.append(Stretch(start, max(start, low)))
        start = max(start, high)
    free.append(Stretch(start, part.end))
    return [one for one in free if one.end - one.start > 2]


def _pieces(view: str, stretch: Stretch) -> list[Stretch]:
    shields = [match.span() for match in _pair().finditer(view, stretch.start, stretch.end)]
    pieces, start, next_shield = [], stretch.start, 0
    for match in _PART.finditer(view, stretch.start, stretch.end):
        while next_shield < len(shields) and shields[next_shield][1] <= match.start():
            next_shield += 1
        shielded = next_shield < len(shields) and shields[next_shield][0] <= match.start()
        goes_on = _SAME_GROUP.match(view, match.end(), stretch.end) and start < match.start()
        if shielded or goes_on or group_end(view, match.end(), stretch.end) == match.end():
            continue
        pieces.append(Stretch(start, match.start()))
        start = match.end()
    return [*pieces, Stretch(start, stretch.end)]


def _cleaned(view: str, piece: Stretch) -> Stretch:
    stretch = trimmed(view, piece.start, piece.end, " ,.;:-\n")
    lead = _LEAD.match(view, stretch.start, stretch.end)
    return trimmed(view, lead.end() if lead else stretch.start, stretch.end, " ,.;:-\n…")


def _is_group(view: str, piece: Stretch) -> bool:
    names = view[piece.end : piece.end + 1] == ":"
    return piece.end - piece.start > 3 and not names and group_end(view, piece.start, piece.end) > piece.start


def _with_levels(text: str, view: str, pieces: list[Stretch]) -> list[AudienceGroup]:
    if not pieces:
        return []
    last = pieces[-1].of(view)
    shared = levels_in(last) if _RANGE.search(last) else ()
    groups = []
    for piece in pieces:
        span: Span = (piece.start, piece.end)
        groups.append(AudienceGroup(piece.of(text), levels_in(piece.of(view)) or shared, span))
    return groups


@lru_cache(maxsize=1)
def _level_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary("notices")["levels"]
    return tuple(
        (level, re.compile(rf"(?<!\w)(?<!thị ){alternation(table[level])}(?!\w)(?!\s+hội)")) for level in table["order"]
    )


def levels_in(words: str) -> tuple[str, ...]:
    """Return the levels named in `words`, from the lowest up; "cấp xã đến tỉnh" takes the levels between, too."""
    order: list[str] = vocabulary("notices")["levels"]["order"]
    span = _RANGE.search(words)
    if span:
        low, high = _named(span["low"]), _named(span["high"])
        if low and high:
            first, last = sorted((order.index(low[0]), order.index(high[-1])))
            return tuple(order[first : last + 1])
    return _named(words)


def _named(words: str) -> tuple[str, ...]:
    return tuple(level for level, pattern in _level_words() if pattern.search(words))
