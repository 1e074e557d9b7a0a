"""What an organisation's workbook says, as frozen values: its two sheets, their rows, and what is wrong with a cell."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: the name of the value, the heading people see, and the hint of the instructions.

    A list of an earlier template may lack an optional column, and whoever has nothing to say there may leave it out.
    """

    name: str
    heading: str
    hint: str
    width: int = 18
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its columns in the order of the template; headings stand in row 1."""

    key: str
    title: str
    columns: tuple[Column, ...]

    def cell(self, name: str, row: int) -> str:
        """Give the address of one value, such as B7."""
        place = next(at for at, column in enumerate(self.columns) if column.name == name)
        return f"{chr(ord('A') + place)}{row}"


UNITS = Sheet(
    "units",
    "Đơn vị",
    (
        Column("code", "Mã đơn vị", "Chữ không dấu, chữ số, dấu chấm, gạch nối; không đổi giữa các lần nhập."),
        Column("name", "Tên", "Tên đầy đủ của đơn vị.", 46),
        Column("kind", "Loại", "Chọn trong danh sách."),
        Column("level", "Cấp", "Chọn trong danh sách; phải thấp hơn cấp của đơn vị cấp trên.", 24),
        Column("parent_code", "Mã đơn vị cấp trên", "Để trống chỉ ở đơn vị cao nhất.", 22),
        Column("valid_from", "Thành lập ngày", "Ngày/tháng/năm, ví dụ 01/07/2025."),
        Column("valid_to", "Kết thúc ngày", "Để trống khi đơn vị đang hoạt động.", is_optional=True),
        Column(
            "changed_on",
            "Thay đổi từ ngày",
            "Ngày tên mới, chỗ mới có hiệu lực; để trống là hôm nay. Chỉ sửa lỗi gõ thì ghi ngày tên cũ bắt đầu.",
            is_optional=True,
        ),
        Column(
            "successor_code",
            "Mã đơn vị kế tục",
            "Chỉ khi có ngày kết thúc: đơn vị nhận các đơn vị dưới của đơn vị này.",
            22,
            is_optional=True,
        ),
    ),
)
PEOPLE = Sheet(
    "people",
    "Người",
    (
        Column("username", "Tên đăng nhập", "Chữ thường không dấu, chữ số; mỗi người một tên, không đổi."),
        Column("full_name", "Họ và tên", "Như trong danh sách của đơn vị.", 34),
        Column("phone", "Điện thoại công vụ", "Không bắt buộc.", 20, is_optional=True),
        Column("unit_code", "Mã đơn vị", "Có trong trang Đơn vị, hoặc đã nhập lần trước."),
        Column("post", "Chức vụ", "Ví dụ: Bí thư chi bộ.", 34),
        Column("post_kind", "Nhóm chức vụ", "Chọn trong danh sách; để trống là đảng viên.", 26, is_optional=True),
        Column("role", "Vai trò", "Chọn trong danh sách; để trống là thành viên.", 24, is_optional=True),
        Column("valid_from", "Từ ngày", "Ngày bắt đầu giữ vị trí."),
        Column("valid_to", "Đến ngày", "Để trống khi đang giữ.", is_optional=True),
    ),
)
SHEETS = (UNITS, PEOPLE)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the file gives it; `row` is its line in the sheet, so that a mistake can be pointed at."""

    row: int
    code: str
    name: str
    kind: str
    level: str
    parent_code: str
    valid_from: date
    valid_to: date | None = None
    changed_on: date | None = None
    successor_code: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in one seat as the file gives it; a person with two seats stands in two lines."""

    row: int
    username: str
    full_name: str
    phone: str
    unit_code: str
    post: str
    post_kind: str
    role: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRows:
    """A whole organisation to take in; `unread_codes` are units whose own line is wrong: not to be missed twice."""

    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    unread_codes: frozenset[str] = field(default=frozenset())

    @property
    def digest(self) -> str:
        """Commit to the content in hex SHA-256: the ledger keeps this and no name."""
        seal = hashlib.sha256()
        rows: tuple[UnitRow | PersonRow, ...] = (*self.units, *self.people)
        for row in rows:
            values = (getattr(row, each.name) for each in fields(row) if each.name != "row")
            seal.update("\x1f".join(str(value) for value in values).encode() + b"\x1e")
        return seal.hexdigest()


@dataclass(frozen=True, slots=True)
class CellError:
    """One cell that stands in the way, and the sentence that says what to write there."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.message}"


def of_unit(row: UnitRow, name: str, message: str) -> CellError:
    """Point at one value in the line of a unit."""
    return CellError(UNITS.title, UNITS.cell(name, row.row), message)


def of_person(row: PersonRow, name: str, message: str) -> CellError:
    """Point at one value in the line of a person."""
    return CellError(PEOPLE.title, PEOPLE.cell(name, row.row), message)
