"""Read the places inside a document: "điểm a, b khoản 2 Điều 5", "từ Điều 12 đến Điều 40", "Chương II"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

_NUM = r"\d{1,3}(?:\.\d{1,2})*[a-zđ]{0,2}"
_POINT = r"(?:[a-zđ]\d{0,2}|\d{1,2}(?:\.\d{1,2})*)"
_AND = r"(?:\s*[,;]\s*(?:và\s+|hoặc\s+)?|\s+(?:và|hoặc|đến|-)\s+|\s*-\s*)"
_END = r"(?![\w/])"
_POINTS = re.compile(
    rf"(?:các\s+)?điểm\s+(?P<list>{_POINT}{_END}(?:{_AND}(?:điểm\s+)?{_POINT}{_END}){{0,60}})\s*,?\s*(?:của\s+)?(?=khoản)",
    re.IGNORECASE,
)
_TO_ARTICLE = r"(?:\s*,?\s*(?:của\s+)?(?=(?:các\s+)?điều\s+(?:\d|này)))?"
_CLAUSES = re.compile(
    rf"(?:các\s+)?khoản\s+(?P<list>{_NUM}{_END}(?:{_AND}(?:khoản\s+)?{_NUM}{_END}){{0,60}}){_TO_ARTICLE}", re.IGNORECASE
)
_CLAUSE = re.compile(rf"khoản\s+(?P<list>{_NUM}{_END}){_TO_ARTICLE}", re.IGNORECASE)
_ARTICLES = re.compile(
    rf"(?:từ\s+)?(?:các\s+)?điều\s+(?P<list>{_NUM}{_END}(?:{_AND}(?:điều\s+)?{_NUM}{_END}){{0,60}})", re.IGNORECASE
)
_ARTICLE = re.compile(rf"điều\s+(?P<list>{_NUM}{_END})", re.IGNORECASE)
_CHAPTERS = re.compile(r"chương\s+(?P<num>[IVXLC]+|\d{1,2})(?!\w)", re.IGNORECASE)
_PARTS = re.compile(r"phần\s+(?P<num>thứ\s+\w+)(?!\w)", re.IGNORECASE)
_ITEM = re.compile(rf"(?P<range>đến|-)?\s*(?:(?:điểm|khoản|điều)\s+)?(?P<num>{_NUM}|{_POINT}){_END}", re.IGNORECASE)
_LONGEST_RANGE = 400
_NEXT = re.compile(
    r"\s*(?:,|;|và|hoặc)\s*(?=(?:các\s+)?(?:điểm|khoản|điều)\s+[\dađbceghiklmnopqrstuvxy])", re.IGNORECASE
)
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """One place inside a document; what is not said is None."""

    part: str | None = None
    chapter: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The places named in one go, in their order, and where the words end."""

    targets: tuple[Place, ...]
    end: int


def run_at(view: str, start: int) -> Run | None:
    """Read the places that begin at `start`, None when none do; what comes without an article takes the next one's."""
    chapter = _CHAPTERS.match(view, start) or _PARTS.match(view, start)
    if chapter:
        kind = "chapter" if chapter.re is _CHAPTERS else "part"
        return Run((Place(**{kind: " ".join(chapter["num"].split())}),), chapter.end())
    targets: list[Place] = []
    position, end = start, start
    for _ in range(_MOST_STEPS):
        step = _one(view, position)
        if step is None:
            break
        targets, end = [*targets, *step.targets], step.end
        more = _NEXT.match(view, end)
        if not more:
            break
        position = more.end()
    return Run(tuple(_shared(targets)), end) if targets else None


def _one(view: str, start: int) -> Run | None:
    position, lists = start, dict[str, list[str]]()
    for name, several, one in (
        ("point", _POINTS, _POINTS),
        ("clause", _CLAUSES, _CLAUSE),
        ("article", _ARTICLES, _ARTICLE),
    ):
        # After a point a list of clauses would be a list of places of its own: "điểm a khoản 1, khoản 3 Điều 7".
        match = (one if lists else several).match(view, position)
        if match:
            lists[name] = expand(match["list"])
            position = match.end()
    if not lists:
        return None
    end = start + len(view[start:position].rstrip(" ,\n\t"))
    names = [name for name in ("article", "clause", "point") if name in lists]
    combos = product(*(lists[name] for name in names))
    return Run(tuple(Place(**dict(zip(names, combo, strict=True))) for combo in combos), end)


def _shared(targets: list[Place]) -> list[Place]:
    """Give places without a clause or an article those of the next place that has one."""
    result: list[Place] = []
    article: str | None = None
    for place in reversed(targets):
        article = place.article or article
        result.append(replace(place, article=article))
    return result[::-1]


def expand(written: str) -> list[str]:
    """Return the single numbers of a list or range: "1, 2 và 4 đến 6" gives 1 2 4 5 6; "a - c" gives a b c."""
    items: list[str] = []
    for match in _ITEM.finditer(written):
        num = match["num"].lower()
        if match["range"] and items:
            items.extend(_between(items[-1], num))
        items.append(num)
    return items


_ALPHABET = "abcdđeghiklmnopqrstuvxy"


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last))]
    if len(first) == len(last) == 1 and first in _ALPHABET and last in _ALPHABET:
        return list(_ALPHABET[_ALPHABET.index(first) + 1 : _ALPHABET.index(last)])
    return []
