"""`thongsuot import org` and `thongsuot entry-codes` in this process: what they print, write, record and answer."""

from __future__ import annotations

import argparse
import json
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from tests.factories import FOUNDED, make_four, make_post, make_seat
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs import template
from thongsuot.orgs.models import Organisation
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow
from thongsuot.people.models import EntryCode, Person
from thongsuot.site.commands import entry_codes, import_

pytestmark = pytest.mark.django_db
CITY = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED)
AN = PersonRow(2, "an-moi", "Trần Văn An", "", "AH", "Đảng viên", "member", "member", FOUNDED)
ASTRAY = PersonRow(3, "binh-moi", "Lê Thị Bình", "", "AH-77", "Đảng viên", "member", "member", FOUNDED)


def run(verb: ModuleType, *words: str) -> int:
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    return int(verb.run(parser.parse_args(words)))


def written(path: Path, *people: PersonRow) -> str:
    out = BytesIO()
    template.write_rows(OrganisationRows((CITY,), people), out)
    path.write_bytes(out.getvalue())
    return str(path)


def test_a_sound_list_comes_in_with_its_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(import_, "org", written(tmp_path / "a.xlsx", AN)) == 0
    assert capsys.readouterr().out == "Đã thêm 1 đơn vị, 1 người, 1 vị trí; sửa 0 đơn vị, 0 người, 0 vị trí.\n"
    assert Organisation.objects.get().name == "Thành phố An Hải"
    assert '"seat":null' in OutboxRow.objects.earliest("pk").draft.replace(" ", "")


def test_wrong_cells_are_lines_and_nothing_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, copy = written(tmp_path / "a.xlsx", AN, ASTRAY), tmp_path / "b.xlsx"
    assert run(import_, "org", file, "--marked", str(copy)) == 1
    said = capsys.readouterr()
    assert said.out.startswith("Người!D3: Không có đơn vị nào mang mã AH-77.")
    assert "Còn 1 ô phải sửa nên chưa nhập gì" in said.err
    assert load_workbook(copy)["Người"]["D3"].comment is not None
    assert not Organisation.objects.exists()


def test_the_template_can_be_had_without_a_page(tmp_path: Path) -> None:
    assert run(import_, "org", "--template", str(tmp_path / "mau.xlsx")) == 0
    assert "Hướng dẫn" in load_workbook(tmp_path / "mau.xlsx").sheetnames


def test_no_file_is_wrong_usage_and_a_missing_one_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(import_, "org") == 64
    assert run(import_, "org", str(tmp_path / "khong-co.xlsx")) == 1
    assert "không mở được tệp này" in capsys.readouterr().err


def test_each_person_has_one_line_with_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    four = make_four()
    make_seat(four.an.person, four.ward, make_post("Ủy viên"))
    assert run(entry_codes) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["username"] for line in lines] == ["an", "binh", "cuc", "dung"]
    assert lines[0]["seat"] == four.an.pk
    assert lines[0]["url"].endswith(f"/vao/{lines[0]['code']}/")
    assert EntryCode.objects.count() == 4
    assert "people.entry_codes.issued" in OutboxRow.objects.get().draft


def test_codes_of_a_unit_are_those_of_everything_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    make_four()
    run(entry_codes, "--unit", "AH-01")
    assert [json.loads(line)["username"] for line in capsys.readouterr().out.splitlines()] == ["an", "binh"]
    run(entry_codes, "--unit", "AH-01", "--limit", "1")
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_second_time_prints_the_same_codes(capsys: pytest.CaptureFixture[str]) -> None:
    make_four()
    run(entry_codes)
    first = capsys.readouterr().out
    run(entry_codes)
    assert capsys.readouterr().out == first


def test_nobody_seated_and_an_unknown_unit_are_said() -> None:
    with pytest.raises(Refusal) as refused:
        run(entry_codes)
    assert refused.value.code == "nobody_seated"
    with pytest.raises(Organisation.DoesNotExist):
        run(entry_codes, "--unit", "KHONG-CO")


def test_a_number_of_people_below_one_is_wrong_usage() -> None:
    with pytest.raises(SystemExit):
        run(entry_codes, "--limit", "0")


def test_the_machine_takes_back_what_stands_on_no_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    four = make_four()
    run(entry_codes)
    capsys.readouterr()
    assert run(entry_codes, "--take-back", "an") == 0
    assert "1 mã" in capsys.readouterr().out
    ended = EntryCode.objects.filter(revoked_at__isnull=False).values_list("person_id", flat=True)
    assert list(ended) == [four.an.person_id]
    with pytest.raises(Person.DoesNotExist):
        run(entry_codes, "--take-back", "khong-co")
