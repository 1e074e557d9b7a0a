"""The workbook that an office downloads: instructions, drop-downs, an example; whole lists are written the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from thongsuot.orgs.cells import CHOICES
from thongsuot.orgs.rows import PEOPLE, SHEETS, UNITS, OrganisationRows, PersonRow, Sheet, UnitRow
from thongsuot.orgs.tables import EXAMPLE, ROWS_MAX
from thongsuot.orgs.workbook import plain_cell, write_lines

LABELS = {name: {value: label for label, value in options.items()} for name, options in CHOICES.items()}


def write_template(out: IO[bytes], posts: Sequence[str] = ()) -> None:
    """Write the empty workbook: what to do, both sheets with drop-downs, and one line in each that shows how.

    `posts` are the names of posts in use: they are offered, and any other may be typed.
    """
    book = Workbook(write_only=True)
    _write_instructions(book)
    first_unit = (f"{EXAMPLE}-01", "Phường Ví Dụ (dòng mẫu, để nguyên hoặc xóa)", "phường", "cấp phường, xã", "AH")
    first_person = (f"{EXAMPLE} nva", "Nguyễn Văn Ví Dụ (dòng mẫu)", "0900 000 001", "AH-01", "Chánh Văn phòng Đảng ủy")
    founded = date(2025, 7, 1)
    lines = {
        UNITS.title: (*first_unit, founded, None, None, None),
        PEOPLE.title: (*first_person, "chuyên viên, văn phòng", "văn thư, thư ký", founded, None),
    }
    for sheet in SHEETS:
        target = write_lines(book, sheet, [lines[sheet.title]])
        _add_choices(target, sheet)
        _offer_posts(target, sheet, posts)
    book.save(out)


def _offer_posts(target: Any, sheet: Sheet, posts: Sequence[str]) -> None:
    if sheet is not PEOPLE or not posts:
        return
    offered = target.parent.create_sheet(POSTS)
    offered.sheet_state = "hidden"
    for name in posts:
        offered.append([plain_cell(offered, name)])
    letter = sheet.cell("post", 2)[:1]
    rule = DataValidation("list", formula1=f"'{POSTS}'!$A$1:$A${len(posts)}", allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{ROWS_MAX + 1}")
    target.data_validations.append(rule)


def write_rows(rows: OrganisationRows, out: IO[bytes]) -> None:
    """Write a whole organisation into the same workbook that an office would fill in."""
    book = Workbook(write_only=True)
    _add_choices(write_lines(book, UNITS, (_unit_line(row) for row in rows.units)), UNITS)
    _add_choices(write_lines(book, PEOPLE, (_person_line(row) for row in rows.people)), PEOPLE)
    book.save(out)


def _unit_line(row: UnitRow) -> tuple[Any, ...]:
    kind, level = LABELS["kind"][row.kind], LABELS["level"][row.level]
    days = (row.valid_from, row.valid_to, row.changed_on)
    return row.code, row.name, kind, level, row.parent_code or None, *days, row.successor_code or None


def _person_line(row: PersonRow) -> tuple[Any, ...]:
    kind, role = LABELS["post_kind"].get(row.post_kind), LABELS["role"].get(row.role)
    who = (row.username, row.full_name, row.phone or None, row.unit_code, row.post)
    return *who, kind, role, row.valid_from, row.valid_to


def _add_choices(target: Any, sheet: Sheet) -> None:
    for at, column in enumerate(sheet.columns, start=1):
        if column.name in CHOICES:
            # A comma parts the options of a written list, and our labels hold commas: so they stand on a hidden sheet.
            place = list(CHOICES).index(column.name)
            letter, last = get_column_letter(place + 1), len(CHOICES[column.name]) + 1
            rule = DataValidation("list", formula1=f"'{OPTIONS}'!${letter}$2:${letter}${last}", allow_blank=True)
            rule.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{ROWS_MAX + 1}")
            target.data_validations.append(rule)
    if OPTIONS not in target.parent.sheetnames:
        _write_options(target.parent)


OPTIONS, POSTS = "Danh mục", "Chức vụ đang dùng"


def _write_options(book: Workbook) -> None:
    target = book.create_sheet(OPTIONS)
    target.sheet_state = "hidden"
    columns = [[name, *options] for name, options in CHOICES.items()]
    for at in range(max(len(column) for column in columns)):
        target.append([column[at] if at < len(column) else None for column in columns])


def _write_instructions(book: Workbook) -> None:
    target = book.create_sheet("Hướng dẫn")
    target.column_dimensions["A"].width, target.column_dimensions["B"].width = 28, 90
    with override(settings.LANGUAGE_CODE):
        lines = list(_instructions())
    for left, right, is_head in lines:
        cells = [plain_cell(target, left), plain_cell(target, right)]
        cells[0].font = Font(bold=is_head)
        target.append(cells)


def _instructions() -> Iterator[tuple[str, str, bool]]:
    yield _("Cách làm"), "", True
    yield "1", _("Điền trang Đơn vị: mỗi dòng một đơn vị, đơn vị cao nhất để trống mã cấp trên."), False
    yield "2", _("Điền trang Người: mỗi dòng một người ở một vị trí; người có hai vị trí đứng ở hai dòng."), False
    yield (
        "3",
        _("Dòng bắt đầu bằng “%(example)s” chỉ để xem cách ghi và không được nhập.") % {"example": EXAMPLE},
        False,
    )
    yield "4", _("Nhập tất cả hoặc không nhập gì: còn một ô sai thì chưa có gì thay đổi."), False
    yield (
        "5",
        _("Nhập lại cùng mã thì sửa dòng cũ. Ai không có trong tệp thì giữ nguyên; thôi giữ thì ghi Đến ngày."),
        False,
    )
    yield "6", _("Đổi tên, chuyển chỗ thì ghi Thay đổi từ ngày; tên và chỗ cũ vẫn tra lại được."), False
    yield "7", _("Đổi chức vụ là hai dòng: dòng cũ ghi Đến ngày, dòng mới ghi Từ ngày của chức vụ mới."), False
    yield (
        "8",
        _("Mọi thay đổi được xem trước rồi mới thực hiện. Dán thẳng các ô hoặc đưa tệp CSV cũng được."),
        False,
    )
    yield "9", _("Công thức được đọc theo giá trị đã lưu; tệp có macro không được nhận."), False
    for sheet in SHEETS:
        yield sheet.title, "", True
        for column in sheet.columns:
            yield column.heading, column.hint, False
