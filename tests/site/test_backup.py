"""Backup and restore: made while people work, proven before it is used, and a damaged one is found."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import chaos, postgres
from bench.chaos import Trial
from bench.chaos_client import Http, event
from bench.postgres import Server
from tests.servers import needs_server
from tests.shared import installed
from thongsuot.kernel.errors import Refusal
from thongsuot.site import backups

pytestmark = pytest.mark.slow
PAPER = "Số: 1/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề chợ phiên\n\nĐiều 1. Giờ họp\nHọp buổi sáng.\n"
KINDS = [
    "sqlite",
    pytest.param("postgresql", marks=needs_server),
]


@pytest.fixture(params=KINDS)
def servers(request: pytest.FixtureRequest) -> Iterator[list[Server | None]]:
    """Give what the original and the restored installation stand on."""
    if request.param == "sqlite":
        yield [None, None]
        return
    with postgres.running(durable=False) as first, postgres.running(durable=False) as second:
        yield [first, second]


@pytest.fixture(scope="module")
def with_a_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with a document and its file, to be copied."""
    return _bring_in(Trial(installed(tmp_path_factory, tmp_path_factory.mktemp("data")))).data


@pytest.fixture
def trial(with_a_document: Path, tmp_path: Path) -> Trial:
    """Give an installation with a document and its file."""
    return Trial(shutil.copytree(with_a_document, tmp_path / "data"))


def prepared(folder: Path, server: Server) -> Trial:
    """Give an installation on PostgreSQL with a document and its file."""
    trial = Trial(folder, server)
    made = trial.command("init", "--password-stdin")
    assert made.returncode == 0, made.stderr
    return _bring_in(trial)


def _bring_in(trial: Trial) -> Trial:
    paper = trial.data.parent / "van-ban.txt"
    paper.write_text(PAPER)
    done = trial.command("import", "document", str(paper))
    assert done.returncode == 0, done.stderr
    return trial


