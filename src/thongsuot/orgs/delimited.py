"""A list as text: CSV as Excel and others write it, or cells pasted from a sheet; with or without its headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.cells import CHOICES, tidy
from thongsuot.orgs.rows import PEOPLE, SHEETS, UNITS, Sheet
from thongsuot.orgs.tables import ROWS_MAX, Reading, Table, places_in, read_tables
from thongsuot.orgs.watch import Watch, unwatched

DELIMITERS = ("\t", ";", ",", "|")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LOOKED_AT = 50
FIELD_MAX = 100_000


def read(text: str, watch: Watch = unwatched) -> Reading:
    """Read one table, of units or of people; Refusal when it is neither."""
    lines = lines_of(text)
    sheet, places = _told_by_headings(lines)
    if sheet is not None:
        return read_tables([Table(sheet, places, list(enumerate(lines[1:], start=2)), len(lines))], watch)
    sheet = _told_by_content(lines)
    places = {column.name: at for at, column in enumerate(sheet.columns)}
    return read_tables([Table(sheet, places, list(enumerate(lines, start=1)), len(lines))], watch)


def decode(content: bytes) -> str:
    """Turn the bytes of a file into text: UTF-8 or UTF-16 as Excel marks them, else the Vietnamese table of Windows."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as unreadable:
        message = _("Không đọc được chữ trong tệp này. Trong Excel, lưu lại dạng .xlsx hoặc “CSV UTF-8” rồi nhập lại.")
        raise Refusal("list_unreadable", message) from unreadable


def lines_of(text: str) -> list[list[str]]:
    """Split text into lines of cells by whatever parts them; Refusal for what no sheet has written."""
    if "\x00" in text:
        raise _no_table()
    csv.field_size_limit(FIELD_MAX)
    try:
        lines = list(csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter=_delimiter(text)))
    except csv.Error as broken:
        raise _no_table() from broken
    return lines[: ROWS_MAX + 2]


def _delimiter(text: str) -> str:
    """Take the sign that parts the first line into the most cells; a name may hold a comma, so tabs come first."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def sheet_of(lines: Sequence[Sequence[str]]) -> Sheet:
    """Say whether a table is of units or of people."""
    return _told_by_headings(lines)[0] or _told_by_content(lines)


def _told_by_headings(lines: Sequence[Sequence[str]]) -> tuple[Sheet | None, dict[str, int]]:
    found = {sheet.key: places_in(sheet, lines[0] if lines else ()) for sheet in SHEETS}
    best = max(SHEETS, key=lambda sheet: len(found[sheet.key]))
    return (best, found[best.key]) if len(found[best.key]) > 1 else (None, {})


def _told_by_content(lines: Sequence[Sequence[str]]) -> Sheet:
    """Without headings, what stands in the columns of kind and level tells units from people."""
    looked_at = [line for line in lines[:LOOKED_AT] if any(line)]
    if not looked_at or max(len(line) for line in looked_at) < SMALLEST:
        raise _no_table()
    units = sum(1 for line in looked_at if len(line) > LEVEL and _is(line[KIND], "kind") + _is(line[LEVEL], "level"))
    return UNITS if units * 2 >= len(looked_at) else PEOPLE


SMALLEST = 5  # columns that a line without headings must have to be taken for anything
KIND, LEVEL = 2, 3


def _is(value: str, name: str) -> bool:
    return tidy(value).casefold() in {label.casefold() for label in CHOICES[name]} | set(CHOICES[name].values())


def _no_table() -> Refusal:
    message = _("Không nhận ra bảng này. Chép cả dòng đầu cột từ mẫu, hoặc đủ các cột theo thứ tự của mẫu.")
    return Refusal("list_unknown", message)
