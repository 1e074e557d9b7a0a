"""The Excel file of an organisation: read it into rows and errors by cell, write a template, mark what is wrong.

Formulas are taken by the value that Excel last saved; files with macros are refused. Nothing of an uploaded file is
executed or kept, and its size is judged before it is unpacked.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.cells import RowReader
from thongsuot.orgs.rows import PEOPLE, SHEETS, UNITS, CellError, OrganisationRows, PersonRow, Sheet, UnitRow

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_MAX = 25 * 1024 * 1024
UNPACKED_MAX = 400 * 1024 * 1024
STRINGS_MAX = 80 * 1024 * 1024  # openpyxl holds this one part in memory
RATIO_MAX, RATIO_FROM = 200, 10 * 1024 * 1024  # real lists pack to a tenth; 300 kB must not fill a gigabyte
PARTS_MAX = 500
ROWS_MAX = 200_000
COPIED_COLUMNS = 16
EXAMPLE = "VÍ DỤ"
BROKEN = (  # what openpyxl and zipfile raise over parts that are cut, locked, oddly packed or at odds with each other
    ParseError,
    DefusedXmlException,
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
BAD = PatternFill("solid", start_color="F8D0C9")
HEAD = PatternFill("solid", start_color="E6E9E3")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says: its rows, and the cells that could not be understood on their own."""

    rows: OrganisationRows
    errors: list[CellError]


def read(file: IO[bytes]) -> Reading:
    """Read a workbook, pointing at every cell that is wrong by itself; Refusal when it is no such workbook at all."""
    book = _open(file)
    errors: list[CellError] = []
    try:
        units, codes = _read_units(book, errors)
        people = _read_people(book, errors)
    except BROKEN as broken:
        raise _unreadable() from broken
    finally:
        book.close()
    return Reading(
        OrganisationRows(tuple(units), tuple(people), frozenset(codes - {unit.code for unit in units})), errors
    )


