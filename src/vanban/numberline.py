"""Read the number of a document from its own line in the header; a line left blank stays None, with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban import numbers
from vanban.head import Head
from vanban.patterns import late

# A scan prints O for 0, and a broken PDF puts every few signs on a line of their own.
_GAP = r"[ \n]{0,3}"
_DIGIT = r"[\dOo]"
_YEAR = rf"[12](?:{_GAP}{_DIGIT}){{3}}"
_LETTERS = r"[A-ZĐƯÔÂÊƠĂ][A-Za-zĐđƯÔÂÊƠĂư&]*\d{0,2}"
_JOIN = r"(?:[ ]{0,3}[-/_][ ]*\n?[ ]{0,3}|[ ]*\n[ ]*-[ ]*\n[ ]*)"
_BODY = rf"{_LETTERS}(?:{_JOIN}{_LETTERS}){{0,8}}(?!\w)"
_OWN = (
    rf"(?P<number>\d(?:{_GAP}{_DIGIT}){{0,5}}[a-z]?(?:{_GAP}/{_GAP}(?:{_YEAR}{_GAP}/{_GAP})?{_BODY}"
    rf"|[ ]{{0,3}}-[ ]{{0,3}}{_LETTERS}[ ]?/[ ]?{_BODY}))"
)
_BLANK = rf"(?P<blank>[ .…_]*[-/][ ]*(?:(?:20)?[\d.…_ ]{{0,4}}/[ ]*)?{_LETTERS})"
_LAWS = r"(?:[Bb]ộ\s+)?[Ll]uật|LUẬT|[Pp]háp\s+lệnh|[Nn]ghị\s+quyết|NGHỊ\s+QUYẾT|[Ll]ệnh"
_LABEL = rf"(?:(?P<kind>{_LAWS})\s+)?(?<!\w)(?:[Ss][ốôóỗồ]|SỐ)"
_LINE = late(rf"{_LABEL}\s*[:.]?\s{{0,6}}(?:{_OWN}|{_BLANK})")
_GAZETTE = late(r"CÔNG BÁO/")
_MOTTO_END = ("phúc", "nam")
# The column of the issuer above the motto; what stands higher is the page around the document.
_COLUMN = 700


class NumberLine(NamedTuple):
    """The number as a document prints it for itself, tidy; None where its line was left blank."""

    number: str | None
    at: int


def number_line(head: Head) -> NumberLine | None:
    """Return the number line of a header, None when it has none that is certainly its own."""
    near = head.start if head.motto is None else max(head.start, head.motto - _COLUMN)
    before = _first(head, near, head.type_or_end, labelled=True)
    return before or _first(head, head.type_or_end, min(head.end, head.type_or_end + 200), labelled=False)


def _first(head: Head, start: int, end: int, *, labelled: bool) -> NumberLine | None:
    blank: NumberLine | None = None
    for match in _LINE.finditer(head.view, start, end):
        if match["kind"] and not (labelled and _ends_its_line(head.view, match.end())):
            continue
        if not _begins_its_line(head.view, match):
            continue
        if match["number"]:
            return NumberLine(_tidy(match["number"]), match.start())
        blank = blank or NumberLine(None, match.start())
    return blank


def _begins_its_line(view: str, match: re.Match[str]) -> bool:
    """Say whether nothing that makes a sentence stands before the label: a body in capitals or the motto may."""
    before = view[view.rfind("\n", 0, match.start()) + 1 : match.start()]
    if _GAZETTE.search(before):
        return False
    words = before.rpartition("|")[2].strip(" *_-#>:.").split()
    if not words:
        return not (match[0].startswith("số") and not match["kind"])
    last = words[-1]
    return (last.isalpha() and last.isupper()) or last.lower() in _MOTTO_END or (last.isdigit() and not match["kind"])


def _ends_its_line(view: str, end: int) -> bool:
    line = view[end : view.find("\n", end) if "\n" in view[end : end + 400] else end + 400]
    rest = line.partition("|")[0].strip(" *_.")
    return not rest or "ngày" in rest or rest.isupper()


def _tidy(number: str) -> str:
    digits, slash, tail = re.sub(r"\s+", "", number).partition("/")
    year, second, rest = tail.partition("/")
    if re.fullmatch(r"[12][\dOo]{3}", year):
        tail = year.replace("O", "0").replace("o", "0") + second + rest
    return numbers.tidy(digits.replace("O", "0").replace("o", "0") + slash + tail)
