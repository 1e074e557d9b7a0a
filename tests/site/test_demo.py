"""The founding story from the outside: one command, its answer, and what its folder then says to other commands."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.shared import made_once
from thongsuot.site.demo.sources import typed_sources
from thongsuot.site.sources import source_from

pytestmark = pytest.mark.slow
STEPS = [
    "notice.read",
    "work.read",
    "organisation.imported",
    "dissemination.published",
    "reading.acknowledged",
    "coverage.agrees",
    "conference.held",
    "attendance.merged",
    "comprehension.checked",
    "conference.reported",
    "ledger.verified",
    "backup.restored",
]


def thongsuot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, without what the tests put into the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_"))}
    command = [sys.executable, "-m", "thongsuot.site.cli", *arguments]
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Tell the story once, of the founding report where it is at hand, and keep the folder."""
    folder = made_once(tmp_path_factory, "told", _tell)
    return folder / "kept", json.loads((folder / "answer.json").read_text())


def _tell(folder: Path) -> None:
    founding = Path(os.environ.get("THONGSUOT_CORPUS", "/nowhere")).parent / "source" / "hoi-nghi-2018-06-22.txt"
    source = ["--source", str(founding)] if founding.is_file() else []
    done = thongsuot("demo", "--check", "--keep", str(folder / "kept"), *source)
    assert done.returncode == 0, done.stderr
    (folder / "answer.json").write_text(done.stdout)


def asked(folder: Path, file: str, question: str) -> Any:
    """Ask a kept database one thing."""
    with sqlite3.connect(f"file:{folder / file}?mode=ro", uri=True) as database:
        return database.execute(question).fetchone()[0]


def test_every_step_holds_and_counts_what_the_database_holds(told: tuple[Path, dict[str, Any]]) -> None:
    folder, answer = told
    counts = {step["name"]: step["count"] for step in answer["steps"]}
    assert answer["ok"] is True
    assert [step["name"] for step in answer["steps"]] == STEPS
    assert counts["notice.read"] == asked(
        folder, "thongsuot.sqlite3", "select count(*) from cascade_finding where kind = 'work'"
    )
    assert counts["work.read"] == asked(folder, "thongsuot.sqlite3", "select count(*) from corpus_work") == 2
    assert counts["organisation.imported"] == 20_000
    at_ward = "select id from orgs_organisation where level = 'ward'"
    wards = f"select count(*) from cascade_unitduty where organisation_id in ({at_ward})"
    assert counts["dissemination.published"] == asked(folder, "thongsuot.sqlite3", wards) == 94
    read = "select count(distinct seat) from ledger_seatstate where step = 'read' and status = 'acknowledged'"
    assert counts["reading.acknowledged"] == asked(folder, "ledger.sqlite3", read) >= 1_000
    held = f"select count(*) from conferences_conference where organisation_id in ({at_ward})"
    assert counts["conference.held"] == asked(folder, "thongsuot.sqlite3", held) == 94
    present = "select count(distinct seat) from ledger_seatstate where step = 'attended' and status = 'present'"
    assert counts["attendance.merged"] == asked(folder, "ledger.sqlite3", present) >= 1_000
    checked = "select count(distinct seat) from ledger_seatstate where step = 'checked'"
    assert counts["comprehension.checked"] == asked(folder, "ledger.sqlite3", checked) >= 1_000
    reported = "select count(*) from conferences_conference where report_id is not null"
    assert counts["conference.reported"] == asked(folder, "thongsuot.sqlite3", reported) > 0
    entries = asked(folder, "ledger.sqlite3", "select count(*) from ledger_entry")
    assert counts["ledger.verified"] == counts["backup.restored"] == entries


def test_four_people_may_sign_in_and_still_owe_their_reading(told: tuple[Path, dict[str, Any]]) -> None:
    folder, answer = told
    assert [person["role"] for person in answer["people"]] == ["office", "head", "clerk", "member"]
    for person in answer["people"]:
        assert "/vao/" in person["entry_url"]
        holder = f"select id from people_person where username = '{person['username']}'"
        seat = f"select id from orgs_seat where person_id = ({holder})"
        of_drives = f"scope like 'cascade.%' and seat = {asked(folder, 'thongsuot.sqlite3', seat)}"  # a clerk may meet
        states = f"select count(*) from ledger_seatstate where {of_drives}"
        assert asked(folder, "ledger.sqlite3", states) == 0


def test_the_kept_folder_works_for_the_other_commands(told: tuple[Path, dict[str, Any]]) -> None:
    folder, _answer = told
    assert thongsuot("--data", str(folder), "ledger", "verify").returncode == 0
    assert thongsuot("recount", "--data", str(folder)).returncode == 0
    codes = thongsuot("--data", str(folder), "entry-codes", "--unit", "AH-01", "--limit", "3").stdout.splitlines()
    assert [set(json.loads(line)) >= {"seat", "code", "url"} for line in codes] == [True, True, True]


def test_a_folder_with_data_is_never_written_over(told: tuple[Path, dict[str, Any]]) -> None:
    folder, _answer = told
    again = thongsuot("demo", "--check", "--keep", str(folder))
    assert again.returncode == 1
    assert "trống" in again.stderr


def test_what_is_wrong_with_a_source_is_said_in_a_sentence(tmp_path: Path) -> None:
    stamped = tmp_path / "van-ban.txt"
    stamped.write_text("TỐI MẬT\n\nQUY ĐỊNH\nvề một việc\n\nĐiều 1. Phạm vi\nMột câu.\n")
    for path in (stamped, tmp_path / "khong-co.docx"):
        done = thongsuot("demo", "--check", "--source", str(path))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.strip().endswith(".")


def test_a_report_is_told_from_a_text(tmp_path: Path) -> None:
    for source in typed_sources():
        path = tmp_path / source.name
        path.write_bytes(source.content)
        assert source_from(path).is_report == source.is_report


def test_the_real_sources_are_told_apart(corpus_folder: Path) -> None:
    docs = corpus_folder / "docs"
    assert not source_from(docs / "002_30-2020-ND-CP.docx").is_report
    assert not source_from(docs / "003_383-QD-TW.md").is_report
    assert source_from(corpus_folder.parent / "source" / "hoi-nghi-2018-06-22.txt").is_report


@pytest.mark.parametrize(
    "words",
    [("disseminate", "x.txt", "--by", "a"), ("entry-codes",), ("recount",), ("ledger", "verify"), ("ledger", "head")],
)
def test_a_folder_nobody_prepared_is_a_sentence_and_stays_empty(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = thongsuot("--data", str(tmp_path / "none"), *words)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith(".")
    assert not (tmp_path / "none").exists()
