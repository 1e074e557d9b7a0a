"""Find the people a report names, each with the posts it gives them.

A name counts only beside a post or a form of address; a byline has neither and is nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import NoticedPerson, Span
from vanban.notices.posts import posts_after, posts_before
from vanban.text import UPPER, squeeze

_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*(?:'[{UPPER}]?\w+)?"
_RUN = re.compile(rf"(?<![\w.]){_SYLLABLE}(?:[ ]+{_SYLLABLE}){{1,7}}(?!\w)")
_LONGEST, _SHORTEST = 4, 2
_LONGEST_WORD = 40
_PLACE_BEFORE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|xã|phường|thị trấn|đặc khu|TP\.?)\s+\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person; `region` covers the posts and the form of address too."""

    name: str
    span: Span
    posts: tuple[str, ...]
    region: Span


@lru_cache(maxsize=1)
def _honorific() -> re.Pattern[str]:
    words = alternation(vocabulary("people")["honorifics"])
    return re.compile(rf"(?<!\w)(?P<word>{words})\.?\s+\Z", re.IGNORECASE)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(vocabulary("people")["surnames"])


def find_mentions(text: str, view: str, shields: tuple[Span, ...]) -> list[Mention]:
    """Return every mention of a named person in order; names inside citations (`shields`) are none."""
    found: list[Mention] = []
    starts = [start for start, _ in shields]
    for run in _RUN.finditer(view):
        before = bisect_right(starts, run.start())
        if before and run.start() < shields[before - 1][1]:
            continue
        mention = _mention(text, view, run)
        if mention:
            found.append(mention)
    return found


def mentions_in(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions whose names begin between two offsets; the mentions are in order."""
    low = bisect_left(mentions, start, key=lambda one: one.span[0])
    return mentions[low : bisect_left(mentions, end, key=lambda one: one.span[0])]


def _mention(text: str, view: str, run: re.Match[str]) -> Mention | None:
    address = _address(view, run)
    if address:
        return _polite_mention(text, view, *address)
    for start in _name_starts(view, run):
        before = posts_before(view, start)
        after = posts_after(view, run.end()) if not before else None
        if before or (
            after and after.separated and view[run.start()] and start == run.start() and _listed(view, start)
        ):
            posts = before or after
            if posts:
                region = (min(start, posts.start), max(run.end(), posts.end))
                return Mention(squeeze(text[start : run.end()]), (start, run.end()), posts.posts, region)
    return None


def _address(view: str, run: re.Match[str]) -> tuple[re.Match[str], int] | None:
    """Return the name's run and where the form of address before it begins; "Ông" may open the run itself."""
    polite = _honorific().search(view, max(0, run.start() - 24), run.start())
    if polite:
        return run, polite.start("word")
    first, _, rest = run[0].partition(" ")
    if first.lower() in vocabulary("people")["honorifics"] and " " in rest.strip():
        inner = _RUN.match(view, run.start() + len(run[0]) - len(rest.lstrip()))
        return (inner, run.start()) if inner else None
    return None


def _listed(view: str, start: int) -> bool:
    return _word_at(view, start) in _surnames()


def _word_at(view: str, start: int) -> str:
    """Return the word at `start`, cut where no name is that long; the rest of a long report must not be copied."""
    return view[start : start + _LONGEST_WORD].split(maxsplit=1)[0]


def _polite_mention(text: str, view: str, run: re.Match[str], opened: int) -> Mention | None:
    """Read a name after a form of address; posts may stand between the two, or after the name."""
    tokens = run[0].split()
    if _is_post(view, run.start()):
        for start in _name_starts(view, run):
            before = posts_before(view, start)
            if before and start > run.start():
                return Mention(squeeze(text[start : run.end()]), (start, run.end()), before.posts, (opened, run.end()))
        return None
    if not _SHORTEST <= len(tokens) <= _LONGEST + 1 or run[0] in vocabulary("people")["institutions"]:
        return None
    after = posts_after(view, run.end())
    earlier = posts_before(view, opened) if not after.posts else None
    posts = earlier.posts if earlier else after.posts
    start = earlier.start if earlier else opened
    return Mention(squeeze(text[slice(*run.span())]), run.span(), posts, (start, max(run.end(), after.end)))


@lru_cache(maxsize=1)
def _post_head() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("people")["posts"]) + r"(?!\w)")


def _is_post(view: str, start: int) -> bool:
    return _post_head().match(view, start) is not None


def _name_starts(view: str, run: re.Match[str]) -> list[int]:
    """Return where the name may begin inside a run of capitalised syllables, the likeliest first."""
    starts = [match.start() + run.start() for match in re.finditer(r"\S+", run[0])]
    table = vocabulary("people")
    fits = []
    for index, start in enumerate(starts):
        rest = view[start : run.end()]
        size = len(starts) - index
        if (
            not _SHORTEST <= size <= _LONGEST
            or rest in table["institutions"]
            or any(rest.startswith(words) for words in table["not_name_starts"])
        ):
            continue
        if starts_name(view, start, size):
            fits.append(start)
    listed = [one for one in fits if _listed(view, one)]
    ordered = [*listed, *(one for one in fits if one not in listed)]
    second = run[0].split()[1]
    if second in table["middles"] or not _PLACE_BEFORE.search(view, max(0, run.start() - 14), run.start()):
        return ordered
    later = [one for one in reversed(ordered) if one > run.start()]
    return later or [one for one in ordered if len(view[one : run.end()].split()) > _SHORTEST]


def starts_name(view: str, start: int, size: int) -> bool:
    """Say whether a name may begin here: a listed family name, or the last word of a body's name before it."""
    if _listed(view, start):
        return True
    previous = re.search(r"(\w+)\s+\Z", view[max(0, start - 12) : start])
    table = vocabulary("people")
    first = _word_at(view, start)
    return bool(previous and previous[1] in table["body_ends"] and size > _SHORTEST and first not in table["not_names"])


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


def _covers(known: str, post: str) -> bool:
    return known.lower() == post.lower() or known.lower().startswith(post.lower())
