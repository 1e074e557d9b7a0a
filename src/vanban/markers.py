"""Find where a component begins and where a signature block begins: attached regulation, annex, form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vanban.headings import follows_on
from vanban.lexicon import alternation, document_types
from vanban.patterns import late
from vanban.text import UPPER, behind_line_end

_NUM = r"(?:[IVXLC]+|\d{1,3}|[A-Z])"
_CAPITALS = rf"[^a-z\n]*[{UPPER}]{{2}}[^a-z\n]*$"
_ENDS = rf"[ ]*[.:-]?[ ]*(?:$|(?<=[ .:-])(?={_CAPITALS}))"
_ANNEX = (
    r"(?:PHỤ[ ]+LỤC|Phụ[ ]+lục)(?:(?:[ ]+(?:SỐ|số|Số))?[ ]*:?[ ]*"
    rf"(?P<annex>{_NUM}(?:[./-]?(?:[A-Z]|\d{{1,2}}))?)(?!\w))?[ ]*[a-z]?\d?{_ENDS}"
)
_FORM = (
    r"(?:MẪU|Mẫu|BIỂU[ ]+MẪU|Biểu[ ]+mẫu)[ ]+(?:(?:SỐ|số|Số)[ ]*:?[ ]*)?"
    rf"(?P<form>\d{{1,3}}[A-Za-z]?(?:[-./]?[A-ZĐ\d]{{1,12}}){{0,4}}|[IVXLC]+){_ENDS}"
)
_SIGNATURE = late(
    r"^[ |]*(?:Nơi[ ]+nhận|NƠI[ ]+NHẬN|T/?M\.?[ ]|KT\.?[ ]|TL\.?[ ]|TUQ\.?[ ]|Q\.[ ]|XÁC[ ]+THỰC[ ]+VĂN[ ]+BẢN"
    r"|CHỦ[ ]+TỊCH[ ]*(?:QUỐC[ ]+HỘI)?[ ]*$"
    r"|(?:BỘ[ ]+TRƯỞNG|THỦ[ ]+TƯỚNG|CHỦ[ ]+NHIỆM|TRƯỞNG[ ]+BAN|PHÓ[ ]+TRƯỞNG[ ]+BAN)[ ]*$)",
    re.MULTILINE,
)
_ISSUED_WITH = late(r"\(?\s*(?:Được\s+)?(?:[Bb]an\s+hành\s+)?(?:[Kk]èm|kém)\s+theo", re.IGNORECASE)
_WITH = ("kèm", "Kèm", "KÈM", "kém")
_BRACKETED = late(r"\n[ |]*\([ ]*(?:Được[ ]+)?(?:[Bb]an[ ]+hành[ ]+)?[Kk]èm[ ]+theo[ ]")
_MOTTO = late(r"C[ỘO]NG\s+H[ÒO]A\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN|[Kk]èm\s+theo")
_NEAR, _SIGHT, _TITLE_LINES = 700, 2_000, 14
_TITLE_WORDS = 40
_LIST_STEP, _LIST_LEAST, _SEEN = 350, 3, 60


class Marker(NamedTuple):
    """One line that opens a component: kind attached, annex or form."""

    kind: str
    start: int
    end: int
    num: str = ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = alternation([name.upper() for name in document_types()])
    return re.compile(rf"\n[ |]*(?:{_ANNEX}|{_FORM}|(?P<title>{names})(?=[ ]*$|[ ]+[{UPPER}]))", re.MULTILINE)


def markers(view: str, after: int) -> list[Marker]:
    """Return the markers after the first article; a title line counts only when "kèm theo" stands near below it."""
    found: list[Marker] = []
    lined = behind_line_end(view)
    for match in _pattern().finditer(lined, after):
        if _is_wrapped(view, match):
            continue
        start, end = match.start(), match.end() - 1
        if match["form"]:
            found.append(Marker("form", start, end, match["form"]))
        elif match["title"] is None:
            found.append(Marker("annex", start, end, match["annex"] or ""))
        elif _is_near(view, end) and not _goes_on(view, found, start):
            found.append(Marker("attached", start, end))
    return _without_lists(view, [*_with_titles(view, found, _BRACKETED.finditer(lined, after), after)])


def _is_wrapped(view: str, match: re.Match[str]) -> bool:
    """Say whether "Phụ lục I" in small letters only goes on with the line above it: "(Mẫu số 05 tại"."""
    start, end = match.start(), match.end() - 1
    if match["title"] or match[0].isupper():
        return False
    above = view[view.rfind("\n", 0, start - 1) + 1 : start].split()
    if above and above[-1].islower() and above[-1].isalpha() and view[end + 1 : end + 2].islower():
        return True
    # "- Lưu: VT," ends the recipients and goes on with nothing.
    return follows_on(view, start) and not (above and above[0].startswith("-") and above[-1].endswith(","))


def is_issued_with(view: str, start: int) -> bool:
    """Say whether "(kèm theo Quyết định ...)" stands within a title's length, blanks not counted."""
    match = _ISSUED_WITH.search(view, start, start + _SIGHT)
    return match is not None and len(" ".join(view[start : match.start()].split())) <= _NEAR


