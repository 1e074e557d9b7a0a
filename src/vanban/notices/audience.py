"""Find for whom the event was: the groups that attended, without the people named.

How groups are parted: first at semicolons, then at commas and "và" inside each part, but not inside a fixed pair such
as "sở, ngành". "Lãnh đạo các cơ quan Đảng, chính quyền cấp xã" is therefore two groups; a level written at the end of a
part holds for all its groups.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import AudienceGroup, Span
from vanban.notices.people import Mention, mentions_in
from vanban.notices.sentences import Stretch, paragraphs, sentences, split_at, trimmed

_SEMICOLON = re.compile(r"\s*[;\n]\s*")
_PART = re.compile(r"\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng\s+với|cùng)\s+")
_LEAD = re.compile(
    r"(?:(?:và|cùng|có|còn|là|gồm|các\s+đồng\s+chí\s*:|với|đông\s+đảo|sự\s+tham\s+dự\s+của)\s+|[:,-]\s*)+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:(?:hội\s+nghị|hội\s+thảo|lớp\s+tập\s+huấn)\s*)?(?:tại\s+[^,;:.\n]{2,60}?\s+(?=(?:có|gồm|là)\s))?(?:(?:còn\s+)?(?:có|gồm|là)|bao\s+gồm)?\s*:?\s*(?:có\s+|các\s+đồng\s+chí\s*:\s*)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:cấp|từ)\s+(?P<low>[^,;.]{2,30}?)\s+(?:đến|tới)\s+(?P<high>[^,;.]{2,30})")


@lru_cache(maxsize=1)
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['audience']['openers'])}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['audience']['nouns'])}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _pair() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['audience']['pairs'])}(?!\w)", re.IGNORECASE)


def find_audience(text: str, view: str, mentions: list[Mention]) -> tuple[AudienceGroup, ...]:
    """Return the groups of every sentence that says who attended, in order, each once."""
    found: dict[str, AudienceGroup] = {}
    for paragraph in paragraphs(view):
        for sentence in sentences(view, paragraph):
            opener = _opened(view, sentence)
            if opener is not None:
                for group in _groups(text, view, Stretch(opener, sentence.end), mentions):
                    found.setdefault(group.text.lower(), group)
    return tuple(found.values())


def _opened(view: str, sentence: Stretch) -> int | None:
    """Return where the list begins: an opener at the head of the sentence, or one that says "với sự tham dự của"."""
    match = _opener().search(view, sentence.start, sentence.end)
    if match is None:
        return None
    early = match.start() - sentence.start <= 60 and not re.search(
        r"[,;]", view[sentence.start : match.start()].rstrip(", ")
    )
    if not early and not match[0].lower().startswith(("với sự", "có sự")):
        return None
    link = _LINK.match(view, match.end(), sentence.end)
    start = link.end() if link else match.end()
    spoken = match[0].lower().startswith(("với sự", "có sự")) or (link is not None and link[0].strip() != "")
    return start if spoken else None


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
    pieces, start = [], stretch.start
    for match in _PART.finditer(view, stretch.start, stretch.end):
        shielded = any(low <= match.start() < high for low, high in shields)
        if shielded or not _noun_follows(view, match.end(), stretch.end):
            continue
        pieces.append(Stretch(start, match.start()))
        start = match.end()
    return [*pieces, Stretch(start, stretch.end)]


_BEFORE_NOUN = re.compile(
    r"(?:(?:các|những|một\s+số|toàn\s+thể|toàn\s+bộ|nguyên|đông\s+đảo|hơn|gần|trên|\d[\d.]*|đồng\s+chí|các\s+đồng\s+chí)\s+)*",
    re.IGNORECASE,
)


def _noun_follows(view: str, start: int, end: int) -> bool:
    lead = _BEFORE_NOUN.match(view, start, end)
    return _noun().match(view, lead.end() if lead else start, end) is not None


def _cleaned(view: str, piece: Stretch) -> Stretch:
    stretch = trimmed(view, piece.start, piece.end, " ,.;:-\n")
    lead = _LEAD.match(view, stretch.start, stretch.end)
    return trimmed(view, lead.end() if lead else stretch.start, stretch.end, " ,.;:-\n")


def _is_group(view: str, piece: Stretch) -> bool:
    words = view[piece.start : piece.end]
    names = view[piece.end : piece.end + 1] == ":"
    return len(words) > 3 and not names and _noun_follows(view, piece.start, piece.end)


def _with_levels(text: str, view: str, pieces: list[Stretch]) -> list[AudienceGroup]:
    if not pieces:
        return []
    shared = (
        levels_in(view[pieces[-1].start : pieces[-1].end])
        if _RANGE.search(view, pieces[-1].start, pieces[-1].end)
        else ()
    )
    groups = []
    for piece in pieces:
        span: Span = (piece.start, piece.end)
        groups.append(AudienceGroup(piece.of(text), levels_in(view[slice(*span)]) or shared, span))
    return groups


@lru_cache(maxsize=1)
def _level_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary("notices")["levels"]
    return tuple(
        (level, re.compile(rf"(?<!\w){alternation(table[level])}(?!\w)(?!\s+hội)")) for level in table["order"]
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
