"""`thongsuot restore`: a backup into an empty folder (and, on PostgreSQL, an empty database), proven before use."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from thongsuot.kernel.errors import Refusal

HELP = "khôi phục một bản sao lưu vào thư mục trống"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the backup; `--data` names the folder to fill."""
    parser.add_argument("file", metavar="FILE", help="tệp do `thongsuot backup` viết")


def before_setup(arguments: argparse.Namespace) -> None:
    """Unpack into the folder before the settings read its keys; a broken backup leaves nothing behind."""
    from thongsuot.site import backups

    folder = Path(arguments.data)
    if folder.exists() and any(folder.iterdir()):
        raise Refusal("folder_not_empty", f"Thư mục {folder} đã có dữ liệu. Chọn một thư mục trống bằng --data.")
    arguments.is_new = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with ExitStack() as opened:
            arguments.manifest = backups.unpack(Path(arguments.file), lambda name: _place(folder, name, opened))
        _check_kind(arguments.manifest)
    except BaseException:
        _clear(folder, arguments.is_new)
        raise


def run(arguments: argparse.Namespace) -> int:
    """Load, bring up to date, and prove: rows, ledger, counters. What does not agree is said and nothing is kept."""
    from thongsuot.site import emptying

    folder = Path(arguments.data)
    try:
        emptying.check_empty()
    except Refusal:
        _clear(folder, arguments.is_new)
        raise
    try:
        wrong = list(_load(folder, arguments.manifest)) or list(_differences(arguments.manifest))
    except BaseException:
        _forget(folder, arguments)
        raise
    if wrong:
        _forget(folder, arguments)
        raise Refusal("not_restored", " ".join([*wrong, "Chưa khôi phục gì; hãy dùng bản sao lưu khác."]))
    size, rows = arguments.manifest.ledger[0], sum(arguments.manifest.counts.values())
    print(f"Đã khôi phục vào {folder}: {rows} dòng, {size} mục sổ ghi, tất cả khớp với lúc sao lưu.")
    return 0


def _place(folder: Path, name: str, opened: ExitStack) -> BinaryIO:
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened.close()  # one file at a time: a large installation has more files than a process may hold open
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return opened.enter_context(os.fdopen(handle, "wb"))


def _check_kind(manifest: Any) -> None:
    wanted = "postgresql" if os.environ.get("THONGSUOT_DATABASE_URL") else "sqlite"
    if manifest.database == wanted:
        return
    sentence = (
        "Bản sao lưu này lấy từ PostgreSQL: nêu một cơ sở dữ liệu trống trong THONGSUOT_DATABASE_URL rồi chạy lại."
        if wanted == "sqlite"
        else "Bản sao lưu này lấy từ SQLite: bỏ biến THONGSUOT_DATABASE_URL rồi chạy lại; sau đó dùng move-to-postgres."
    )
    raise Refusal("other_database", sentence)


def _load(folder: Path, manifest: Any) -> Iterator[str]:
    """Fill the database, say where its rows are not those of the backup, and bring it up to this version."""
    from django.db import connection

    from thongsuot.site import backups, dumps
    from thongsuot.site.commands.init import prepare

    if connection.vendor == "postgresql":
        dumps.load(folder / backups.DUMP)
        (folder / backups.DUMP).unlink()
    counts = backups.counted(folder)
    for table in sorted(counts.keys() | manifest.counts.keys()):
        if counts.get(table) != manifest.counts.get(table):
            yield f"Bảng {table} có {counts.get(table)} dòng thay vì {manifest.counts.get(table)}."
    prepare()


def _differences(manifest: Any) -> Iterator[str]:
    from django.conf import settings

    from thongsuot.ledger import recounting, store, verification
    from thongsuot.site.wiring import FOLDS

    size, _peaks, root = store.frontier_row()
    if (size, root.hex() if size else manifest.ledger[1]) != manifest.ledger:
        yield "Sổ ghi không ở đúng mục như lúc sao lưu."
    folder = settings.DATA / "heads"
    yield from verification.verify(settings.HEAD_KEYS, folder) or verification.unsealed(folder)
    yield from recounting.compare(FOLDS)


def _forget(folder: Path, arguments: argparse.Namespace) -> None:
    from django.db import connections

    from thongsuot.site import emptying

    emptying.empty()
    connections.close_all()
    _clear(folder, arguments.is_new)


def _clear(folder: Path, is_new: bool) -> None:
    if is_new:
        shutil.rmtree(folder)
        return
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
