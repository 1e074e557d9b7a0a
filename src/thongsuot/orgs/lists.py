"""A list however it came: an Excel workbook, a CSV file, or cells pasted into a page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import delimited, workbook
from thongsuot.orgs.cells import tidy
from thongsuot.orgs.rows import CellError
from thongsuot.orgs.tables import Reading
from thongsuot.orgs.watch import Watch, unwatched
from vanban.levels import level_of

PACKED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
CONTROLS = frozenset(range(32)) - {9, 10, 13}


def check_form(file: IO[bytes]) -> None:
    """Refuse what can be told from outside to be no list; a look that reads no line of it."""
    size = file.seek(0, 2)
    if size > workbook.FILE_MAX:
        workbook.check_package(file)
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if start.startswith(OLD_EXCEL):
        message = _("Tệp .xls đời cũ không đọc được. Trong Excel, chọn Lưu thành dạng .xlsx rồi nhập lại.")
        raise Refusal("workbook_too_old", message)
    if start.startswith(PACKED):
        workbook.check_package(file)
        check_unclassified(workbook.first_lines(file))
    elif is_text(start):
        lines = delimited.lines_of(delimited.decode(file.read()))
        check_unclassified(lines[: workbook.HEAD_LINES])
        delimited.sheet_of(lines)
    else:
        raise workbook.unreadable()
    file.seek(0)


def check_unclassified(first: Sequence[Sequence[Any]]) -> None:
    """Refuse a list that bears a secrecy stamp above its lines, before anything of it is kept."""
    cells = [tidy(value) for line in first for value in line]
    if any(level_of(cell) for cell in cells if cell):
        message = _(
            "Tệp này mang dấu độ mật nên không được đưa lên đây; không có gì của tệp được lưu lại. "
            "Hãy chuyển cho bộ phận quản lý văn bản mật của cơ quan, xử lý trên hệ thống đã được ngành cơ yếu cho phép."
        )
        raise Refusal("classified", message)


def is_text(start: bytes) -> bool:
    """Tell text from other content by its first bytes."""
    has_mark = start.startswith(tuple(mark for mark, _encoding in delimited.MARKS))
    return has_mark or not CONTROLS & set(start)


def read(file: IO[bytes], watch: Watch = unwatched) -> Reading:
    """Read a list, pointing at every cell that is wrong by itself; Refusal when it is no list at all."""
    check_form(file)
    if file.read(len(PACKED)) == PACKED:
        return workbook.read(file, watch)
    file.seek(0)
    return delimited.read(delimited.decode(file.read()), watch)


def mark(file: IO[bytes], errors: Sequence[CellError], out: IO[bytes]) -> None:
    """Write a workbook with what was handed in, each wrong cell filled and with a comment that says what to do."""
    file.seek(0)
    if file.read(len(PACKED)) == PACKED:
        workbook.mark(file, errors, out)
        return
    file.seek(0)
    lines = delimited.lines_of(delimited.decode(file.read()))
    workbook.write_marked({delimited.sheet_of(lines).title: lines}, errors, out)


def from_paste(text: str) -> IO[bytes]:
    """Keep pasted cells the way a file is kept."""
    return io.BytesIO(text.encode())
