"""The Excel file of an organisation: read it into rows and errors by cell, write a template, mark what is wrong.

Formulas are taken by the value that Excel last saved; files with macros are refused. Nothing of an uploaded file is
executed or kept, and its size is judged before it is unpacked.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter as _letter
from openpyxl.utils.exceptions import InvalidFileException

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.rows import SHEETS, CellError, Sheet
from thongsuot.orgs.tables import ROWS_MAX, Reading, Table, places_in, read_tables
from thongsuot.orgs.watch import Watch, unwatched

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_MAX = 25 * 1024 * 1024
UNPACKED_MAX = 400 * 1024 * 1024
STRINGS_MAX = 80 * 1024 * 1024  # openpyxl holds this one part in memory
RATIO_MAX, RATIO_FROM = 200, 10 * 1024 * 1024  # real lists pack to a tenth; 300 kB must not fill a gigabyte
PARTS_MAX = 500
COPIED_COLUMNS = 16
HEAD_LINES = 5
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


def read(file: IO[bytes], watch: Watch = unwatched) -> Reading:
    """Read a workbook, pointing at every cell that is wrong by itself; Refusal when it is no such workbook at all."""
    book = _open(file)
    try:
        reading = read_tables([_table(book[sheet.title], sheet) for sheet in SHEETS], watch)
    except BROKEN as broken:
        raise unreadable() from broken
    finally:
        book.close()
    return reading


def _table(source: Any, sheet: Sheet) -> Table:
    """Find the columns of a sheet by the headings in its first line; the lines below are read when they are walked."""
    lines = source.iter_rows(max_row=ROWS_MAX + 2, max_col=COPIED_COLUMNS, values_only=True)
    headings = next(lines, ())
    return Table(sheet, places_in(sheet, headings), enumerate(lines, start=2), source.max_row or 0)


def check_package(file: IO[bytes]) -> None:
    """Refuse what is too big, unpacks to too much, holds macros, or is no Excel file; looks at the index only."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > FILE_MAX:
        raise Refusal("workbook_too_big", _("Tệp lớn hơn 25 MB. Tách danh sách thành nhiều tệp rồi nhập lần lượt."))
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as broken:
        raise unreadable() from broken
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refusal("workbook_has_macros", _("Tệp có macro nên không nhận. Lưu lại dạng .xlsx không macro rồi nhập."))
    strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > max(RATIO_FROM, RATIO_MAX * size)
    if len(parts) > PARTS_MAX or unpacked > UNPACKED_MAX or strings > STRINGS_MAX or is_bomb:
        raise Refusal("workbook_too_big", _("Tệp mở ra quá lớn. Chép danh sách sang mẫu mới rồi nhập lại."))
    if "[content_types].xml" not in names:
        raise unreadable()


def first_lines(file: IO[bytes]) -> list[tuple[Any, ...]]:
    """Read the first lines of every sheet, where a stamp would stand."""
    book = _open(file)
    try:
        return [
            line
            for source in book.worksheets
            for line in source.iter_rows(max_row=HEAD_LINES, max_col=COPIED_COLUMNS, values_only=True)
        ]
    except BROKEN as broken:
        raise unreadable() from broken
    finally:
        book.close()


def _open(file: IO[bytes]) -> Any:
    check_package(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except BROKEN as bad:
        raise unreadable() from bad
    missing = next((sheet.title for sheet in SHEETS if sheet.title not in book.sheetnames), None)
    if missing:
        book.close()
        message = _("Tệp thiếu trang “%(sheet)s”. Tải mẫu về, chép danh sách vào đúng trang rồi nhập lại.")
        raise Refusal("workbook_sheet_missing", message % {"sheet": missing})
    return book


def unreadable() -> Refusal:
    return Refusal("workbook_unreadable", _("Không mở được tệp này như tệp Excel. Lưu lại dạng .xlsx rồi nhập lại."))


def mark(file: IO[bytes], errors: Sequence[CellError], out: IO[bytes]) -> None:
    """Write the two sheets again by value, each wrong cell filled and with a comment that says what to do.

    Only values are copied: formulas, macros, links and other sheets of the upload do not travel on.
    """
    source = _open(file)
    pages = {sheet.title: _all_lines(source[sheet.title], sheet) for sheet in SHEETS}
    write_marked(pages, errors, out)
    source.close()


def _all_lines(source: Any, sheet: Sheet) -> Iterable[Sequence[Any]]:
    width = max(len(sheet.columns), min(source.max_column or 0, COPIED_COLUMNS))
    for values in source.iter_rows(max_row=ROWS_MAX + 2, max_col=width, values_only=True):
        yield [*values, *[None] * (width - len(values))]


def write_marked(pages: Mapping[str, Iterable[Sequence[Any]]], errors: Sequence[CellError], out: IO[bytes]) -> None:
    """Write sheets by title, each wrong cell filled and commented."""
    copy = Workbook(write_only=True)
    marks: dict[tuple[str, str], list[str]] = {}
    for error in errors:
        marks.setdefault((error.sheet, error.cell), []).append(error.message)
    for sheet in SHEETS:
        if sheet.title in pages:
            target = copy.create_sheet(sheet.title)
            set_widths(target, sheet)
            for number, values in enumerate(pages[sheet.title], start=1):
                cells = enumerate(values, start=1)
                target.append(
                    [_marked(target, value, marks.get((sheet.title, f"{_letter(at)}{number}"))) for at, value in cells]
                )
    copy.save(out)


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
        target.column_dimensions[_letter(at)].width = column.width


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
