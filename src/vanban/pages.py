"""Set apart what the page adds to the text: page numbers, lines of the gazette, signature stamps, notes at the foot.

Each strip keeps its place in the text; the body is looked at as if blanks stood there. A bare number is a page number
only beside other furniture, at a form feed, or in a chain of numbers a page apart; a note only in the chain of notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vanban.patterns import late
from vanban.text import behind_line_end

_STAMP = (
    r"(?:Người[ ]+ký|Ký[ ]+bởi|Được[ ]+ký[ ]+bởi)[ ]*:[^\n]*"
    r"(?:\n[ ]*(?:E-?mail|Cơ[ ]+quan|Thời[ ]+gian[ ]+ký|Ngày[ ]+ký|Chức[ ]+vụ)[ ]*:[^\n]*)+"
)
_FURNITURE = late(
    rf"""\n[ ]*(?=[-\dCPTNKĐ])(?:
    (?P<gazette>(?:\d{{1,4}}[ ]+)?CÔNG[ ]+BÁO[ ]*/[ ]*Số[ ][^\n]{{3,60}}?(?:[ ]+\d{{1,4}})?)[ ]*
    |(?P<page>-[ ]?\d{{1,4}}[ ]?-|(?:Page|PAGE|Trang|TRANG)[ ]+\d{{1,4}}(?:[ ]*[/|][ ]*\d{{1,4}})?)[ ]*
    |(?P<bare>\d{{1,4}})[ ]*
    |(?P<stamp>{_STAMP})
    )(?=\n|\Z)""",
    re.VERBOSE,
)
_RULE = late(r"\n(?:[ ]{20,}|[ ]*_{10,}[ ]*|[ ]*-{10,}[ ]*)(?=\n[ ]*\S)")
_NOTED = (
    r"(?:Điều|Khoản|Điểm|Cụm|Tên|Luật|Bộ|Nghị|Thông|Quyết|Pháp|Đoạn|Nội|Mục|Chương|Phần|Phụ|Mẫu|Tiêu|Tiểu|Từ|Căn|Việc"
    r"|Số|Gạch|Tiết|Biểu|Bổ)\b"
)
_NOTE = late(rf"\n[ ]*(?:\[\^?(?P<boxed>\d{{1,3}})\]:?|(?P<num>\d{{1,3}}))[ ]+(?={_NOTED})")
_AMENDED = late(r"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|căn\s+cứ\s+ban\s+hành|có\s+hiệu\s+lực|đính\s+chính)")
_CONSOLIDATED = late(
    r"hợp\s+nhất|VBHN|được\s+sửa\s+đổi,\s+bổ\s+sung\s+(?:một\s+số\s+điều\s+)?(?:bởi|theo)\s*:", re.IGNORECASE
)
_GOES_ON = late(r"(?:khoản|điểm|điều|số|mục|phần|chương|tại|và|đến|từ|,)\s*\Z", re.IGNORECASE)
_BLANK_LINE = late(r"\n[ ]*\n")
_WORD = late(r"\S")
_PAGE_APART, _PAGE_MOST = 500, 20_000
_CHAIN = 3
_NOTE_SIGHT, _NOTE_LONGEST, _NOTES_MISSED = 320, 6_000, 3
_HEAD = 4_000


class Strip(NamedTuple):
    """A stretch that is no word of the law: kind furniture or note; a note has its number."""

    kind: str
    start: int
    end: int
    num: str | None = None


def strips_of(text: str, view: str) -> list[Strip]:
    """Return the strips of a text in their order, none over another."""
    furniture = [*_joined(view, _furniture(text, view))]
    return sorted([*furniture, *_notes(view, furniture)], key=lambda one: one.start)


def without(text: str, strips: Iterable[Strip]) -> str:
    """Return `text` with blanks of the same length in place of the strips; line ends stay."""
    pieces: list[str] = []
    done = 0
    for one in strips:
        lines = text[one.start : one.end].split("\n")
        pieces += (text[done : one.start], "\n".join(" " * len(line) for line in lines))
        done = one.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _furniture(text: str, view: str) -> Iterator[Strip]:
    found = [
        Strip(match.lastgroup or "", match.start(), min(match.end(), len(view)), match["bare"])
        for match in _FURNITURE.finditer(behind_line_end(view))
    ]
    sure = [one for one in found if one.kind != "bare"]
    bare = [one for one in found if one.kind == "bare"]
    edges = sorted([place for one in sure for place in (one.start, one.end)])
    numbered = _chained(bare)
    sure += [one for one in bare if one.start in numbered or _at_an_edge(text, view, one, edges)]
    for one in sorted(sure, key=lambda one: one.start):
        yield Strip("furniture", one.start, one.end)


def _joined(view: str, furniture: Iterable[Strip]) -> Iterator[Strip]:
    """Yield the strips with those put together between which nothing is printed."""
    waiting: Strip | None = None
    for one in furniture:
        if waiting and not _WORD.search(view, waiting.end, one.start):
            waiting = Strip("furniture", waiting.start, one.end)
        else:
            if waiting:
                yield waiting
            waiting = one
    if waiting:
        yield waiting


def _at_an_edge(text: str, view: str, number: Strip, edges: list[int]) -> bool:
    """Say whether only blanks lie between a number and other furniture, or a form feed stands beside it."""
    if "\f" in text[max(0, number.start - 2) : number.end + 2]:
        return True
    at = bisect_left(edges, number.start + 1)
    before = edges[at - 1] if at else -1
    after = edges[at] if at < len(edges) else -1
    return (before >= 0 and not _WORD.search(view, before, number.start)) or (
        after >= 0 and not _WORD.search(view, number.end, after)
    )


def _chained(bare: list[Strip]) -> set[int]:
    """Return where page numbers stand: numbers that follow one another, a page apart, at least three of them."""
    last: dict[int, tuple[int, int]] = {}
    length: list[int] = []
    before: list[int] = []
    for at, one in enumerate(bare):
        number = int(one.num or 0)
        place, index = last.get(number - 1, (-_PAGE_MOST, -1))
        linked = index >= 0 and _PAGE_APART <= one.start - place <= _PAGE_MOST
        length.append(length[index] + 1 if linked else 1)
        before.append(index if linked else -1)
        last[number] = (one.start, at)
    kept: set[int] = set()
    for at in sorted(range(len(bare)), key=lambda one: -length[one]):
        if length[at] < _CHAIN:
            break
        while at >= 0 and bare[at].start not in kept:
            kept.add(bare[at].start)
            at = before[at]
    return kept


def _notes(view: str, furniture: list[Strip]) -> Iterator[Strip]:
    """Yield notes: each from its number, or the rule above it, to the next note or the end of its page."""
    starts = _note_starts(view)
    ends = [one.start for one in furniture]
    for at, (start, num) in enumerate(starts):
        following = starts[at + 1][0] if at + 1 < len(starts) else len(view)
        at_edge = bisect_left(ends, start)
        page = ends[at_edge] if at_edge < len(ends) else len(view)
        end = min(following, page)
        if end - start > _NOTE_LONGEST or (end == len(view) and ends):
            blank = _BLANK_LINE.search(view, start)
            end = min(end, blank.start() + 1 if blank else end)
        yield Strip("note", start, end, num)


def _note_starts(view: str) -> list[tuple[int, str | None]]:
    """Return the places where notes begin, in the chain of their numbers, and rules that only go on with one."""
    lined = behind_line_end(view)
    lines = [*_NOTE.finditer(lined)]
    if not lines:
        return []
    rules = {match.end(): match.start() for match in _RULE.finditer(lined)}
    consolidated = _CONSOLIDATED.search(view, 0, _HEAD) is not None
    numbers: dict[int, int] = {}
    last = 0
    for match in lines:
        number, ruled = int(match["boxed"] or match["num"]), match.start() in rules
        follows = last < number <= last + _NOTES_MISSED or (number == 1 and ruled)
        if follows and (ruled or _is_told(lined, match, consolidated or match["boxed"] is not None)):
            numbers[match.start()] = last = number
    found = [(rules.get(start, start), str(number)) for start, number in numbers.items()]
    going_on = [(start, None) for end, start in rules.items() if numbers and end not in numbers and _wide(view, start)]
    return sorted([*found, *going_on], key=lambda one: one[0])


def _is_told(view: str, match: re.Match[str], is_noted: bool) -> bool:
    """Say whether the words are those of a note about an amendment, and no line that goes on with the one above."""
    before = view[max(0, match.start() - 39) : match.start() + 1]
    amended = _AMENDED.search(view, match.end(), match.end() + _NOTE_SIGHT)
    return is_noted and amended is not None and not _GOES_ON.search(before)


def _wide(view: str, start: int) -> bool:
    return view[start : start + 60].isspace()
