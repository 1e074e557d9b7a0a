"""Read the posts beside a name: "Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh <name>" or "<name>, Cục trưởng Cục X, Ban Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.text import UPPER, squeeze

_FARTHEST = 260
_BREAK = re.compile(r"[.;:\n“”\"…](?=\s|$|\")|[;:\n“”\"…]")
_GLUE = re.compile(r"\s*[,–-]\s+|\s+-\s+|\s*\(\s*")
_BODY = re.compile(rf"(?:nguyên\s+)?[{UPPER}]")
_POLITE_END = re.compile(r"(?:\b(?:đồng chí|đ/c|ông|bà|là|các))\s*[:,]?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts as written and the stretch they take; `separated` when a comma or dash parts them from the name."""

    posts: tuple[str, ...]
    start: int
    end: int
    separated: bool = False


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:nguyên|Nguyên)\s+)?{alternation(vocabulary('people')['posts'])}(?!\w)")


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    return re.compile(r"\s+" + alternation(vocabulary("people")["verbs_after"]) + r"(?!\w)")


@lru_cache(maxsize=1)
def _polite() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("people")["honorifics"]) + r"(?!\w)", re.IGNORECASE)


def posts_before(view: str, name_start: int) -> Posts | None:
    """Return the posts that run up to a name, None when none do."""
    low = max(0, name_start - _FARTHEST)
    for stop in _BREAK.finditer(view, low, name_start):
        low = stop.end()
    low = _after_other_words(view, low, name_start)
    segments = _segments(view, low, name_start)
    found: list[tuple[int, int]] = []
    for start, end in reversed(segments):
        head = _head().search(view, start, end)
        if head is None or _has_verb(view, head.end(), end):
            if found and head is None and _BODY.match(view, start) and not _has_verb(view, start, end) and start > low:
                found.append((start, end))
                continue
            break
        found.append((head.start(), end))
        if head.start() != start:
            break
    return _joined(view, found[::-1], name_start)


def _after_other_words(view: str, low: int, end: int) -> int:
    polite = [match.end() for match in _polite().finditer(view, low, end)]
    return polite[-1] if polite and polite[-1] < end - 3 else low


def _segments(view: str, start: int, end: int) -> list[tuple[int, int]]:
    places = []
    for glue in _GLUE.finditer(view, start, end):
        places.append((start, glue.start()))
        start = glue.end()
    return [*places, (start, end)] if start < end else places


def _has_verb(view: str, start: int, end: int) -> bool:
    return _stop().search(view, max(0, start - 1), end) is not None


def _joined(view: str, found: list[tuple[int, int]], limit: int) -> Posts | None:
    """Unite segments without a head of their own with the post before them."""
    posts: list[tuple[int, int]] = []
    for start, end in found:
        if _head().match(view, start) or not posts:
            posts.append((start, end))
        else:
            posts[-1] = (posts[-1][0], end)
    if not posts or not _head().match(view, posts[0][0]):
        return None
    words = tuple(_tidy(view[start:end]) for start, end in posts)
    return Posts(words, posts[0][0], limit) if all(words) else None


def _tidy(words: str) -> str:
    return squeeze(_POLITE_END.sub("", words)).strip(" ,;-(")


def posts_after(view: str, name_end: int) -> Posts:
    """Return the posts after a name: each begins with a post word; a following body belongs to the post before it."""
    position, found = name_end, list[tuple[int, int]]()
    limit = min(len(view), name_end + _FARTHEST)
    for _ in range(8):
        glue = _GLUE.match(view, position, limit)
        if glue is None:
            break
        start = glue.end()
        head = _head().match(view, start)
        if not head and not (found and _BODY.match(view, start) and not _polite().match(view, start)):
            break
        end = _segment_end(view, head.end() if head else start, limit)
        if not head and _looks_like_person(view, start, end):
            break
        found.append((start, end))
        position = end
    joined = _joined(view, found, position)
    return Posts(joined.posts if joined else (), name_end, position, separated=True)


def _segment_end(view: str, start: int, limit: int) -> int:
    ends = [limit]
    for pattern in (_BREAK, _GLUE, re.compile(r"[.)]")):
        match = pattern.search(view, start, limit)
        if match:
            ends.append(match.start())
    stop = _stop().search(view, start, min(ends))
    if stop:
        ends.append(stop.start())
    return min(ends)


def _looks_like_person(view: str, start: int, end: int) -> bool:
    words = view[start:end].split()
    return (
        1 < len(words) <= 4
        and words[0] in vocabulary("people")["surnames"]
        and all(word[0].isupper() for word in words)
    )
