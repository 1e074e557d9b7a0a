"""The story of `read_confined`: a parser that dies takes nothing with it, and what was seen before stands."""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import vanban
from tests.vanban.docx_files import Docx, header, paragraphs
from tests.vanban.papers import DECISION
from vanban.confined import Limits, Reader, inspect_confined, read_confined

pytestmark = pytest.mark.slow
ROOT = str(Path(__file__).resolve().parent.parent.parent)
PLANTED = "tests.vanban.planted_parsers:misbehave"
TIGHT = Limits(memory=600 * 1024 * 1024, cpu_seconds=1, seconds=5.0)
PAPER = DECISION.encode()


@pytest.fixture(scope="module")
def planted() -> Iterator[Reader]:
    reader = Reader(paths=(ROOT,))
    yield reader
    reader.stop()


def code_of(reader: Reader, name: str, limits: Limits = TIGHT) -> str | None:
    failure = inspect_confined(PAPER, name, limits, reader=reader, job=PLANTED).failure
    assert failure is None or failure.message.endswith("thử lại.")
    return failure.code if failure else None


def test_it_reads_what_read_reads() -> None:
    assert read_confined(PAPER, "a.txt") == vanban.read(PAPER, name="a.txt")
    stamped = Docx(paragraphs(DECISION), {"word/header1.xml": header("MẬT")}).data()
    assert read_confined(stamped, "a.docx") == vanban.read(stamped, name="a.docx")


def test_what_cannot_be_read_is_refused_with_the_same_words() -> None:
    with pytest.raises(vanban.UnreadableFile) as here:
        vanban.read(b"%PDF-1.7", name="a.pdf")
    with pytest.raises(vanban.UnreadableFile) as there:
        read_confined(b"%PDF-1.7", "a.pdf")
    assert there.value.to_json() == here.value.to_json()


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("eat", "reader_out_of_memory"),
        ("loop", "reader_too_slow"),
        ("crash", "reader_died"),
        ("kill", "reader_died"),
        ("raise", "reader_died"),
    ],
)
def test_a_parser_that_dies_is_named_by_how_it_died_and_the_next_file_is_read(
    planted: Reader, deed: str, code: str
) -> None:
    assert code_of(planted, f"{deed}.pdf") == code
    assert code_of(planted, "good.txt") is None


def test_a_parser_that_only_waits_is_stopped_by_the_clock(planted: Reader) -> None:
    assert code_of(planted, "wait.pdf", replace(TIGHT, seconds=0.3)) == "reader_too_slow"


def test_several_files_at_once_do_not_disturb_each_other(planted: Reader) -> None:
    names = ["crash.pdf", "good.txt", "kill.pdf", "good.md", "eat.pdf", "good.txt"]
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda name: code_of(planted, name), names))
    assert codes == ["reader_died", None, "reader_died", None, "reader_out_of_memory", None]


def test_what_was_seen_before_the_parser_died_stands(planted: Reader) -> None:
    inspected = inspect_confined(PAPER, "seen-crash.pdf", TIGHT, reader=planted, job=PLANTED)
    assert inspected.sighting is not None
    assert inspected.document is None
    assert inspect_confined(PAPER, "crash.pdf", TIGHT, reader=planted, job=PLANTED).sighting is None


def test_an_archive_whose_parser_died_is_looked_at_once_more(planted: Reader) -> None:
    stamped = Docx(paragraphs(DECISION), {"word/header1.xml": header("MẬT")}).data()
    inspected = inspect_confined(stamped, "crash.docx", TIGHT, reader=planted, job=PLANTED)
    assert inspected.sighting is not None
    assert inspected.sighting.stamp is not None
    assert inspected.failure is not None


def test_an_answer_that_would_run_something_here_is_not_taken(planted: Reader) -> None:
    assert code_of(planted, "order.pdf") == "reader_died"


def test_a_parser_cannot_write_a_file(planted: Reader, tmp_path: Path) -> None:
    target = tmp_path / "left"
    assert planted.run(PLANTED, PAPER, [f"write.{target}"], TIGHT).code == "reader_died"
    assert not target.exists() or target.stat().st_size == 0


def test_what_a_parser_started_ends_with_it(planted: Reader) -> None:
    [pid] = planted.run(PLANTED, PAPER, ["leave.pdf"], TIGHT).values
    with contextlib.suppress(ProcessLookupError):
        ended, _, _ = select.select([os.pidfd_open(int(pid))], [], [], 5)
        assert ended


def test_a_parser_has_no_secret_no_database_and_no_file_of_ours(
    planted: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("THONGSUOT_SECRET", "hạt giống")
    with (tmp_path / "open.sqlite3").open("wb"):
        environment, modules, files = planted.run(PLANTED, PAPER, ["look.pdf"], TIGHT).values
    assert "THONGSUOT_SECRET" not in environment
    assert modules == ""
    assert str(tmp_path) not in files


def test_a_reader_whose_process_was_killed_starts_another(planted: Reader) -> None:
    assert code_of(planted, "good.txt") is None
    os.kill(planted.pid or 0, signal.SIGKILL)
    assert code_of(planted, "good.txt") is None
