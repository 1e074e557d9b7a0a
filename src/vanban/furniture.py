"""Find a level of secrecy that stands apart below the head: on the first page, on a page's edge, at the very end.

Below the head only a line that is nothing but one level in capitals counts, and only in a text that sets no other level
in such a line: a text that does lists the levels. Thereby no law or list about secrets is taken for a secret.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.levels import NOT_A_STAMP, legible, level_alone
from vanban.patterns import late

_LONGEST = 80
_FIRST_PAGE = 160
_NEAR = 4
_SOFT = late(r"^[ |*>#-]*(?:Căn\s+cứ|Kính\s+gửi)\b", re.IGNORECASE)
_HARD = late(r"^[ |*>#]*(?:Điều\s+1\b|Chương\s+(?:I|1)\b|I[.-]\s|1\.\s)", re.IGNORECASE)
_PAGE_NUMBER = late(
    r"^\s*(?:-\s*\d{1,4}\s*-|(?:trang|page|tr\.)\s*\d{1,4}(?:\s*/\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})\s*$", re.I
)
_BARE_NUMBER = late(r"^\s*\d{1,4}\s*$")
_M = late("[MМΜＭ&]")
_LEADS_ON = late(r"(?::|mật)\s*$", re.IGNORECASE)
_GOES_ON = late(r"^\W*NHÀ\s+NƯỚC\b")


class Apart(NamedTuple):
    """A level that stands apart: `place` is head (first page), page (an edge of a page) or end; lines count from 1."""

    level: str
    text: str
    place: str
    line: int


class _Page(NamedTuple):
    """The lines of a text, where its first page goes on below the head, and how often the level stands alone."""

    lines: list[str]
    first: range
    repeated: bool


def find_apart(text: str) -> Apart | None:
    """Return the first level that stands apart, None when there is none or several levels are listed."""
    lines = re.sub(r"\n?\f", "\n\f", text).rstrip().split("\n")
    found = [(index, level) for index, line in enumerate(lines) if (level := _level_in_capitals(line))]
    if len({level for _, level in found}) != 1:
        return None
    page = _Page(lines, _first_page(lines), len(found) > 1)
    for index, level in found:
        place = "" if _goes_on(lines, index) else _place(page, index)
        if place:
            return Apart(level, lines[index].strip(), place, index + 1)
    return None


@lru_cache(maxsize=1_024)
def _level_in_capitals(line: str) -> str | None:
    if len(line) > _LONGEST or not _M.search(line) or not re.sub(r"<[^<>]*>", "", line).isupper():
        return None
    return level_alone(legible(line.strip()))


def _first_page(lines: list[str]) -> range:
    """Return the lines between the first basis or address and the first article, chapter or numbered part."""
    begin = next((at for at, line in enumerate(lines[:_FIRST_PAGE]) if _SOFT.match(line)), _FIRST_PAGE)
    end = next((at for at, line in enumerate(lines[:_FIRST_PAGE]) if at > begin and _HARD.match(line)), _FIRST_PAGE)
    return range(begin, min(end, len(lines)))


def _goes_on(lines: list[str], index: int) -> bool:
    """Say whether the line belongs to the words around it: "DANH MỤC BÍ" over "MẬT", "Độ mật:" over "MẬT"."""
    before = next((line for line in reversed(lines[max(0, index - _NEAR) : index]) if line.strip()), "")
    after = next((line for line in lines[index + 1 : index + 1 + _NEAR] if line.strip()), "")
    leads = _LEADS_ON.search(before) and not _level_in_capitals(before)
    return bool(leads or NOT_A_STAMP.search(before) or _GOES_ON.match(after))


def _place(page: _Page, index: int) -> str:
    lines = page.lines
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    if index in page.first:
        return "head"
    if index == len(lines) - 1:
        return "end"
    return "page" if _at_an_edge(lines[index], before, after) or _repeats(page, before, after) else ""


def _at_an_edge(line: str, before: str, after: str) -> bool:
    """Say whether a page ends or begins here: a form feed, a page number, a bare number with a blank beyond."""
    if line.startswith("\f") or after.startswith("\f") or _PAGE_NUMBER.match(before) or _PAGE_NUMBER.match(after):
        return True
    return any(_BARE_NUMBER.match(one) and not other.strip() for one, other in ((before, after), (after, before)))


def _repeats(page: _Page, before: str, after: str) -> bool:
    return page.repeated and not before.strip() and not after.strip()
