"""A list as a table: columns are known by their headings, lines become rows, cells leave errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from thongsuot.orgs.cells import RowReader, tidy
from thongsuot.orgs.rows import UNITS, CellError, Column, OrganisationRows, PersonRow, Sheet, UnitRow
from thongsuot.orgs.watch import Watch, unwatched, watched

ROWS_MAX = 200_000
EXAMPLE = "VÍ DỤ"
READING = "reading"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as it was handed in: its numbered lines below the headings, and where each column stands (from 0)."""

    sheet: Sheet
    places: Mapping[str, int]
    lines: Iterable[tuple[int, Sequence[Any]]]
    total: int = 0  # about how many lines, 0 where nobody knows

    def address(self, cell: str) -> str:
        """Turn a cell of the template into the cell of this table; what is missing here is said of the first column."""
        letters = {get_column_letter(at): column.name for at, column in enumerate(self.sheet.columns, start=1)}
        name, number = letters[cell[:1]], cell[1:]
        place = self.places.get(name, self.places.get(self.sheet.columns[0].name, 0))
        return f"{get_column_letter(place + 1)}{number}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one list says: its rows, the cells that could not be understood on their own, and where they stand."""

    rows: OrganisationRows
    errors: list[CellError]
    tables: tuple[Table, ...] = ()

    def as_handed_in(self, errors: Iterable[CellError]) -> list[CellError]:
        """Give errors the addresses of the list itself: its columns may stand in another order than the template's."""
        tables = {table.sheet.title: table for table in self.tables}
        return [
            CellError(each.sheet, tables[each.sheet].address(each.cell), each.message) if each.sheet in tables else each
            for each in errors
        ]


def is_heading(found: Any, column: Column) -> bool:
    """Tell whether a cell is the heading of a column, whatever its capitals and blanks."""
    return tidy(found).casefold() == column.heading.casefold()


def places_in(sheet: Sheet, headings: Sequence[Any]) -> dict[str, int]:
    """Find where each column of a sheet stands among the headings of a list."""
    return {
        column.name: at
        for column in reversed(sheet.columns)
        for at, found in reversed(list(enumerate(headings)))
        if is_heading(found, column)
    }


def missing_headings(sheet: Sheet, places: Mapping[str, int]) -> list[CellError]:
    """Say which heading is not there; without it every line would be misread."""
    message = _("Ô đầu cột phải là “%(heading)s”. Chép danh sách vào mẫu tải về.")
    return [
        CellError(sheet.title, sheet.cell(column.name, 1), message % {"heading": column.heading})
        for column in sheet.columns
        if column.name not in places and not column.is_optional
    ][:1]


def read_tables(tables: Sequence[Table], watch: Watch = unwatched) -> Reading:
    """Read tables line by line into rows, pointing at every cell that is wrong by itself."""
    errors: list[CellError] = []
    units: list[UnitRow] = []
    people: list[PersonRow] = []
    codes: set[str] = set()
    for table in tables:
        absent = missing_headings(table.sheet, table.places)
        errors += absent
        for line in () if absent else _lines(table, errors, watch):
            if table.sheet is UNITS:
                _take_unit(line, units, codes)
            else:
                _take_person(line, people)
    unread = frozenset(codes - {unit.code for unit in units})
    return Reading(OrganisationRows(tuple(units), tuple(people), unread), errors, tuple(tables))


def _lines(table: Table, errors: list[CellError], watch: Watch) -> Iterator[RowReader]:
    """Walk the filled lines and put their values in the order of the template."""
    order = [table.places.get(column.name, -1) for column in table.sheet.columns]
    first = order[0]
    for number, values in watched(table.lines, watch, f"{READING}.{table.sheet.key}", table.total):
        if number > ROWS_MAX + 1:
            message = _("Trang này quá 200.000 dòng. Tách danh sách thành nhiều tệp.")
            errors.append(CellError(table.sheet.title, f"A{number}", message))
            return
        count = len(values)
        if not any(value not in (None, "") for value in values):
            continue
        if first < count and str(values[first]).upper().startswith(EXAMPLE):
            continue
        yield RowReader(table.sheet, number, [values[at] if 0 <= at < count else None for at in order], errors)


def _take_unit(line: RowReader, units: list[UnitRow], codes: set[str]) -> None:
    row = UnitRow(
        row=line.number,
        code=line.code("code"),
        name=line.text("name", longest=200),
        kind=line.choice("kind"),
        level=line.choice("level"),
        parent_code=line.code("parent_code", required=False),
        valid_from=line.day("valid_from"),
        valid_to=line.day_or_none("valid_to"),
        changed_on=line.day_or_none("changed_on"),
        successor_code=line.code("successor_code", required=False),
    )
    codes.add(row.code)
    if line.is_sound:
        units.append(row)


def _take_person(line: RowReader, people: list[PersonRow]) -> None:
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
