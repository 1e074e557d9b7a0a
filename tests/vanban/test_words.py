"""A jurist adds a type of document or an issuing body in TOML, without touching code; a slip is named with its line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vanban.model import WrongWords
from vanban.own_words import SHIPPED, checked, own_files
from vanban.words import SETTING, table_of, vocabulary

TYPES = """[names]
huong-uoc = "hương ước"
"""
ISSUERS = """# Hội đồng của làng, theo quy ước năm 2030.
bodies = ["Hội đồng Hương ước làng Mơ"]

[suffixes]
"HĐHƯ" = "Hội đồng Hương ước làng Mơ"
"""
PAPER = """HỘI ĐỒNG HƯƠNG ƯỚC LÀNG MƠ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Làng Mơ, ngày 05 tháng 3 năm 2030

HƯƠNG ƯỚC
Về việc giữ giếng làng

Điều 1. Giếng của chung.
Điều 2. Theo Hương ước số 2/2029/HU ngày 01 tháng 02 năm 2029 của Hội đồng Hương ước làng Mơ.
"""


def read(folder: Path, words: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    paper = folder / "huong-uoc.txt"
    paper.write_text(PAPER, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != SETTING}
    command = [sys.executable, "-m", "vanban.cli", "read", "--summary", str(paper), *arguments]
    return subprocess.run(
        command, env=environment | ({SETTING: str(words)} if words else {}), capture_output=True, text=True
    )


@pytest.fixture
def words(tmp_path: Path) -> Path:
    folder = tmp_path / "tu-vung"
    folder.mkdir()
    (folder / "types.toml").write_text(TYPES, "utf-8")
    (folder / "issuers.toml").write_text(ISSUERS, "utf-8")
    return folder


@pytest.mark.slow
def test_a_type_and_an_issuer_added_in_toml_are_read(tmp_path: Path, words: Path) -> None:
    before: dict[str, Any] = json.loads(read(tmp_path, None).stdout)
    after: dict[str, Any] = json.loads(read(tmp_path, words).stdout)
    assert (before["type"], before["issuer"]) == (None, None)
    assert (after["type"], after["issuer"]) == ("huong-uoc", "Hội đồng Hương ước làng Mơ")
    cited = next(one for one in after["citations"] if one["number"])
    assert (cited["type"], cited["issuer"]) == ("Hương ước", "Hội đồng Hương ước làng Mơ")


@pytest.mark.slow
def test_a_slip_stops_the_command_with_file_line_and_what_to_do(tmp_path: Path, words: Path) -> None:
    (words / "types.toml").write_text('[names]\nhuong-uoc = "hương ước"\n\n[ten]\nx = "y"\n', "utf-8")
    done = read(tmp_path, words)
    assert (done.returncode, done.stdout) == (64, "")
    assert done.stderr.startswith(f"{words / 'types.toml'}, dòng 4: Không có mục “ten”")


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_shipped_words_are_sound(file: Path) -> None:
    table = table_of(file)
    assert checked(file, table) == table


SLIPS = {
    "a comma forgotten": ('bodies = [\n  "Hội đồng A"\n  "Hội đồng B",\n]\n', "issuers", 3, "TOML"),
    "a word instead of a list": ('heads = "Trưởng làng"\n', "issuers", 1, "một danh sách"),
    "a number instead of a word": ("bodies = [\n  12,\n]\n", "issuers", 2, "dấu nháy kép"),
    "two spaces": ('# ghi chú\nbodies = ["Hội  đồng"]\n', "issuers", 2, "thừa dấu cách"),
    "an empty word": ('bodies = ["Hội đồng A", ""]\n', "issuers", 1, "còn trống"),
    "letters in pieces": ('bodies = ["Ho\u0323\u0302i"]\n', "issuers", 1, "dựng sẵn"),
    "a key with marks": ('[names]\n"hương ước" = "hương ước"\n', "types", 2, "chưa đúng dạng"),
    "an unknown list": ('cac_bo = ["Bộ A"]\n', "issuers", 1, "bodies"),
    "a table where a list belongs": ('[heads]\na = "b"\n', "issuers", 1, "một danh sách"),
}


@pytest.mark.parametrize(("text", "name", "line", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, name: str, line: int, said: str) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(WrongWords) as caught:
        checked(file, table_of(SHIPPED / f"{name}.toml"))
    assert caught.value.line == line
    assert said in caught.value.message
    assert str(caught.value).endswith(".")


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "types.toml"
    file.write_bytes(b'[names]\nx = "\xe1"\n')
    with pytest.raises(WrongWords, match="dòng 2: Tệp phải lưu bằng mã UTF-8"):
        table_of(file)


def test_a_folder_or_a_file_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "nowhere"))
    with pytest.raises(WrongWords, match="phải là tên một thư mục có sẵn"):
        own_files()
    (tmp_path / "type.toml").write_text(TYPES, "utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(WrongWords, match=r"issuers\.toml, .*types\.toml"):
        own_files()


def test_added_words_come_beside_the_shipped_ones(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(words))
    merged = vocabulary.__wrapped__("issuers")
    shipped = table_of(SHIPPED / "issuers.toml")
    assert merged["bodies"] == [*shipped["bodies"], "Hội đồng Hương ước làng Mơ"]
    assert merged["suffixes"]["CP"] == "Chính phủ"
    assert merged["heads"] == shipped["heads"]
