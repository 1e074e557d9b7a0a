"""Find the header of a document: where it begins, where its type line stands, where it ends.

Source of the layout: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party documents follow the same two columns
with their own motto. A page of a web site or a register may stand above it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.lexicon import alternation, header_types
from vanban.patterns import late
from vanban.text import unaccented

MOST_HEAD = 6_000
_FRONT_MATTER = late(r"\s*---[ ]*\n(?:(?!---).*\n){1,200}?---[ ]*\n")
# A scan loses marks of the motto before anything else in it.
MOTTO = late(r"C[OÔỘỌ]NG\s+H[OÒÓÔÕ][AÀÁ]\s+X[AÃÁÀ]\s+H[OÔỘỌ]I|[DĐ][AẢÁ]NG\s+C[OÔỘỌ]NG\s+S[AẢÁ]N\s+VI[EÊỆẸ]T")
_GROUND = r"(?:Căn\s+cứ|CĂN\s+CỨ)"
_STOP = late(
    rf"^[ |>*-]*(?:{_GROUND}\b(?!\s+pháp\s+lý)|Theo\s+đề\s+nghị|Xét\s+đề\s+nghị|"
    r"(?:Điều|ĐIỀU)\s+1\s*[.:\n]|(?:Chương|CHƯƠNG)\s+[I1]\s*$)|"
    rf"(?<=[^\W\d_.,;:])[ ]{_GROUND}\s+(?:Hiến\s+pháp|Luật|Bộ\s+luật|Pháp\s+lệnh|Nghị\s+định|Điều\s+lệ|Quyết\s+định)",
    re.MULTILINE,
)
_SHORT_LINE = late(r"^[ |]*(?P<type>[^\W\d_a-z]{2,8}(?:[ ][^\W\d_a-z]{2,8}){0,3})[ |:'’]*$", re.MULTILINE)
_ADDRESSED = late(r"^[ |>*-]*K[íi]nh\s+(?:gửi|trình)\b", re.MULTILINE)


class Head(NamedTuple):
    """The header of a document: its view, the type line's place, where it ends and begins (after front matter)."""

    view: str
    type_start: int | None
    type_end: int | None
    end: int
    start: int = 0
    motto: int | None = None

    @property
    def type_or_end(self) -> int:
        """Return where the type line ends, or the header where it has none."""
        return self.end if self.type_end is None else self.type_end


def head_of(view: str) -> Head:
    """Return the header of a view; a letter has no type line, and its header ends where it is addressed."""
    matter = _FRONT_MATTER.match(view)
    start = matter.end() if matter else 0
    limit = min(len(view), start + MOST_HEAD)
    motto = MOTTO.search(view, start, limit)
    kind = _type_line_of(view, motto.end() if motto else start, start, limit)
    stop = _STOP.search(view, kind.end() if kind else motto.end() if motto else start, limit)
    end = stop.start() if stop else limit
    if kind and kind.start() > end:
        kind = None
    if kind is None:
        addressed = _ADDRESSED.search(view, motto.end() if motto else start, end)
        end = addressed.start() if addressed else end
    low, high = (kind.start("type"), kind.end("type")) if kind else (None, None)
    return Head(view, low, high, end, start, motto.start() if motto else None)


def _type_line_of(view: str, below: int, start: int, limit: int) -> re.Match[str] | None:
    """Return the type line below the motto; above it only in a copy whose own heading stands there."""
    stop = _STOP.search(view, below, limit)
    end = stop.start() if stop else limit
    for low, high in ((below, end), (start, below)):
        addressed = _ADDRESSED.search(view, low, high) if low == below else None
        high = addressed.start() if addressed else high
        for pattern in (_capital_line, _plain_line, _within_line):
            kind = pattern().search(view, low, high)
            if kind:
                return kind
        kind = next((one for one in _SHORT_LINE.finditer(view, low, high) if _bare(one["type"]) in _bare_types()), None)
        if kind:
            return kind
    return None


def type_key(words: str) -> str | None:
    """Return the key of a type as its line names it, also where a scan lost marks."""
    plain = " ".join(words.lower().split())
    return header_types().get(plain) or header_types().get(_bare_types().get(_bare(words), ""))


def _bare(words: str) -> str:
    return unaccented(" ".join(words.split()))


@lru_cache(maxsize=1)
def _bare_types() -> dict[str, str]:
    """Return the types by their names without marks."""
    return {unaccented(name): name for name in header_types()}


@lru_cache(maxsize=1)
def _names() -> tuple[str, str]:
    """Return the patterns of the types' names in capitals and with one capital."""
    names = list(header_types())
    return alternation([name.upper() for name in names]), alternation([name.capitalize() for name in names])


@lru_cache(maxsize=1)
def _capital_line() -> re.Pattern[str]:
    """Match a type in capitals that begins a line: alone, or with its title behind it."""
    return re.compile(
        rf"^[ |]*(?P<type>{_names()[0]})(?!\s+(?:CHUNG|CỤ\s+THỂ|CHUYỂN\s+TIẾP|THI\s+HÀNH)\b)['’`]?(?=[ |]*:?[ |\d.]*$"
        r"|[ ]+[^a-z\n]{3,}$|[ ]+(?:V/v\s|[A-ZĐ]?[^\W\d_A-Z]+\s))",
        re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _plain_line() -> re.Pattern[str]:
    """Match a type with one capital that has a line for itself."""
    return re.compile(rf"^[ |]*(?P<type>{_names()[1]})[ |:]*$", re.MULTILINE)


@lru_cache(maxsize=1)
def _within_line() -> re.Pattern[str]:
    """Match a type in capitals inside a line of small letters, as scans give that lost their line ends."""
    return re.compile(rf"(?<=[ ])(?P<type>{_names()[0]})(?=['’`]?[ \n]+[A-ZĐ][^\W\d_A-Z]+)")
