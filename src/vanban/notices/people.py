"""Find the people a report names, each with the posts it gives them.

A sentence is cut at semicolons, colons and then at commas, dashes and brackets; each segment is a post, a name, a post
with a name behind it, the body a post goes on with, or something else, and the segments are then put together:
"Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh <name>" and "<name>, Cục trưởng Cục X, Ban Y". A byline has neither a post nor a
form of address and is nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import Span
from vanban.noticed import NoticedPerson
from vanban.notices.groups import group_end, verbs
from vanban.notices.names import bare_name, name_after_post, polite_name
from vanban.notices.sentences import Paragraph, Stretch, trimmed
from vanban.patterns import late
from vanban.text import UPPER, squeeze
from vanban.text import view as view_of

_PART = late(r"[;:“”\"…]|\.\s|\.\Z")
_BODY = late(rf"[{UPPER}]\w")
_PLURAL = late(r"\s+(?:các|những|\d+|toàn)\s")
_MANY_BEFORE = late(r"(?:các|những|nhiều|\d)\s+(?:đồng\s+chí\s+|đ/c\s+)?(?:nguyên\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person; `region` covers the posts and the form of address too."""

    name: str
    span: Span
    posts: tuple[str, ...]
    region: Span


@dataclass(slots=True)
class _Person:
    span: Span
    low: int
    high: int
    posts: list[Span] = field(default_factory=list)
    named_last: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """What one segment holds; `is_closed` when words follow that end the enumeration."""

    start: int
    post: Span | None
    name: Span | None
    end: int
    is_closed: bool


