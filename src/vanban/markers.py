"""Find where a component begins and where a signature block begins: attached regulation, annex, form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, document_types

_ANNEX = r"(?:PHỤ[ ]LỤC|Phụ[ ]lục)(?:[ ]+(?:SỐ|số)?[ ]*(?P<annex>[IVXLC]+|\d{1,3}|[A-Z]))?[ ]*[a-z]?[ ]*[.:]?[ ]*$"
_FORM = (
    r"(?:MẪU|Mẫu)[ ]+(?:(?:SỐ|số)[ ]*:?[ ]*)?"
    r"(?P<form>\d{1,3}[A-Za-z]?(?:[-./]?[A-ZĐ\d]{1,12}){0,4}|[IVXLC]+)[ ]*[.:]?[ ]*$"
)
_SIGNATURE = re.compile(
    r"^[ |]*(?:Nơi[ ]nhận|NƠI[ ]NHẬN|T/?M\.?[ ]|KT\.?[ ]|TL\.?[ ]|TUQ\.?[ ]|Q\.[ ]|XÁC[ ]THỰC[ ]VĂN[ ]BẢN"
    r"|CHỦ[ ]TỊCH[ ]*(?:QUỐC[ ]HỘI)?[ ]*$"
    r"|(?:BỘ[ ]TRƯỞNG|THỦ[ ]TƯỚNG|CHỦ[ ]NHIỆM|TRƯỞNG[ ]BAN|PHÓ[ ]TRƯỞNG[ ]BAN)[ ]*$)",
    re.MULTILINE,
)
_ISSUED_WITH = re.compile(r"\(?\s*(?:Được\s+)?(?:[Bb]an\s+hành\s+)?(?:[Kk]èm|kém)\s+theo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """One line that opens a component: kind attached, annex or form."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = alternation([name.upper() for name in document_types()])
    return re.compile(rf"^[ |]*(?:{_ANNEX}|{_FORM}|(?P<title>{names})[ ]*$)", re.MULTILINE)


_NEAR = 700


def markers(view: str, after: int) -> list[Marker]:
    """Return the markers after the first article; a title line counts only when "kèm theo" stands near below it."""
    found: list[Marker] = []
    for match in _pattern().finditer(view, after):
        line = match[0].lstrip(" |").upper()
        if line.startswith("PHỤ"):
            found.append(Marker("annex", match.start(), match.end()))
        elif line.startswith("MẪU"):
            found.append(Marker("form", match.start(), match.end()))
        elif _ISSUED_WITH.search(view, match.end(), match.end() + _NEAR):
            found.append(Marker("attached", match.start(), match.end()))
    return found


def signature_start(view: str, start: int, end: int) -> int | None:
    """Return where the signature block between `start` and `end` begins, None when there is none."""
    match = _SIGNATURE.search(view, start, end)
    return match.start() if match else None
