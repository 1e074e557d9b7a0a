"""Reading the Excel file: every wrong cell by its address, and files that are no such workbook refused as a whole."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.factories import FOUNDED
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import tables, template, workbook
from thongsuot.orgs.rows import PEOPLE, UNITS, OrganisationRows, PersonRow, UnitRow

CITY = ["AH", "Thành phố An Hải", "cấp ủy", "cấp thành phố, tỉnh", None, FOUNDED, None]
AN = ["an", "Trần Văn An", None, "AH", "Đảng viên", None, None, FOUNDED, None]


def book(units: Sequence[Sequence[Any]] = (CITY,), people: Sequence[Sequence[Any]] = (AN,)) -> BytesIO:
    """Write a workbook as an office's Excel would: dates as date cells, formulas as formulas."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet, lines in ((UNITS, units), (PEOPLE, people)):
        target = made.create_sheet(sheet.title)
        target.append([column.heading for column in sheet.columns])
        for line in lines:
            target.append(list(line))
    out = BytesIO()
    made.save(out)
    return out


def with_value(line: Sequence[Any], place: int, value: Any) -> list[Any]:
    return [*line[:place], value, *line[place + 1 :]]


def errors(file: BytesIO) -> list[str]:
    return [f"{error.sheet}!{error.cell}" for error in workbook.read(file).errors]


def refusal(file: BytesIO) -> str:
    with pytest.raises(Refusal) as refused:
        workbook.read(file)
    return refused.value.code


