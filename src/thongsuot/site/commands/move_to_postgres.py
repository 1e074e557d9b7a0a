"""`thongsuot move-to-postgres`: from the SQLite files of a folder into the database THONGSUOT_DATABASE_URL names."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

HELP = "chuyển dữ liệu từ SQLite sang PostgreSQL nêu trong THONGSUOT_DATABASE_URL (khi serve đã dừng)"
LEDGER_ACCESS = "rw"
ASIDE = ".moved"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing: the address stands in the environment, where no list of processes shows its password."""


def before_setup(arguments: argparse.Namespace) -> None:
    """Take the address out of the environment, so that the settings read the SQLite files."""
    arguments.url = os.environ.pop("THONGSUOT_DATABASE_URL", "")


def run(arguments: argparse.Namespace) -> int:
    """Move while nobody writes; say how many rows, and put the SQLite files aside once both sides agree."""
    from django.conf import settings

    from thongsuot.ledger import lease, local, store
    from thongsuot.site import moving
    from thongsuot.site.databases import databases
    from thongsuot.site.wiring import FOLDS

    if not arguments.url:
        return _refuse("Hãy nêu cơ sở dữ liệu PostgreSQL trống trong biến THONGSUOT_DATABASE_URL rồi chạy lại.")
    if not store.is_there():
        return _refuse("Thư mục này chưa có dữ liệu SQLite để chuyển. Kiểm tra lại --data.")
    described = databases(settings.DATA, url=arguments.url, ledger_access="rw")["default"]
    try:
        with lease.held(settings.DATA / "serve.lock"), local.writing(FOLDS) as alone:
            if not alone:
                raise lease.Taken("writer.lock")
            moving.open_target(described)
            has_moved = _move(settings.DATA)
    except lease.Taken:
        return _refuse("Thông Suốt đang chạy. Hãy dừng `thongsuot serve`, rồi chạy lại lệnh này.")
    if has_moved:
        _put_aside(settings.DATA)
    return 0 if has_moved else 1


def _put_aside(folder: Path) -> None:
    """Give the SQLite files another name, so that no command without the address writes to them by mistake."""
    from django.db import connections

    connections.close_all()  # the last to leave writes what is still in the -wal file into the database
    for name in ("thongsuot.sqlite3", "ledger.sqlite3"):
        (folder / name).rename(folder / f"{name}{ASIDE}")
    print("Từ nay đặt THONGSUOT_DATABASE_URL trước mọi lệnh. Hai tệp SQLite được giữ lại với đuôi .moved.")


def _move(folder: Path) -> bool:
    """Empty the outbox, seal, copy, compare; False with a sentence where the two sides do not agree."""
    from django.conf import settings

    from thongsuot.ledger import transport
    from thongsuot.ledger.heads import Sealer
    from thongsuot.site import moving

    if stuck := transport.current().drain():
        _refuse(f"{stuck} việc chưa vào được sổ, nên chưa chuyển gì. Nhật ký của tiến trình ghi sổ nêu lý do.")
        return False
    sealer = Sealer(settings.HEAD_KEYS, folder / "heads")
    sealer.publish()
    sealer.close(datetime.now(UTC))  # the seal both sides are held against
    moved = moving.move()
    wrong = list(moving.disagreements(moved))
    for sentence in wrong:
        print(sentence)
    if wrong:
        _refuse("Hai bên chưa khớp, nên hãy tiếp tục dùng SQLite. Các tệp SQLite còn nguyên.")
        return False
    rows = sum(one.after for one in moved)
    print(f"Đã chuyển {rows} dòng của {len(moved)} bảng; sổ ghi và dấu niêm mới nhất giống nhau ở hai bên.")
    return True


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
