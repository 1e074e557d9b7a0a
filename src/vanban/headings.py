"""Find what may be a heading: one pattern at the starts of lines, and articles that run on inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from vanban.lexicon import alternation, document_types
from vanban.patterns import late
from vanban.text import UPPER, behind_line_end

LEVELS = {
    "part": 10,
    "chapter": 20,
    "letter": 25,
    "section": 30,
    "roman": 30,
    "subsection": 40,
    "article": 50,
    "clause": 60,
    "step": 65,
    "point": 70,
}
_KIND_OF = {"dot": "article", "noted": "clause", "bare": "clause", "loose": "step"}
_LETTERED = "a-zđ"
_UNIT = r"(?:mười|MƯỜI|một|MỘT|hai|HAI|ba|BA|tư|TƯ|năm|NĂM|sáu|SÁU|bảy|BẢY|tám|TÁM|chín|CHÍN)"
_ORDINAL = rf"(?:THỨ|Thứ|thứ)[ ]+\w+(?:[ ]+{_UNIT})?"
_BREAK = r"[ ]*(?:\n[ ]*){0,2}"
_AFTER = rf"(?=[ ]*[.:\n-]|[ ]*\[|[ ]+[{UPPER}]|[ ]*\Z)"


def _split(word: str) -> str:
    """Return a pattern for a word whose letters a PDF may have torn apart."""
    return "[ ]?".join(word)


# A glance at the first signs keeps the engine from trying every kind at every line.
_GLANCE = rf"(?=[A-IĐCMPTVX\d(]|[{_LETTERED}]\d?[ ]?[./)])"
_LINE = late(
    rf"""\n[ ]*(?:[-+•*][ ]+)?{_GLANCE}(?:
    (?:{_split("PHẦN")}|{_split("Phần")})[ ]+(?P<part>{_ORDINAL}|[IVX]+|\d{{1,2}}|[A-Z])\b{_AFTER}
    |(?:{_split("CHƯƠNG")}|{_split("Chương")}){_BREAK}(?P<chapter>[IVXLC]+[a-z]?|[l\d]\d?[a-z]?|{_ORDINAL})\b{_AFTER}
    |(?:TIỂU[ ]+MỤC|Tiểu[ ]+mục)[ ]+(?P<subsection>\d{{1,2}}|[IVX]+)\b{_AFTER}
    |(?:{_split("MỤC")}|{_split("Mục")}){_BREAK}(?P<section>\d{{1,2}}[a-z]?|[IVX]+|[A-Z])\b{_AFTER}
    |(?:{_split("ĐIỀU")}|Đ[ ]?[iíì][ ]?[ềêểế][ ]?u){_BREAK}(?P<article>[\dlOI]{{1,4}}[{_LETTERED}]{{0,2}})
      (?P<dot>[ ]*[.:/]|[ ]*-(?=[ ]*[{UPPER}])|[ ]*\[|[ ]*(?=\n|\Z)|(?=[ ]))
    |(?P<step>\d{{1,3}}(?:\.\d{{1,2}}){{1,3}})
      (?:[ ]?[.)](?=[ \n{UPPER}“])|[ ]?\.?-(?=[ ]?[{UPPER}])|(?P<loose>(?=[ ]+[{UPPER}“])))
    |\(?(?P<clause>\d{{1,3}}[{_LETTERED}]?)
      (?:[ ]?\.(?=[ \n{UPPER}“]|\Z)|[ ]?[)/](?=[ \n{UPPER}]|\Z)|[ ]{{0,2}}\.?-(?=[ ]{{0,2}}[{UPPER}])
      |(?P<noted>(?:\.\d{{1,3}}|\[\d{{1,3}}\]\.?)(?=[ ]+[{UPPER}(]))|(?P<bare>[ ]+(?=[{UPPER}][^\W\d_]{{0,6}}[ ,])))
    |(?P<roman>[IVX]{{1,6}})[ ]?[./-](?=[ -]|[{UPPER}])
    |(?P<letter>[A-HĐ])[ ]?[./-](?=[ ]+[{UPPER}])
    |\(?(?P<point>[{_LETTERED}]\d?)
      (?:[ ]?\)(?:\d{{1,3}}(?=[ ]+[{UPPER}(])|\[\d{{1,3}}\])?(?=[ \n]|[{UPPER}])|[ ]?[./](?=[ ]+[{UPPER}][^.\n]))
    )[ ]*""",
    re.VERBOSE,
)
_RUNNING = late(
    rf"Điều[ \n]{{1,3}}(?P<article>\d{{1,4}}[{_LETTERED}]?|[lI]\d{{0,2}})\.[ \n]{{0,3}}(?=[{UPPER}][^.]{{4}})"
)
_CONTINUES = late(r"(?:của|này|và|hoặc|đến|tại|thì|được|quy\s+định|nêu|,|;|\))(?!\w)")
_GOES_ON = late(r"(?:khoản\s+\w{1,4}|điểm\s+\w{1,2}|khoản|điểm|tại|theo|của|và|hoặc|đến|từ|các|với|,)\s*\Z")
_ELSEWHERE = late(
    r"[ ]*(?:(?:Chương|Phần|Mục|Điều|Luật|Bộ[ ]luật|Pháp[ ]lệnh|Nghị|Thông|Quyết|Phụ[ ]lục)\b|(?:của|này|và)\b)"
)
_CLOSED = late(r"(?:[.;:!?”\"/)\]]|\A)\s*\Z")
_MONTHS = late(r"(?:Điều|Khoản|Nghị|Luật|Chương|Mục|Tháng|Thông|Quyết|Phụ)\b")
_OCR = str.maketrans("lIO", "110")
_BLANKS, _SIGHT = 30, 400


class Candidate(NamedTuple):
    """One place that may be a heading; `strength` 3 dotted or alone on its line, 2 bare, 1 inside a paragraph."""

    kind: str
    num: str
    start: int
    end: int
    strength: int


def candidates(view: str) -> list[Candidate]:
    """Return the candidates of the whole text in order."""
    found = [*_line_starts(view), *_running(view)]
    found.sort(key=attrgetter("start"))
    return found


def _line_starts(view: str) -> Iterator[Candidate]:
    lined = behind_line_end(view)
    for match in _LINE.finditer(lined):
        last = match.lastgroup or ""
        start, end = match.span()
        if last == "point":
            yield Candidate(last, match[last], start, end - 1, 3)
            continue
        kind = _KIND_OF.get(last, last)
        num = match[kind]
        if kind == "article":
            num = num.translate(_OCR)
        elif kind not in ("clause", "step"):
            num = " ".join(num.split()).replace("l", "1") if kind == "chapter" else " ".join(num.split())
        strength = _strength(lined, match, kind)
        if strength and (kind != "article" or num[0].isdigit()):
            yield Candidate(kind, num, start, end - 1, strength)


def _strength(view: str, match: re.Match[str], kind: str) -> int:
    if kind == "article":
        return _strength_of_article(view, match)
    if kind == "clause":
        return _strength_of_clause(view, match)
    if kind == "step":
        return 3 if match["loose"] is None else 2
    if kind in ("roman", "letter"):
        end = view.find("\n", match.end())
        return 3 if view[match.end() : end if end >= 0 else len(view)].isupper() else 2
    return 0 if _ELSEWHERE.match(view, match.end()) or follows_on(view, match.start() + 1) else 3


def _strength_of_article(view: str, match: re.Match[str]) -> int:
    end = match.end()
    if _CONTINUES.match(view, end):
        return 0
    if match["dot"].strip(" /"):
        return 3
    if view[end : end + 1] in ("", "\n"):
        return 0 if follows_on(view, match.start() + 1) else 3
    return 2 if view[end].isupper() and not _refers(view, match) else 0


def _strength_of_clause(view: str, match: re.Match[str]) -> int:
    """Say how sure a clause is: "1 Người ..." without a dot only counts below a finished line, above all no row."""
    if match["bare"] is None:
        bracketed = "(" in match[0] and match[0].lstrip().startswith("(")
        if bracketed and view[match.end() : match.end() + 1].islower() and not _CLOSED.search(_before(view, match)):
            return 0  # "tối thiểu năm\n(05) năm trở lên" only goes on
        return 3 if match["noted"] is None else 2
    if _MONTHS.match(view, match.end()):
        return 0
    before = _before(view, match)
    words = before.rstrip()
    above = words[words.rfind("\n") + 1 :]
    is_apart = before.endswith("\n\n") or before[len(words) :].count("\n") > 1
    is_free = _CLOSED.search(above) or above.lstrip().startswith(("Điều ", "ĐIỀU "))
    return 1 if is_free or (is_apart and not above[-1:].isdigit()) else 0


def _before(view: str, match: re.Match[str]) -> str:
    return view[max(0, match.start() - _SIGHT) : match.start() + 1]


def follows_on(view: str, start: int) -> bool:
    """Say whether the line above breaks off where a reference goes on."""
    return _GOES_ON.search(view[max(0, start - 40) : start]) is not None


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    return re.compile(alternation([name.capitalize() for name in document_types()]) + r"(?=\s+(?:số|[\dA-ZĐ]))")


def _refers(view: str, match: re.Match[str]) -> bool:
    """Say whether a line-start "Điều 9 Nghị định số ..." only goes on with the line above."""
    return bool(_types().match(view, match.end())) or follows_on(view, match.start() + 1)


def _running(view: str) -> Iterator[Candidate]:
    """Yield articles inside a paragraph: behind a word, not behind a quotation mark or at the start of a line."""
    for match in _RUNNING.finditer(view):
        start = match.start()
        before = view[max(0, start - _BLANKS) : start]
        if before.endswith(" ") and before.rstrip(" ")[-1:] not in ("", "\n", '"', "“"):
            yield Candidate("article", match["article"].translate(_OCR), start, match.end(), 1)