@lru_cache(maxsize=1)
def _honorific() -> re.Pattern[str]:
    words = alternation(vocabulary("people")["honorifics"])
    return re.compile(rf"(?<!\w)(?:{words}\.?[\s:]+)+(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    posts = alternation(vocabulary("people")["posts"])
    return re.compile(rf"(?<!\w)(?:nguyên\s+)?{posts}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    halves = alternation(vocabulary("people")["halves"])
    return re.compile(
        rf"\s{{1,30}}(?!và\s+{halves}(?!\w))" + alternation(vocabulary("people")["verbs_after"]) + r"(?!\w)"
    )


@lru_cache(maxsize=1)
def _glue() -> re.Pattern[str]:
    """Match what parts segments: no comma inside a body's name, and "và" only before small letters or a new person."""
    inner = alternation([words.replace(",", ", ") for words in vocabulary("people")["commas"]])
    people = alternation([*vocabulary("people")["posts"], *vocabulary("people")["honorifics"]])
    names = alternation([*vocabulary("people")["common_surnames"], *vocabulary("people")["surnames"]])
    return re.compile(
        rf"(?P<body>{inner})|\s{{0,30}},\s*|\s{{1,30}}-\s*|-\s+|\s{{0,30}}[()]\s*"
        rf"|\s{{1,30}}(?:và|cùng)\s+(?=[^{UPPER}\s]|(?i:{people})(?!\w)|{names}\s+[{UPPER}])"
    )


def find_mentions(text: str, view: str, paragraphs: tuple[Paragraph, ...], shields: tuple[Span, ...]) -> list[Mention]:
    """Return every mention of a named person in order; names inside citations (`shields`) are none."""
    starts = [start for start, _ in shields]

    def cited(person: _Person) -> bool:
        before = bisect_right(starts, person.span[0])
        return bool(before) and person.span[0] < shields[before - 1][1]

    found = []
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for part in _parts(view, sentence):
                found += [_mention(text, one) for one in _people(view, part) if not cited(one)]
    return found


def _mention(text: str, person: _Person) -> Mention:
    posts = tuple(squeeze(text[slice(*post)]) for post in person.posts)
    return Mention(squeeze(text[slice(*person.span)]), person.span, posts, (person.low, person.high))


def mentions_in(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions whose names begin between two offsets; the mentions are in order."""
    low = bisect_left(mentions, start, key=lambda one: one.span[0])
    return mentions[low : bisect_left(mentions, end, key=lambda one: one.span[0])]


def _parts(view: str, sentence: Stretch) -> Iterator[Stretch]:
    start = sentence.start
    for match in _PART.finditer(view, sentence.start, sentence.end):
        yield Stretch(start, match.start())
        start = match.end()
    yield Stretch(start, sentence.end)


def _segments(view: str, part: Stretch) -> Iterator[Stretch]:
    start = part.start
    for match in _glue().finditer(view, part.start, part.end):
        if match["body"] is None:
            yield trimmed(view, start, match.start())
            start = match.end()
    yield trimmed(view, start, part.end, " \t\n.")


def _people(view: str, part: Stretch) -> list[_Person]:
    chain = _Chain(view)
    for stretch in _segments(view, part):
        if stretch.start < stretch.end:
            chain.take(_read(view, stretch), stretch)
    chain.end()
    return chain.found


def _read(view: str, stretch: Stretch) -> _Segment:
    """Read one segment: a form of address, then a post, then a name, each if it is there."""
    start, end = stretch.start, stretch.end
    polite = _addressed(view, start, end)
    begin = polite.end() if polite else start
    name = polite_name(view, begin, end) if polite else bare_name(view, start, end)
    head = _personal(view, begin, end) if not _at_post(view, begin, name) else _head().match(view, begin)
    if name and not _at_post(view, begin, name):
        return _Segment(polite.start() if polite else start, None, name, name[1], not _ends(view, name[1], end))
    if head is None:
        return _Segment(start, None, None, start, is_closed=True)
    stop = _stop().search(view, head.end(), end)
    limit = stop.start() if stop else end
    name = name_after_post(view, head.start(), limit)
    low = min(polite.start(), head.start()) if polite and polite.start() < head.start() else head.start()
    if name and name[0] > head.start():
        return _Segment(low, (head.start(), _back(view, name[0])), name, name[1], not _ends(view, name[1], end))
    post = trimmed(view, head.start(), limit)
    return _Segment(low, (post.start, post.end), None, post.end, stop is not None)


def _addressed(view: str, start: int, end: int) -> re.Match[str] | None:
    """Return the form of address before a name, else the last one; "Anh" inside a name is none."""
    found = None
    for match in _honorific().finditer(view, start, end):
        if match[0].strip() not in ("Anh", "Chị"):
            found = match
            if polite_name(view, match.end(), end):
                break
    return found


def _at_post(view: str, begin: int, name: Span | None) -> bool:
    """Say whether the capitals at `begin` are a post ("đồng chí Trưởng Ban ...") rather than a name."""
    return name is not None and _head().match(view, begin) is not None


def _personal(view: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first post of one person; "các", a number before it or behind it speaks of a group."""
    for head in _head().finditer(view, start, end):
        if not _PLURAL.match(view, head.end()) and not _MANY_BEFORE.search(
            view, max(0, head.start() - 30), head.start()
        ):
            return head
    return None


def _ends(view: str, start: int, end: int) -> bool:
    return not view[start:end].strip(" .,")


def _back(view: str, end: int) -> int:
    while end > 0 and view[end - 1] in " ,-:":
        end -= 1
    return end


class _Chain:
    """Put the segments of one part together: whose are the posts between two names?"""

    def __init__(self, view: str) -> None:
        self.view = view
        self.found: list[_Person] = []
        self._owner: _Person | None = None
        self._waiting: list[Span] = []

    def take(self, segment: _Segment, stretch: Stretch) -> None:
        """Take the next segment."""
        if segment.name:
            self._new(segment, segment.name)
        elif segment.post and segment.start == stretch.start:
            self._add(segment.post)
        elif (posts := self._unfinished(stretch)) is not None:
            self._extend(posts, stretch)
            return
        else:
            self.end()
            if segment.post:
                self._waiting = [segment.post]
        if segment.is_closed:
            self.end()

    def end(self) -> None:
        """Give what waits to the last person named, and begin anew."""
        if self._owner and self._waiting:
            self._give(self._owner, self._waiting)
        self._owner, self._waiting = None, []

    def _new(self, segment: _Segment, name: Span) -> None:
        """Begin a person; the posts waiting are theirs, unless they follow a name that had none before it."""
        own = [*self._waiting, *([segment.post] if segment.post else [])]
        if self._waiting and self._owner and segment.post is None:
            self._give(self._owner, self._waiting)
            own = []
        low = min([segment.start, *(start for start, _ in own)])
        person = _Person(name, low, name[1], own, named_last=bool(own))
        self.found.append(person)
        self._owner, self._waiting = person, []

    def _add(self, post: Span) -> None:
        if self._owner is None or self._owner.named_last:
            self._waiting.append(post)
        else:
            self._give(self._owner, [post])

    def _give(self, person: _Person, posts: list[Span]) -> None:
        person.posts += posts
        person.high = max(person.high, posts[-1][1])

    def _unfinished(self, stretch: Stretch) -> list[Span] | None:
        """Return the posts whose last one a segment without a head of its own goes on with, naming its body."""
        if _BODY.match(self.view, stretch.start) is None or self._acts(stretch):
            return None
        if self._waiting:
            return self._waiting
        return self._owner.posts if self._owner and self._owner.posts and not self._owner.named_last else None

    def _acts(self, stretch: Stretch) -> bool:
        """Say whether a segment says what a body does: "UBND huyện họp giao ban" is no end of a post."""
        end = group_end(self.view, stretch.start, stretch.end)
        return stretch.start < end < stretch.end and verbs().match(self.view, end + 1, stretch.end) is not None

    def _extend(self, posts: list[Span], stretch: Stretch) -> None:
        stop = _stop().search(self.view, stretch.start, stretch.end)
        end = trimmed(self.view, stretch.start, stop.start() if stop else stretch.end).end
        posts[-1] = (posts[-1][0], end)
        if posts is not self._waiting and self._owner:
            self._owner.high = max(self._owner.high, end)
        if stop:
            self.end()


def merge_people(mentions: list[Mention]) -> tuple[NoticedPerson, ...]:
    """Return one person per name, posts united in the order written, the first span kept."""
    order: dict[str, Mention] = {}
    posts: dict[str, list[str]] = {}
    for mention in mentions:
        order.setdefault(mention.name, mention)
        known = posts.setdefault(mention.name, [])
        known.extend(post for post in mention.posts if not any(_covers(one, post) for one in known))
    return tuple(
        NoticedPerson(name, tuple(posts[name]), mention.span) for name, mention in order.items() if posts[name]
    )


_LEVEL = late(r"\s+(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|tỉnh|thành\s+phố|Thành\s+phố|đặc\s+khu|TP)(?!\w)")


def _covers(known: str, post: str) -> bool:
    """Say whether a post was told already: the same, shorter, or only with the name of its place added."""
    one, other = view_of(known).lower(), view_of(post).lower()
    return one.startswith(other) or (other.startswith(one) and _LEVEL.match(other, len(one)) is not None)
