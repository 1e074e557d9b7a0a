"""Decide where components begin before any heading is accepted.

A marker inside the act (an annex named on a line of its own) must not cut the act in two: it counts only when the
articles after it do not simply go on. An "Điều 1" after a signature opens a component even where no marker stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from vanban.headings import Candidate
from vanban.lexicon import alternation, document_types
from vanban.markers import Marker, is_issued_with, markers, signature_start
from vanban.numbering import follows
from vanban.patterns import late
from vanban.quotes import Quotes


class Plan(NamedTuple):
    """Where components begin, which of them have articles, the strong places of each number, and which one opens."""

    markers: tuple[Marker, ...]
    articled: frozenset[int]
    places: dict[str, list[int]]
    opening: str = "1"

    def comes_later(self, num: str, offset: int) -> bool:
        """Say whether a strong article of this number stands after `offset` and before the numbers begin again."""
        place = self._next(num, offset)
        again = self._next("1", offset)
        return place is not None and (again is None or place < again)

    def _next(self, num: str, offset: int) -> int | None:
        places = self.places.get(num, [])
        at = bisect_right(places, offset)
        return places[at] if at < len(places) else None


@dataclass(slots=True)
class _Draft:
    kept: list[Marker] = field(default_factory=list)
    pending: list[Marker] = field(default_factory=list)
    articled: set[int] = field(default_factory=set)
    last: str | None = None
    last_at: int = 0
    unsigned_until: int = 0
    opening: str = "1"


def plan_components(view: str, found: list[Candidate], quotes: Quotes) -> Plan:
    """Return the plan of a text from its strong article candidates and its markers."""
    articles = [one for one in found if one.kind == "article" and not quotes.inside(one.start, article=True)]
    places: dict[str, list[int]] = {}
    for one in articles:
        if one.strength == 3:
            places.setdefault(one.num, []).append(one.start)
    draft = _Draft(opening=_opening(articles))
    items: list[Candidate | Marker] = [*articles, *_marks(view, articles, quotes)]
    for item in sorted(items, key=lambda one: one.start):
        if isinstance(item, Marker):
            draft.pending.append(item)
        else:
            _take(view, draft, item)
    draft.kept.extend(draft.pending)
    return Plan(tuple(draft.kept), frozenset(draft.articled), places, draft.opening)


def _opening(articles: list[Candidate]) -> str:
    """Return the number with which the articles begin: 1, or where nobody can read a 1, the first of three in a row."""
    strong = [one.num for one in articles if one.strength == 3]
    if any(one.num == "1" for one in articles) or len(strong) < _ROW:
        return "1"
    rows = zip(strong, strong[1:], strong[2:], strict=False)
    return next((one for one, two, three in rows if follows(one, two, 1) and follows(two, three, 1)), "1")


def _marks(view: str, articles: list[Candidate], quotes: Quotes) -> list[Marker]:
    """Return the markers outside quotations, after the first article; without articles after the signature."""
    first = next((one.start for one in articles if one.num == _opening(articles)), None)
    after = first if first is not None else signature_start(view, 0, len(view))
    return (
        [one for one in markers(view, after) if not quotes.inside(one.start, article=True)] if after is not None else []
    )


def _take(view: str, draft: _Draft, article: Candidate) -> None:
    first = article.num == draft.opening
    if draft.last is not None and not first and follows(draft.last, article.num, 1):
        draft.pending.clear()
    elif not first or (draft.last is not None and not _begins_again(view, draft, article)):
        return
    draft.kept.extend(draft.pending)
    draft.pending.clear()
    draft.articled.add(len(draft.kept))
    draft.last, draft.last_at = article.num, article.start


def _begins_again(view: str, draft: _Draft, article: Candidate) -> bool:
    """Say whether a further "Điều 1" opens a component: after a marker, or after a signature."""
    return article.strength == 3 and (bool(draft.pending) or _opens_unmarked(view, draft, article))


def _opens_unmarked(view: str, draft: _Draft, article: Candidate) -> bool:
    signed = signature_start(view, max(draft.last_at, draft.unsigned_until), article.start)
    if signed is None:
        draft.unsigned_until = view.rfind("\n", 0, article.start) + 1
        return False
    title = _title_line().search(view, signed, article.start)
    chapter = _FIRST_CHAPTER.search(view, signed, article.start)
    start = title.start() if title else chapter.start() if chapter else article.start
    kind = "form" if title and _is_form(view, draft, title) else "attached"
    draft.pending.append(Marker(kind, start, start))
    return True


def _is_form(view: str, draft: _Draft, title: re.Match[str]) -> bool:
    """Say whether a title opens a form: below an annex or form, and not issued with the act itself."""
    return bool(draft.kept) and draft.kept[-1].kind != "attached" and not is_issued_with(view, title.end())


_ROW = 3
_FIRST_CHAPTER = late(r"^[ ]*(?:CHƯƠNG|Chương)[ ]+(?:I|1|THỨ[ ]+NHẤT|thứ[ ]+nhất)\b", re.MULTILINE)


@lru_cache(maxsize=1)
def _title_line() -> re.Pattern[str]:
    return re.compile(rf"^[ |]*{alternation([name.upper() for name in document_types()])}(?!\w)", re.MULTILINE)
