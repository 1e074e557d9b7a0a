"""`thongsuot backup`: everything an installation holds into one file, while it serves."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.site.backups import Manifest

HELP = "sao lưu toàn bộ (cơ sở dữ liệu, sổ ghi, tệp, khóa) vào một tệp, không cần dừng serve"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to write, or which backup to read again to its end."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="tệp sẽ viết (mặc định: DIR/backups/<giờ>.tar.gz)")
    parser.add_argument("--check", action="store_true", help="chỉ đọc lại bản sao lưu FILE và đối chiếu từng phần")


def run(arguments: argparse.Namespace) -> int:
    """Write or check, and say in a sentence what the file holds."""
    from django.conf import settings
    from django.utils import timezone

    from thongsuot.ledger import store
    from thongsuot.site import backup_notes, backups

    now = timezone.now()
    file = Path(arguments.file) if arguments.file else settings.DATA / "backups" / f"{now:%Y%m%dT%H%M%SZ}.tar.gz"
    if arguments.check:
        made = backups.check(file)
        backup_notes.proven(settings.DATA, datetime.fromisoformat(made.made_at), now)
        print(f"Bản sao lưu {file} nguyên vẹn: {_holds(made)}.")
        return 0
    if not settings.SECRETS_READY or not store.is_there():
        print("Thư mục này chưa có dữ liệu để sao lưu. Hãy chạy `thongsuot init` trước.", file=sys.stderr)
        return 1
    made = backups.make(file, settings.DATA, now=now)
    backup_notes.made(settings.DATA, file, now)
    print(f"Đã sao lưu vào {file}: {_holds(made)}.")
    print("Tệp này chứa cả khóa bí mật: cất ở nơi được bảo vệ như chính máy chủ.")
    return 0


def _holds(made: Manifest) -> str:
    return f"{sum(made.counts.values())} dòng, {made.ledger[0]} mục sổ ghi, {len(made.members)} phần"
