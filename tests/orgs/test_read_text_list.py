"""Lists as text: CSV in the encodings offices have, cells pasted from a sheet, with and without their headings."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.orgs.lists import AN, WARD
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import delimited, lists
from thongsuot.orgs.rows import PEOPLE, UNITS, OrganisationRows, Sheet
from thongsuot.orgs.tables import Reading

UNIT = ("AH-01", "Phường Bến Đá", "phường", "cấp phường, xã", "AH", "01/07/2025")
PERSON = ("an-moi", "Trần Văn An", "", "AH-01", "Đảng viên", "đảng viên", "thành viên", "01/07/2025")


def heads(sheet: Sheet) -> list[str]:
    return [column.heading for column in sheet.columns]


def read(content: str | bytes) -> Reading:
    return lists.read(BytesIO(content if isinstance(content, bytes) else content.encode()))


def cells(reading: Reading) -> list[str]:
    return [f"{error.sheet}!{error.cell}" for error in reading.as_handed_in(reading.errors)]


def joined(*lines: tuple[str, ...], by: str = "\t") -> str:
    quoted = (by.join(f'"{value}"' if by in value else value for value in line) for line in lines)
    return "\r\n".join(quoted) + "\r\n"


@pytest.mark.parametrize("by", ["\t", ";", ","])
def test_a_table_with_headings_is_read_whatever_parts_its_cells(by: str) -> None:
    reading = read(joined(tuple(heads(UNITS)[:6]), UNIT, by=by))
    assert (reading.rows.units, reading.errors) == ((replace(WARD, row=2),), [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_vietnamese_is_read_from_every_table_that_excel_writes(encoding: str) -> None:
    text = joined(tuple(heads(PEOPLE)[:8]), PERSON, by=";")
    content = (_for_cp1258(text) if encoding == "cp1258" else unicodedata.normalize("NFC", text)).encode(encoding)
    reading = read(content)
    assert [(row.full_name, row.post) for row in reading.rows.people] == [("Trần Văn An", "Đảng viên")]


def _for_cp1258(text: str) -> str:
    """Write letters the way that table has them: marks of tone stand apart, all else in one piece."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        written += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone
    return written


def test_pasted_cells_without_headings_are_people_or_units_by_what_stands_in_them() -> None:
    assert read(joined(UNIT)).rows.units[0].code == "AH-01"
    people = read(joined(PERSON, PERSON)).rows.people
    assert [row.row for row in people] == [1, 2]


def test_columns_may_stand_in_another_order_and_errors_point_where_they_stand() -> None:
    order = [3, 1, 0, 7, 4]
    reading = read(
        joined(tuple(heads(PEOPLE)[at] for at in order), ("AH 01", "Trần Văn An", "an", "01/07/2025", "Đảng viên"))
    )
    assert cells(reading) == ["Người!A2"]


def test_a_column_that_is_missing_is_said_once() -> None:
    reading = read(joined(("Mã đơn vị", "Tên", "Loại", "Cấp"), UNIT[:4]))
    assert cells(reading) == ["Đơn vị!A1"]
    assert "Mã đơn vị cấp trên" in reading.errors[0].message


def test_an_optional_column_may_be_missing() -> None:
    reading = read(
        joined(
            ("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày"),
            ("an-moi", "Trần Văn An", "AH-01", "Đảng viên", "01/07/2025"),
        )
    )
    assert (reading.errors, [row.username for row in reading.rows.people]) == ([], ["an-moi"])


def test_a_comma_inside_a_cell_parts_nothing() -> None:
    assert read(joined(tuple(heads(UNITS)[:6]), UNIT, by=",")).rows.units[0].level == "ward"


def test_a_marked_copy_of_a_text_is_a_workbook() -> None:
    content = joined(tuple(heads(UNITS)[:6]), (*UNIT[:2], "huyện", *UNIT[3:])).encode()
    reading = read(content)
    out = BytesIO()
    lists.mark(BytesIO(content), reading.as_handed_in(reading.errors), out)
    cell = load_workbook(out)["Đơn vị"]["C2"]
    assert (cell.value, "Chọn một trong" in cell.comment.text) == ("huyện", True)


@pytest.mark.parametrize(
    "content",
    ["", "một hai ba", "a\tb\n", "\x00" * 9, "\t".join("abc"), "\n\n\n", '"' + "x" * 200_000],
    ids=["empty", "a sentence", "two cells", "zeros", "three cells", "blank lines", "an endless cell"],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.code in {"list_unknown", "workbook_unreadable"}
    assert refused.value.message.count(".") >= 2


def test_bytes_of_no_alphabet_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        delimited.decode(b"\xff\xfe\x00\xd8\x00")
    assert refused.value.code == "list_unreadable"


def test_the_same_list_as_text_and_as_workbook_is_the_same() -> None:
    text = read(joined(tuple(heads(PEOPLE)[:8]), PERSON)).rows
    assert text.digest == OrganisationRows((), (AN,)).digest