def _goes_on(view: str, found: list[Marker], start: int) -> bool:
    """Say whether a title only says what the annex or form just above it holds."""
    above = found[-1].end if found else start - _SIGHT
    return start - above < _SIGHT and len(view[above:start].split()) <= _TITLE_WORDS


def _is_near(view: str, start: int) -> bool:
    """Say whether a title is issued with another act; looking for a plain word first is fastest by far."""
    is_said = any(view.find(word, start, start + _SIGHT) >= 0 for word in _WITH)
    return is_said and is_issued_with(view, start)


def _with_titles(view: str, found: list[Marker], bracketed: Iterator[re.Match[str]], after: int) -> Iterator[Marker]:
    """Yield the markers and, for each "(Kèm theo ...)" below a title of no known type, one at that title."""
    waiting = iter([*found, None])
    coming = next(waiting)
    before = after
    for match in bracketed:
        while coming is not None and coming.start < match.start():
            yield coming
            before, coming = coming.start, next(waiting)
        start = _top_of_title(view, match.start(), max(before, match.start() - _NEAR))
        if start is not None and (before == after or match.start() - before > _SIGHT):
            yield Marker("attached", start, match.start())
            before = start
    while coming is not None:
        yield coming
        coming = next(waiting)


def _top_of_title(view: str, place: int, floor: int) -> int | None:
    """Return where the title above `place` begins: its lines in capitals, with at most a few in small letters below."""
    top, seen_capitals, end = None, False, place
    for _ in range(_TITLE_LINES):
        start = view.rfind("\n", floor, max(floor, end - 1)) + 1
        if start <= floor:
            break
        line = view[start:end].strip(" |*\n")
        if line and (line.isupper() and not _MOTTO.search(line)):
            top, seen_capitals = start, True
        elif line and (seen_capitals or _SIGNATURE.match(view, start)):
            break
        end = start
    return top


def _without_lists(view: str, found: list[Marker]) -> list[Marker]:
    """Leave out forms and annexes that a list only names: three or more in close succession."""
    kept: list[Marker] = []
    run: list[Marker] = []
    for one in found:
        if run and not (_goes_up(run, one) and _close(view, run[-1], one)):
            kept += run if len(run) < _LIST_LEAST else []
            run = []
        run.append(one)
    return kept + (run if len(run) < _LIST_LEAST else [])


def _goes_up(run: list[Marker], one: Marker) -> bool:
    return run[-1].kind == one.kind != "attached" and one.num not in (each.num for each in run[-_SEEN:])


def _close(view: str, one: Marker, other: Marker) -> bool:
    """Say whether two markers stand as close as the entries of a list, blanks not counted."""
    if other.start - one.end > 4 * _LIST_STEP:
        return False
    between = view[one.end : other.start]
    return len(" ".join(between.split())) <= _LIST_STEP and not _MOTTO.search(between)


def signature_start(view: str, start: int, end: int) -> int | None:
    """Return where the signature block between `start` and `end` begins, None when there is none."""
    match = _SIGNATURE.search(view, start, end)
    return match.start() if match else None