def check_package(file: IO[bytes]) -> None:
    """Refuse what is too big, unpacks to too much, holds macros, or is no Excel file; looks at the index only."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > FILE_MAX:
        raise Refusal("workbook_too_big", _("Tệp lớn hơn 25 MB. Tách danh sách thành nhiều tệp rồi nhập lần lượt."))
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as broken:
        raise _unreadable() from broken
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refusal("workbook_has_macros", _("Tệp có macro nên không nhận. Lưu lại dạng .xlsx không macro rồi nhập."))
    strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > max(RATIO_FROM, RATIO_MAX * size)
    if len(parts) > PARTS_MAX or unpacked > UNPACKED_MAX or strings > STRINGS_MAX or is_bomb:
        raise Refusal("workbook_too_big", _("Tệp mở ra quá lớn. Chép danh sách sang mẫu mới rồi nhập lại."))
    if "[content_types].xml" not in names:
        raise _unreadable()


def _open(file: IO[bytes]) -> Any:
    check_package(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except BROKEN as bad:
        raise _unreadable() from bad
    missing = next((sheet.title for sheet in SHEETS if sheet.title not in book.sheetnames), None)
    if missing:
        book.close()
        message = _("Tệp thiếu trang “%(sheet)s”. Tải mẫu về, chép danh sách vào đúng trang rồi nhập lại.")
        raise Refusal("workbook_sheet_missing", message % {"sheet": missing})
    return book


def _unreadable() -> Refusal:
    return Refusal("workbook_unreadable", _("Không mở được tệp này như tệp Excel. Lưu lại dạng .xlsx rồi nhập lại."))


def _lines(book: Any, sheet: Sheet, errors: list[CellError]) -> Iterator[RowReader]:
    """Walk the filled lines under the headings; a wrong heading ends the sheet: all below would be misread."""
    width = len(sheet.columns)
    lines = book[sheet.title].iter_rows(max_row=ROWS_MAX + 2, max_col=width, values_only=True)
    headings = next(lines, ())
    for column, found in zip(sheet.columns, [*headings, *[None] * width], strict=False):
        if str(found or "").strip().casefold() != column.heading.casefold():
            message = _("Ô đầu cột phải là “%(heading)s”. Chép danh sách vào mẫu tải về.")
            errors.append(CellError(sheet.title, sheet.cell(column.name, 1), message % {"heading": column.heading}))
            return
    for number, values in enumerate(lines, start=2):
        if number > ROWS_MAX + 1:
            message = _("Trang này quá 200.000 dòng. Tách danh sách thành nhiều tệp.")
            errors.append(CellError(sheet.title, f"A{number}", message))
            return
        if any(value not in (None, "") for value in values) and not str(values[0]).upper().startswith(EXAMPLE):
            yield RowReader(sheet, number, values, errors)


def _read_units(book: Any, errors: list[CellError]) -> tuple[list[UnitRow], set[str]]:
    units, codes = [], set()
    for line in _lines(book, UNITS, errors):
        row = UnitRow(
            row=line.number,
            code=line.code("code"),
            name=line.text("name", longest=200),
            kind=line.choice("kind"),
            level=line.choice("level"),
            parent_code=line.code("parent_code", required=False),
            valid_from=line.day("valid_from"),
            valid_to=line.day_or_none("valid_to"),
        )
        codes.add(row.code)
        if line.is_sound:
            units.append(row)
    return units, codes


def _read_people(book: Any, errors: list[CellError]) -> list[PersonRow]:
    people = []
    for line in _lines(book, PEOPLE, errors):
        row = PersonRow(
            row=line.number,
            username=line.username("username"),
            full_name=line.text("full_name", longest=120),
            phone=line.phone("phone"),
            unit_code=line.code("unit_code"),
            post=line.text("post", longest=120),
            post_kind=line.choice("post_kind", required=False),
            role=line.choice("role", required=False),
            valid_from=line.day("valid_from"),
            valid_to=line.day_or_none("valid_to"),
        )
        if line.is_sound:
            people.append(row)
    return people


def mark(file: IO[bytes], errors: Sequence[CellError], out: IO[bytes]) -> None:
    """Write the two sheets again by value, each wrong cell filled and with a comment that says what to do.

    Only values are copied: formulas, macros, links and other sheets of the upload do not travel on.
    """
    source, copy = _open(file), Workbook(write_only=True)
    for sheet in SHEETS:
        marks: dict[str, list[str]] = {}
        for error in errors:
            if error.sheet == sheet.title:
                marks.setdefault(error.cell, []).append(error.message)
        _copy_marked(source[sheet.title], copy.create_sheet(sheet.title), sheet, marks)
    source.close()
    copy.save(out)


def _copy_marked(source: Any, target: Any, sheet: Sheet, marks: dict[str, list[str]]) -> None:
    set_widths(target, sheet)
    width = max(len(sheet.columns), min(source.max_column or 0, COPIED_COLUMNS))
    letters = [get_column_letter(at) for at in range(1, width + 1)]
    lines = source.iter_rows(max_row=ROWS_MAX + 2, max_col=width, values_only=True)
    for number, values in enumerate(lines, start=1):
        padded = [*values, *[None] * (width - len(values))]
        target.append(
            [
                _marked(target, value, marks.get(f"{letter}{number}"))
                for letter, value in zip(letters, padded, strict=True)
            ]
        )


def _marked(target: Any, value: Any, messages: list[str] | None) -> Any:
    if messages:
        cell = plain_cell(target, value)
        cell.fill = BAD
        cell.comment = Comment("\n".join(messages), "Thông Suốt", height=110, width=320)
        return cell
    return _harmless(target, value)


def _harmless(target: Any, value: Any) -> Any:
    return plain_cell(target, value) if isinstance(value, str) and value.startswith("=") else value


def plain_cell(target: Any, value: Any) -> Any:
    """Make a cell that shows its text as text: what begins with = must never become a formula on somebody's desk."""
    cell = WriteOnlyCell(target, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def set_widths(target: Any, sheet: Sheet) -> None:
    """Give a new sheet the widths of the template and keep its headings in view; before the first line is written."""
    target.freeze_panes = "A2"
    for at, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(at)].width = column.width


def write_lines(book: Workbook, sheet: Sheet, lines: Iterable[Sequence[Any]]) -> Any:
    """Add one sheet with its headings and the lines given; gives the sheet for whoever adds to it."""
    target = book.create_sheet(sheet.title)
    set_widths(target, sheet)
    heads = [plain_cell(target, column.heading) for column in sheet.columns]
    for head in heads:
        head.font, head.fill, head.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="top")
    target.append(heads)
    for line in lines:
        target.append([_harmless(target, value) for value in line])
    return target
