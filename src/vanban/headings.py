"""Find what may be a heading: one pattern at the starts of lines, and articles that run on inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, document_types
from vanban.text import UPPER

LEVELS = {"part": 1, "chapter": 2, "section": 3, "roman": 3, "subsection": 4, "article": 5, "clause": 6, "point": 7}
_LETTERED = "a-zđ"
_LINE = re.compile(
    rf"""^[ ]*(?:
    (?:PHẦN|Phần)[ ]+(?P<part>(?:THỨ|thứ|Thứ)[ ]+\w+|[IVX]+|\d{{1,2}})(?=[ ]*[.:\n-]|[ ]+[{UPPER}]|\Z)
    |(?:CHƯƠNG|Chương)[ ]*\n?[ ]*(?P<chapter>[IVXLC]+[a-z]?|\d{{1,2}}[a-z]?)(?=[ ]*[.:\n-]|[ ]+[{UPPER}]|\Z)
    |(?:TIỂU[ ]MỤC|Tiểu[ ]mục)[ ]+(?P<subsection>\d{{1,2}}|[IVX]+)(?=[ ]*[.:\n-]|[ ]+[{UPPER}]|\Z)
    |(?:MỤC|Mục)[ ]+(?P<section>\d{{1,2}}[a-z]?|[IVX]+|[A-Z])(?=[ ]*[.:\n-]|[ ]+[{UPPER}]|\Z)
    |(?:ĐIỀU|Điều)[ ]*\n?[ ]*(?P<article>\d{{1,4}}[{_LETTERED}]{{0,2}})(?P<dot>[ ]*[.:]|[ ]*(?=\n|\Z)|(?=[ ]))
    |(?P<clause>\d{{1,3}}[{_LETTERED}]?)[ ]?(?:[.)](?=[ ]|\Z)|-(?=[ ][{UPPER}]))
    |(?P<roman>[IVX]{{1,6}})[ ]?[.-](?=[ ]|[{UPPER}])
    |(?P<point>[{_LETTERED}]\d?)[ ]?\)(?=[ ]|[{UPPER}])
    )[ ]*""",
    re.MULTILINE | re.VERBOSE,
)
_RUNNING = re.compile(rf"(?<=[^\s“\"])[ ]+Điều[ ](?P<article>\d{{1,4}}[{_LETTERED}]?)\.[ ]?(?=[{UPPER}][^.]{{4,}})")
_CONTINUES = re.compile(r"(?:của|này|và|hoặc|đến|tại|thì|được|quy\s+định|nêu|,|;|\))(?!\w)")


_GOES_ON = re.compile(r"(?:khoản\s+\w{1,4}|điểm\s+\w{1,2}|tại|theo|của|và|hoặc|đến|,)\s*\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may be a heading; `strength` 3 dotted or alone on its line, 2 bare, 1 inside a paragraph."""

    kind: str
    num: str
    start: int
    end: int
    strength: int


def candidates(view: str) -> list[Candidate]:
    """Return the candidates of the whole text in order."""
    found = [*_line_starts(view), *_running(view)]
    found.sort(key=lambda one: one.start)
    return found


def _line_starts(view: str) -> Iterator[Candidate]:
    for match in _LINE.finditer(view):
        kind = match.lastgroup if match.lastgroup != "dot" else "article"
        if kind is not None:
            num = " ".join(match[kind].split())
            yield Candidate(kind, num, match.start(), match.end(), _strength(view, match, kind))


def _strength(view: str, match: re.Match[str], kind: str) -> int:
    if kind == "roman":
        end = view.find("\n", match.end())
        return 3 if view[match.end() : end if end >= 0 else len(view)].isupper() else 2
    if kind != "article":
        return 3
    if _CONTINUES.match(view, match.end()):
        return 0
    if match["dot"].strip():
        return 3
    alone = view[match.end() : match.end() + 1] in ("", "\n")
    if alone:
        return 3
    return 2 if view[match.end()].isupper() and not _refers(view, match) else 0


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    return re.compile(alternation([name.capitalize() for name in document_types()]) + r"(?=\s+(?:số|[\dA-ZĐ]))")


def _refers(view: str, match: re.Match[str]) -> bool:
    """Say whether a line-start "Điều 9 Nghị định số ..." only goes on with the line above."""
    return bool(_types().match(view, match.end()) or _GOES_ON.search(view[max(0, match.start() - 40) : match.start()]))


def _running(view: str) -> Iterator[Candidate]:
    for match in _RUNNING.finditer(view):
        yield Candidate("article", match["article"], match.end("article") - len(match["article"]) - 5, match.end(), 1)