@pytest.fixture(scope="module")
def backup(with_a_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a whole backup, to be damaged."""
    folder = tmp_path_factory.mktemp("whole")
    done = Trial(with_a_document).command("backup", str(folder / "b.tar.gz"))
    assert done.returncode == 0, done.stderr
    return folder / "b.tar.gz"


def test_a_backup_made_under_load_restores_to_a_ledger_that_proves_itself(
    tmp_path: Path, servers: list[Server | None], with_a_document: Path
) -> None:
    data = tmp_path / "data"
    trial = prepared(data, servers[0]) if servers[0] else Trial(shutil.copytree(with_a_document, data))
    trial.start()
    try:
        trial.load()
        before = [Http(trial.port)("/append", event(person, 0)) for person in range(1, 21)]
        made = trial.command("backup", str(tmp_path / "b.tar.gz"))
        trial.finish()
    finally:
        trial.close()
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE((tmp_path / "b.tar.gz").stat().st_mode) == 0o600
    other = Trial(tmp_path / "again", servers[1])
    restored = other.command("restore", str(tmp_path / "b.tar.gz"))
    assert restored.returncode == 0, restored.stderr
    for words in (["ledger", "verify"], ["recount"]):
        assert other.command(*words).returncode == 0, words
    assert all(before)
    kept = {(seq, leaf.lower()) for seq, leaf in chaos.rows_of(other, _leaves(servers[1]))}
    assert {(answer["seq"], answer["leaf"]) for answer in before if answer} <= kept
    files = sorted(path.name for path in (tmp_path / "data" / "files").rglob("*") if path.is_file())
    assert files
    assert sorted(path.name for path in (tmp_path / "again" / "files").rglob("*") if path.is_file()) == files


def _leaves(server: Server | None) -> str:
    return f"SELECT seq, {'hex(leaf)' if server is None else 'encode(leaf, $$hex$$)'} FROM ledger_entry"


def test_the_restored_installation_serves(tmp_path: Path, backup: Path) -> None:
    trial = Trial(tmp_path / "again")
    assert trial.command("restore", str(backup)).returncode == 0
    trial.start()
    try:
        assert Http(trial.port)("/append", event(1, 0))
        trial.finish()
    finally:
        trial.close()


def test_a_backup_without_a_name_goes_into_the_folder_and_is_no_part_of_the_next(trial: Trial, tmp_path: Path) -> None:
    for _turn in range(2):
        assert trial.command("backup").returncode == 0
    kept = sorted((tmp_path / "data" / "backups").iterdir())
    files = [path for path in kept if path.suffixes == [".tar", ".gz"]]
    assert [path.name for path in kept if path not in files] == ["newest.json"], "which of them is the last, and proven"
    assert not any(name.startswith("backups") for name in backups.check(files[-1]).members)


def flipped(content: bytes) -> bytes:
    """Change one bit of the text of a member, past the checksums of gzip, as a bad memory chip would have."""
    plain = bytearray(gzip.decompress(content))
    at = plain.index(b"SQLite format 3")
    plain[at + 200] ^= 1
    return gzip.compress(bytes(plain))


def without_a_key(content: bytes) -> bytes:
    """Take one member out."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for member in old:
            if member.name != "secrets/session.key":
                new.addfile(member, old.extractfile(member))
    return out.getvalue()


def with_a_stranger(content: bytes) -> bytes:
    """Add a member that leads outside of the folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for member in old:
            new.addfile(member, old.extractfile(member))
        new.addfile(tarfile.TarInfo("files/../../ngoai.txt"), io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        without_a_key,
        with_a_stranger,
        lambda content: content[: len(content) // 2],
        lambda content: content[:-40],
        lambda _content: b"",
        lambda _content: b"no archive",
        lambda _content: gzip.compress(b"no archive"),
    ],
)
def test_a_damaged_backup_is_found_and_leaves_nothing_behind(
    tmp_path: Path, backup: Path, damage: Callable[[bytes], bytes]
) -> None:
    broken = tmp_path / "hong.tar.gz"
    broken.write_bytes(damage(backup.read_bytes()))
    with pytest.raises(Refusal) as refused:
        backups.check(broken)
    assert refused.value.code == "broken_backup"
    done = Trial(tmp_path / "again").command("restore", str(broken))
    assert done.returncode == 1
    assert "hỏng" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "again").exists()
    assert not (tmp_path.parent / "ngoai.txt").exists()


def test_a_ledger_that_does_not_verify_is_not_restored(trial: Trial, tmp_path: Path) -> None:
    assert trial.command("recount").returncode == 0
    import sqlite3

    with sqlite3.connect(tmp_path / "data" / "ledger.sqlite3") as ledger:
        ledger.execute("UPDATE ledger_entry SET body = CAST(replace(body, 'corpus', 'sucroc') AS BLOB)")
    assert trial.command("backup", str(tmp_path / "b.tar.gz")).returncode == 0
    done = Trial(tmp_path / "again").command("restore", str(tmp_path / "b.tar.gz"))
    assert done.returncode == 1
    assert "đã bị thay đổi" in done.stderr
    assert not (tmp_path / "again").exists()


def test_a_folder_with_data_is_never_written_over(tmp_path: Path, backup: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("giữ")
    done = Trial(tmp_path / "full").command("restore", str(backup))
    assert done.returncode == 1
    assert "trống" in done.stderr
    assert os.listdir(tmp_path / "full") == ["mine.txt"]


def test_a_missing_file_and_a_folder_nobody_prepared_are_sentences(tmp_path: Path) -> None:
    for words in (["restore", str(tmp_path / "none.tar.gz")], ["backup", str(tmp_path / "b.tar.gz")]):
        done = Trial(tmp_path / "none").command(*words)
        assert done.returncode == 1
        assert done.stderr.strip().endswith(".") and "Traceback" not in done.stderr
        assert not (tmp_path / "none").exists()


def test_the_manifest_counts_every_table_and_names_no_person(backup: Path) -> None:
    made = backups.check(backup)
    assert made.counts["thongsuot.corpus_work"] == 1
    assert made.counts["thongsuot.people_person"] == 1
    assert "quan-tri" not in json.dumps(json.loads(made.to_json()))


@needs_server
def test_a_database_in_use_is_refused_and_keeps_its_tables(tmp_path: Path) -> None:
    import psycopg

    with postgres.running(durable=False) as server:
        made = prepared(tmp_path / "data", server).command("backup", str(tmp_path / "b.tar.gz"))
        assert made.returncode == 0, made.stderr
        done = Trial(tmp_path / "again", server).command("restore", str(tmp_path / "b.tar.gz"))
        assert done.returncode == 1
        assert "đã có dữ liệu" in done.stderr
        assert not (tmp_path / "again").exists()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT count(*) FROM corpus_work").fetchone() == (1,)
        of_the_other_kind = Trial(tmp_path / "again").command("restore", str(tmp_path / "b.tar.gz"))
        assert of_the_other_kind.returncode == 1
        assert "THONGSUOT_DATABASE_URL" in of_the_other_kind.stderr
