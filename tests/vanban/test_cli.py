"""The story of the command line: contract shapes, exit statuses, and a quick start without Django."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vanban.founding import REPORT
from tests.vanban.papers import DECISION
from vanban.cli import main
from vanban.many import MANY, said_of
from vanban.model import Document
from vanban.reading import read_document

READ_KEYS = [
    *("file", "source", "type", "number", "issued_on", "issuer", "title", "based_on", "signers", "in_force_from"),
    *("relations", "components", "citations", "warnings"),
]
CITATION_KEYS = {
    *("text", "span", "type", "number", "date", "issuer", "title", "part", "chapter", "article", "clause", "point"),
    *("target", "uri"),
}


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "giay.txt"
    path.write_text(DECISION, encoding="utf-8")
    return str(path)


def test_read_prints_the_contracts_shape(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", paper]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert list(shape) == READ_KEYS
    assert set(shape["source"]) == {"format", "encoding", "sha256", "chars"}
    assert set(shape["components"][0]) == {"kind", "title", "counts", "article_numbers", "body"}
    assert set(shape["components"][0]["counts"]) == {"part", "chapter", "section", "article", "clause", "point"}
    node = shape["components"][0]["body"][1]
    assert set(node) == {"kind", "num", "heading", "text", "id", "span", "children"}
    assert set(shape["citations"][0]) - {"group"} == CITATION_KEYS


def test_summary_leaves_out_bodies(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--summary", "--format", "jsonl", paper, paper]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all("body" not in one for line in lines for one in json.loads(line)["components"])


def test_outline_text_is_the_text_the_spans_point_into(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--format", "outline", "--text", paper]) == 0
    assert capsys.readouterr().out == DECISION + "\n"
    assert main(["read", "--format", "outline", paper]) == 0
    assert "article 2 Việc treo chuông" in capsys.readouterr().out


def test_one_bad_file_gives_its_error_object_a_sentence_and_status_2(
    paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--format", "jsonl", "khong-co.txt", paper]) == 2
    printed = capsys.readouterr()
    bad, good = (json.loads(line) for line in printed.out.splitlines())
    assert set(bad["error"]) == {"code", "message", "file"}
    assert (bad["error"]["code"], bad["error"]["file"], good["file"]) == ("not_found", "khong-co.txt", paper)
    assert printed.err.strip() == bad["error"]["message"]


def test_a_fault_of_the_reader_hides_no_other_file(
    paper: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(file: str) -> Document:
        if file == "hong.txt":
            raise ZeroDivisionError
        return read_document(file)

    monkeypatch.setattr("vanban.reading.read_document", failing)
    assert main(["read", "--format", "jsonl", "hong.txt", paper]) == 2
    printed = capsys.readouterr()
    bad, good = (json.loads(line) for line in printed.out.splitlines())
    assert (bad["error"]["code"], bad["error"]["file"], good["file"]) == ("reader_failed", "hong.txt", paper)
    assert "ZeroDivisionError" in printed.err


@pytest.mark.slow
def test_a_file_name_that_is_no_utf8_still_gives_valid_json(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as file:
        file.write(DECISION.encode())
    done = subprocess.run([sys.executable, "-m", "vanban.cli", "read", name], capture_output=True, check=True)
    assert os.fsencode(json.loads(done.stdout.decode("utf-8"))["file"]) == name


def test_cite_prints_one_object_a_file_or_one_line_a_citation(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", paper]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert set(whole) == {"file", "citations"}
    assert main(["cite", "--jsonl", paper]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [{"file": paper, **one} for one in whole["citations"]] == lines


def test_cite_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("khoản 1, 2 Điều 5 Luật Tố cáo".encode())))
    assert main(["cite", "--as-written", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)["citations"]) == 1


def test_notice_prints_the_contracts_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(REPORT.replace("Đăng ngày 10-05-2019 08:15", ""), encoding="utf-8")
    assert main(["notice", str(path), "--published", "2019-05-10"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert list(shape) == ["event", "works", "people", "audience", "instructions", "warnings"]
    assert shape["event"] == {
        "kind": "conference",
        "on": "2019-05-09",
        "organiser": "Ban Thường vụ Thành ủy Mây Trắng",
        "title": shape["event"]["title"],
    }
    assert set(shape["works"][0]) == {
        "type", "number", "date", "issuer", "title", "chapters", "articles", "topics", "span", "mentions",
    }  # fmt: skip
    assert set(shape["people"][0]) == {"name", "posts", "span"}
    assert set(shape["audience"][0]) == {"text", "levels", "span"}
    assert set(shape["instructions"][0]) == {"by", "to", "text", "verbs", "span"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["read"],
        ["read", "--format", "pdf", "a"],
        ["notice", "a", "--published", "5/10"],
        ["cite", "--fly", "a"],
    ],
)
def test_wrong_usage_is_status_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 64
    assert "usage" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_starts_without_django_and_writes_utf8_in_any_locale(paper: str) -> None:
    code = (
        "import sys; from vanban.cli import main; main(sys.argv[1:]); "
        "print([name for name in sys.modules if 'django' in name or name.startswith('thongsuot')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "read", "--summary", "--format", "jsonl", paper],
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONUTF8": "0"},
        check=True,
    )
    read, modules = done.stdout.decode("utf-8").splitlines()
    assert json.loads(read)["title"] == "Về việc treo chuông gió (hư cấu)"
    assert modules == "[]"


def test_many_files_are_answered_in_the_order_given_whoever_reads_them(
    paper: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for number in range(MANY + 2):
        path = tmp_path / f"giay-{number}.txt"
        path.write_text(DECISION.replace("Điều 2", f"Điều 2{number}"), encoding="utf-8")
        files.append(str(path))
    one_by_one = []
    for file in files:
        assert main(["read", "--format", "jsonl", file]) == 0
        one_by_one.append(capsys.readouterr().out)
    lost = str(tmp_path / "không có.txt")
    assert main(["read", *files[:5], lost, *files[5:]]) == 2
    told = capsys.readouterr()
    lines = told.out.splitlines(keepends=True)
    assert json.loads(lines.pop(5))["error"]["file"] == lost
    assert lines == one_by_one
    assert told.err.count("\n") == 1


def test_a_file_that_takes_its_reader_with_it_hides_none_of_the_others() -> None:
    def answer(file: str) -> str:
        if file == "3":
            os._exit(9)
        return f"{file}\n"

    told = list(said_of([str(number) for number in range(MANY)], answer))
    assert [one.out for one in told if one.is_read] == [f"{number}\n" for number in range(MANY) if number != 3]
    assert json.loads(told[3].out)["error"]["code"] == "reader_failed"