def repacked(file: BytesIO, name: str, content: bytes) -> BytesIO:
    """Copy a package with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part.filename, source.read(part))
        target.writestr(name, content)
    return out


def test_a_sound_workbook_becomes_rows() -> None:
    reading = workbook.read(book())
    assert reading.errors == []
    assert reading.rows.units == (UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED),)
    assert reading.rows.people == (PersonRow(2, "an", "Trần Văn An", "", "AH", "Đảng viên", "", "", FOUNDED),)


@pytest.mark.parametrize(
    ("place", "value", "cell"),
    [
        (0, None, "A2"),
        (0, "AH 01", "A2"),
        (0, "Ấp", "A2"),
        (1, None, "B2"),
        (1, "x" * 201, "B2"),
        (2, "huyện", "C2"),
        (3, None, "D2"),
        (5, None, "F2"),
        (5, "31/02/2025", "F2"),
        (5, 45839, "F2"),
        (6, "hôm qua", "G2"),
    ],
)
def test_a_wrong_cell_of_a_unit_is_pointed_at(place: int, value: Any, cell: str) -> None:
    assert errors(book([with_value(CITY, place, value)], [])) == [f"Đơn vị!{cell}"]


@pytest.mark.parametrize(
    ("place", "value", "cell"),
    [
        (0, "a", "A2"),
        (0, "Trần An", "A2"),
        (1, "  ", "B2"),
        (2, "gọi cho An", "C2"),
        (3, None, "D2"),
        (4, None, "E2"),
        (5, "trưởng", "F2"),
        (6, "sếp", "G2"),
        (7, "", "H2"),
        (8, "1/13/2026", "I2"),
    ],
)
def test_a_wrong_cell_of_a_person_is_pointed_at(place: int, value: Any, cell: str) -> None:
    assert errors(book((CITY,), [with_value(AN, place, value)])) == [f"Người!{cell}"]


def test_every_wrong_cell_is_found_at_once() -> None:
    file = book([with_value(with_value(CITY, 1, None), 2, None)], [with_value(AN, 1, None), AN])
    assert errors(file) == ["Đơn vị!B2", "Đơn vị!C2", "Người!B2"]


def test_a_sentence_says_what_to_write() -> None:
    (error,) = workbook.read(book([with_value(CITY, 1, None)], [])).errors
    assert str(error) == "Đơn vị!B2: Ô này còn trống. Ghi tên."


@pytest.mark.parametrize("written", ["1/7/2025", "01-07-2025", "2025-07-01", datetime(2025, 7, 1), date(2025, 7, 1)])  # noqa: DTZ001  # Excel's days have no zone
def test_a_day_is_read_as_people_write_it(written: Any) -> None:
    assert workbook.read(book([with_value(CITY, 5, written)])).rows.units[0].valid_from == FOUNDED


def test_numbers_capitals_blanks_and_split_accents_are_tidied() -> None:
    unit = ["101", "Thành  phố\u00a0An Ha\u0309i ", "Cấp Ủy", "CITY", None, FOUNDED, None]
    person = with_value(with_value(AN, 0, "An.01"), 3, 101.0)
    rows = workbook.read(book([unit], [person])).rows
    assert (rows.units[0].code, rows.units[0].name) == ("101", "Thành phố An Hải")
    assert (rows.people[0].username, rows.people[0].unit_code) == ("an.01", "101")


def test_characters_without_a_shape_make_no_second_person() -> None:
    person = with_value(with_value(AN, 0, "a\u200bn"), 1, "Trần\u00ad Văn \u202eAn")
    assert workbook.read(book((CITY,), [person])).rows == workbook.read(book()).rows


def test_empty_lines_and_the_example_are_passed_over() -> None:
    reading = workbook.read(book([[None] * 7, ["VÍ DỤ-01", "Phường mẫu"], CITY]))
    assert reading.errors == []
    assert [unit.row for unit in reading.rows.units] == [4]


def test_a_unit_with_a_wrong_cell_is_remembered_as_unread() -> None:
    assert workbook.read(book([with_value(CITY, 1, None)])).rows.unread_codes == {"AH"}


def test_a_formula_counts_by_the_value_excel_saved() -> None:
    assert errors(book([with_value(CITY, 1, "=A2")])) == ["Đơn vị!B2"]


def test_another_heading_ends_the_sheet_with_one_error() -> None:
    made = load_workbook(book())
    made[UNITS.title]["B1"] = "Tên đơn vị"
    out = BytesIO()
    made.save(out)
    assert errors(out) == ["Đơn vị!B1"]


def test_too_many_lines_are_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_MAX", 2)
    assert errors(book([CITY] * 4, [])) == ["Đơn vị!A4"]


class TestRefusedFiles:
    """What is judged before it is opened."""

    def test_text_is_no_workbook(self) -> None:
        assert refusal(BytesIO(b"Xin chao")) == "workbook_unreadable"

    def test_a_zip_of_something_else_is_no_workbook(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("thu.txt", "xin chào")
        assert refusal(out) == "workbook_unreadable"

    def test_a_workbook_without_the_sheets_says_which(self) -> None:
        out = BytesIO()
        Workbook().save(out)
        assert refusal(out) == "workbook_sheet_missing"

    def test_macros_stay_outside(self) -> None:
        assert refusal(repacked(book(), "xl/vbaProject.bin", b"\x00")) == "workbook_has_macros"

    def test_a_bomb_is_refused_by_its_index_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbook, "UNPACKED_MAX", 2_000_000)
        bomb = repacked(book(), "xl/bom.xml", b"0" * 2_000_001)
        assert bomb.seek(0, 2) < 20_000
        assert refusal(bomb) == "workbook_too_big"

    def test_a_small_file_that_unpacks_to_very_much_is_refused(self) -> None:
        bomb = repacked(book(), "xl/bom.xml", b"0" * (workbook.RATIO_FROM + 1))
        assert workbook.RATIO_FROM < workbook.UNPACKED_MAX
        assert refusal(bomb) == "workbook_too_big"

    def test_many_parts_are_refused(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for number in range(workbook.PARTS_MAX + 1):
                package.writestr(f"xl/{number}.xml", "")
        assert refusal(out) == "workbook_too_big"

    def test_a_big_file_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbook, "FILE_MAX", 100)
        assert refusal(book()) == "workbook_too_big"

    def test_entities_are_never_resolved(self) -> None:
        file = book()
        sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
        planted = sheet.replace(
            "<worksheet", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet', 1
        ).replace("<v>", "<v>&x;", 1)
        assert refusal(repacked(file, "xl/worksheets/sheet1.xml", planted.encode())) == "workbook_unreadable"

    def test_a_broken_part_is_no_workbook(self) -> None:
        assert refusal(repacked(book(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>")) == "workbook_unreadable"

    def test_a_part_that_breaks_off_half_way_is_no_workbook(self) -> None:
        file = book([CITY] * 400)
        sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
        assert refusal(repacked(file, "xl/worksheets/sheet1.xml", sheet[:-2000])) == "workbook_unreadable"

    @pytest.mark.parametrize(
        ("place", "value"), [(8, 1), (10, 99), (10, 12), (10, 14)], ids=["locked", "unknown", "bzip2", "lzma"]
    )
    def test_a_package_packed_in_another_way_is_no_workbook(self, place: int, value: int) -> None:
        content, at = bytearray(book().getvalue()), -1
        while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
            content[at + place] = value
        local = place - 2
        while (at := content.find(b"PK\x03\x04", at + 1)) >= 0:
            content[at + local] = value
        assert refusal(BytesIO(bytes(content))) == "workbook_unreadable"

    def test_a_damaged_part_is_no_workbook(self) -> None:
        content = bytearray(book([CITY] * 50).getvalue())
        at = content.find(b"xl/worksheets/sheet1.xml")
        content[at + 40 : at + 60] = b"\xff" * 20
        assert refusal(BytesIO(bytes(content))) == "workbook_unreadable"

    @pytest.mark.parametrize("cell", ['t="s"><v>99</v>', 't="s"><v>-5</v>', 't="s"><v>x</v>', 't="s" s="999"><v>0</v>'])
    def test_a_cell_that_points_nowhere_never_breaks_the_reading(self, cell: str) -> None:
        file = book()
        sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
        start = sheet.index('<c r="B2"')
        planted = f'{sheet[:start]}<c r="B2" {cell}</c>{sheet[sheet.index("</c>", start) + 4 :]}'
        mended = repacked(file, "xl/worksheets/sheet1.xml", planted.encode())
        try:
            assert errors(mended) in ([], ["Đơn vị!B2"])
        except Refusal as refused:
            assert refused.code == "workbook_unreadable"

    def test_every_refusal_says_what_to_do(self) -> None:
        with pytest.raises(Refusal, match="Lưu lại dạng"):
            workbook.read(BytesIO(b""))


class TestMarkedCopy:
    """The copy that comes back: same cells, the wrong ones filled and commented."""

    def marked(self, file: BytesIO) -> Workbook:
        out = BytesIO()
        workbook.mark(file, workbook.read(file).errors, out)
        return load_workbook(out)

    def test_the_wrong_cell_is_filled_and_says_what_to_do(self) -> None:
        copy = self.marked(book([with_value(CITY, 2, "huyện")]))
        cell = copy[UNITS.title]["C2"]
        assert cell.value == "huyện"
        assert cell.comment is not None
        assert "Chọn một trong" in cell.comment.text
        assert cell.fill.start_color.rgb == "00F8D0C9"
        assert copy[UNITS.title]["B2"].comment is None

    def test_the_values_come_back_and_can_be_mended(self) -> None:
        copy = self.marked(book([with_value(CITY, 2, "huyện")]))
        copy[UNITS.title]["C2"] = "cấp ủy"
        out = BytesIO()
        copy.save(out)
        assert workbook.read(out).rows == workbook.read(book()).rows

    def test_an_empty_cell_can_be_marked(self) -> None:
        assert self.marked(book([with_value(CITY, 1, None)]))[UNITS.title]["B2"].comment is not None

    def test_text_that_looks_like_a_formula_stays_text(self) -> None:
        made = load_workbook(book([with_value(CITY, 2, "huyện")]))
        made[UNITS.title]["B2"].value = "=1+1"
        made[UNITS.title]["B2"].data_type = "s"
        out = BytesIO()
        made.save(out)
        assert self.marked(out)[UNITS.title]["B2"].data_type == "s"


class TestTemplate:
    """The workbook to fill in, and whole lists written the same way."""

    def made(self) -> Workbook:
        out = BytesIO()
        template.write_template(out)
        return load_workbook(out)

    def test_an_untouched_template_holds_no_row_and_no_error(self) -> None:
        out = BytesIO()
        template.write_template(out)
        reading = workbook.read(out)
        assert (reading.rows.units, reading.rows.people, reading.errors) == ((), (), [])

    def test_choices_have_drop_downs(self) -> None:
        made = self.made()
        assert sum(len(made[sheet.title].data_validations.dataValidation) for sheet in (UNITS, PEOPLE)) == 4
        rule = made[UNITS.title].data_validations.dataValidation[0]
        sheet, place = rule.formula1.replace("'", "").replace("$", "").split("!")
        assert [cell.value for (cell,) in made[sheet][place]][:2] == ["cấp ủy", "cơ quan, sở, ngành"]

    def test_posts_in_use_are_offered_and_any_other_may_be_typed(self) -> None:
        out = BytesIO()
        template.write_template(out, ["Bí thư chi bộ", "=Đảng viên"])
        made = load_workbook(out)
        rule = made[PEOPLE.title].data_validations.dataValidation[-1]
        sheet, place = rule.formula1.replace("'", "").replace("$", "").split("!")
        assert [cell.value for (cell,) in made[sheet][place]] == ["Bí thư chi bộ", "=Đảng viên"]
        assert (str(rule.sqref), rule.showErrorMessage, made[sheet].sheet_state) == ("E2:E200001", False, "hidden")

    def test_headings_stay_in_view(self) -> None:
        assert {self.made()[sheet.title].freeze_panes for sheet in (UNITS, PEOPLE)} == {"A2"}

    def test_instructions_come_first_and_the_example_says_it_is_one(self) -> None:
        made = self.made()
        assert made.sheetnames[0] == "Hướng dẫn"
        assert str(made[UNITS.title]["A2"].value).startswith(tables.EXAMPLE)
        assert str(made[PEOPLE.title]["A2"].value).startswith(tables.EXAMPLE)

    def test_what_is_written_reads_back_the_same(self) -> None:
        rows = OrganisationRows(
            (UnitRow(2, "AH", "=An Hải", "party_committee", "city", "", FOUNDED),),
            (PersonRow(2, "an", "Trần Văn An", "0900 000 001", "AH", "Bí thư", "leader", "head", FOUNDED, FOUNDED),),
        )
        out = BytesIO()
        template.write_rows(rows, out)
        reading = workbook.read(out)
        assert (reading.rows, reading.errors, reading.rows.digest) == (rows, [], rows.digest)
