"""One file that holds an installation: both databases of one moment, the kept files, the seals and the keys.

The main database is copied before the ledger: what was recorded in between stands in the outbox of the one and in the
entries of the other, and enters once, under its key. The other order could lose it. Seals come first of all: one that
is younger than the ledger beside it would say that entries were taken away.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from django.db import connection

from thongsuot.kernel.errors import Refusal
from thongsuot.site import dumps

MANIFEST = "manifest.json"
FORMAT = 1
FOLDERS = ("files", "heads", "secrets")
SQLITE = ("thongsuot.sqlite3", "ledger.sqlite3")  # in this order
DUMP = "postgresql.dump"
BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, KeyError, TypeError)
CHUNK = 1 << 20
Counted: TypeAlias = tuple[dict[str, int], tuple[int, str]]  # rows of each table; size and root of the ledger


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: sizes and SHA-256 of its members, rows of every table, the tree of the ledger."""

    made_at: str
    version: str
    database: str  # sqlite or postgresql
    members: Mapping[str, tuple[int, str]]
    counts: Mapping[str, int]
    ledger: tuple[int, str]

    def to_json(self) -> bytes:
        """Give the bytes of the member manifest.json."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps({"format": FORMAT, **said}, ensure_ascii=False, indent=1).encode()


def manifest_from(text: bytes) -> Manifest:
    """Read a manifest. Raises ValueError, KeyError or TypeError when it is none."""
    said = json.loads(text)
    if said.pop("format") != FORMAT:
        raise ValueError("another format")
    members = {name: (int(size), str(sha256)) for name, (size, sha256) in said["members"].items()}
    return Manifest(**{**said, "members": members, "ledger": (int(said["ledger"][0]), str(said["ledger"][1]))})


def make(target: Path, data: Path, *, now: datetime) -> Manifest:
    """Write the backup of a data folder beside `target`, force it to the disk, and only then give it its name."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix=".thongsuot-backup-", dir=target.parent) as folder:
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                manifest = _write(out, data, Path(folder), now)
                out.flush()
                os.fsync(out.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def check(source: Path) -> Manifest:
    """Read a backup to its end and hold every member against its manifest; Refusal `broken_backup` where it differs."""
    with tempfile.TemporaryFile() as nowhere:
        return unpack(source, lambda _name: nowhere)


def unpack(source: Path, place: Callable[[str], BinaryIO]) -> Manifest:
    """Write each member to the open file that `place(name)` gives; Refusal when anything is missing, more or different.

    A member whose name could lead outside of a folder is such a difference: the manifest of ours names none.
    """
    found: dict[str, tuple[int, str]] = {}
    try:
        with gzip.open(source) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            text = b""
            for member in archive:
                stream = archive.extractfile(member)
                if stream is None or not is_safe(member.name):
                    raise ValueError(member.name)
                if member.name == MANIFEST:
                    text = stream.read()
                else:
                    found[member.name] = _copied(stream, place(member.name))
            while packed.read(CHUNK):  # what gzip says of the whole stands at its very end
                continue
        manifest = manifest_from(text)
    except BROKEN as broken:
        raise _broken(source, "tệp bị cắt hoặc không phải bản sao lưu") from broken
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            raise _broken(source, f"phần {name} không đúng như lúc sao lưu")
    return manifest


def is_safe(name: str) -> bool:
    """Tell whether a member may be written: one of ours, inside of the folder."""
    parts = Path(name).parts
    known = name in (*SQLITE, DUMP, MANIFEST) or (len(parts) > 1 and parts[0] in FOLDERS)
    return known and ".." not in parts and not Path(name).is_absolute()


def _broken(source: Path, why: str) -> Refusal:
    sentence = f"Bản sao lưu {source.name} hỏng: {why}. Hãy dùng bản khác; chưa có gì thay đổi."
    return Refusal("broken_backup", sentence)


def _write(out: BinaryIO, data: Path, aside: Path, now: datetime) -> Manifest:
    members: dict[str, tuple[int, str]] = {}
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as archive:
        for name, path in _kept(data, "heads"):
            members[name] = _add(archive, name, path)
        names, (counts, ledger) = _databases(data, aside)
        for name, path in [*((name, aside / name) for name in names), *_kept(data, "files", "secrets")]:
            members[name] = _add(archive, name, path)
        made = Manifest(now.isoformat(), version("thongsuot"), connection.vendor, members, counts, ledger)
        _add_bytes(archive, MANIFEST, made.to_json())
    return made


def _databases(data: Path, aside: Path) -> tuple[Sequence[str], Counted]:
    """Copy what holds rows into a folder aside; give the names there, and what was counted in the copies."""
    if connection.vendor == "postgresql":
        return [DUMP], dumps.dump(aside / DUMP)
    for name in SQLITE:
        _snapshot(data / name, aside / name)
    return SQLITE, _counted(aside)


def counted(data: Path) -> dict[str, int]:
    """Count the rows of every table of an installation that nobody writes to, under the names a manifest has."""
    if connection.vendor == "postgresql":
        return dumps.rows()
    return _counted(data)[0]


def _snapshot(source: Path, target: Path) -> None:
    """Copy a database while others write to it: SQLite's own online backup, in one step, so of one moment."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as there,
        closing(sqlite3.connect(target)) as here,
    ):
        there.backup(here)


def _counted(folder: Path) -> Counted:
    counts: dict[str, int] = {}
    for name in SQLITE:
        with closing(sqlite3.connect(folder / name)) as database:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            for (table,) in database.execute(tables).fetchall():
                (count,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608  # their own names
                counts[f"{name.removesuffix('.sqlite3')}.{table}"] = count
            if name == SQLITE[1]:
                row = database.execute("SELECT size, root FROM ledger_frontier").fetchone() or (0, b"")
    return counts, (int(row[0]), bytes(row[1]).hex())


def _kept(data: Path, *folders: str) -> Iterator[tuple[str, Path]]:
    """Walk what lies in folders; a content that is just being written has another name until it is whole."""
    for folder in folders:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file() and not path.name.endswith(".part"):
                yield path.relative_to(data).as_posix(), path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> tuple[int, str]:
    with path.open("rb") as stream:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(stream.fileno()).st_size, 0o600
        hashing = _Hashing(stream)
        archive.addfile(info, hashing)
    return info.size, hashing.hash.hexdigest()


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))


class _Hashing:
    """Hash what is read through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.hash = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.hash.update(data)
        return data


def _copied(stream: Any, out: BinaryIO) -> tuple[int, str]:
    sha256, size = hashlib.sha256(), 0
    while data := stream.read(CHUNK):
        out.write(data)
        sha256.update(data)
        size += len(data)
    return size, sha256.hexdigest()
