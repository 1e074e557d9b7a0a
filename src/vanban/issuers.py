"""Tell who issued a document: by the number's letters where the law fixes them, else by signature or letterhead."""

from __future__ import annotations

import re

from vanban import numbers
from vanban.head import MOTTO, Head
from vanban.letterhead import body_in, body_of, known
from vanban.lexicon import vocabulary
from vanban.patterns import late
from vanban.text import squeeze

_SIGNED = late(r"^[ |*]*T/?M\.?[ ]+(?P<body>[^\n|a-z*]{6,60})", re.MULTILINE)
_ENACTS = late(
    r"(?P<body>Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương(?: Đảng)?)\s+"
    r"(?:quy định|ban hành|quyết định|yêu cầu|kết luận|chỉ thị|hướng dẫn)"
)
_NEAR = 3_000
_COLUMN_END = late(r"(?<!\w)(?:Số|SỐ)\s*[:.]|(?<!\w)Số\s+\d|Luật\s+số|Nghị\s+quyết\s+số", re.IGNORECASE)
_CENTRAL_PARTY = late(r"-[^/]+/TW$")
_TAIL = 40_000
_COLUMN = 700
_LINES = late(r"^[ |*>]*(?P<words>[^\na-z]{6,200}?)[ |*:,]*$", re.MULTILINE)


def issuer_of(head: Head, number: str | None) -> str | None:
    """Return the issuing body in usual spelling, None when neither number, signature nor header names a known one."""
    fixed = issuers_of_number(number)
    if fixed:
        return fixed
    if number and _CENTRAL_PARTY.search(number):
        named = _central_party(head)
        if named:
            return named
    return _from_letterhead(head) or _from_authority(head)


def issuers_of_number(number: str | None) -> str | None:
    """Return the body that a number's letters fix by law; all of them, where several issue together."""
    if number is None:
        return None
    table: dict[str, str] = vocabulary("issuers")["suffixes"]
    names = [table.get(re.sub(r"\d+$|&", "", letters)) for letters in numbers.issuing_letters(number)]
    if not names or None in names:
        return None
    return joined([name for name in dict.fromkeys(names) if name])


def joined(names: list[str]) -> str:
    """Write bodies as the register of law does: "A, B và C"."""
    return " và ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _central_party(head: Head) -> str | None:
    signed = _SIGNED.search(head.view, max(head.end, len(head.view) - _TAIL))
    name = known(signed["body"]) if signed else None
    if name:
        return name
    enacted = _ENACTS.search(head.view, head.start, head.end + _NEAR)
    return known(enacted["body"]) if enacted else None


def _from_letterhead(head: Head) -> str | None:
    """Read the column over the motto; where the motto stands first, the lines between it and the number or the type."""
    if head.motto is None:
        return None
    for motto in MOTTO.finditer(head.view, head.motto, head.type_or_end):
        before = head.view[max(head.start, motto.start() - _COLUMN) : motto.start()]
        ends = [*_COLUMN_END.finditer(before)]
        below = head.view[motto.end() : head.type_start or head.type_or_end]
        found = body_in(before[: ends[-1].start()] if ends and not body_in(before[ends[-1].end() :]) else before)
        if found := found or body_in(below):
            return found
    return None


def _from_authority(head: Head) -> str | None:
    """Read the line in capitals between title and grounds, which names who decides."""
    start = head.type_or_end
    for line in _LINES.finditer(head.view, start, head.end):
        found = body_of(squeeze(line["words"]))
        if found:
            return found
    return None
