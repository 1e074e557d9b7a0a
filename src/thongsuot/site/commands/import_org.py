"""`thongsuot import org FILE.xlsx`: a whole organisation, or its errors cell by cell and nothing changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.orgs.queries.importing import Review

HELP = "nhập đơn vị, người và vị trí từ một tệp Excel"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the filled workbook, or the place for an empty one."""
    parser.add_argument("file", nargs="?", metavar="FILE.xlsx", help="tệp đã điền theo mẫu")
    parser.add_argument("--marked", metavar="OUT.xlsx", help="khi có ô sai, ghi bản đã đánh dấu vào tệp này")
    parser.add_argument("--template", metavar="OUT.xlsx", help="ghi tệp mẫu rồi dừng")


def run(arguments: argparse.Namespace) -> int:
    """Answer 0 when all was taken in, 1 with lines `Sheet!B7: sentence` when nothing was, 64 for wrong usage."""
    if arguments.template:
        return _write_template(Path(arguments.template))
    if not arguments.file:
        sys.stderr.write("Nêu tệp .xlsx cần nhập, hoặc --template OUT.xlsx để lấy tệp mẫu.\n")
        return 64
    try:
        return _import(Path(arguments.file), Path(arguments.marked) if arguments.marked else None)
    except OSError as failure:
        sys.stderr.write(f"{failure.filename}: không mở được tệp này. Kiểm tra đường dẫn và quyền rồi chạy lại.\n")
        return 1


def _write_template(path: Path) -> int:
    from thongsuot.orgs.template import write_template

    with path.open("wb") as out:
        write_template(out)
    sys.stdout.write(f"Đã ghi tệp mẫu {path}.\n")
    return 0


def _import(path: Path, marked: Path | None) -> int:
    from django.utils import timezone

    from thongsuot.kernel.clock import day_of
    from thongsuot.orgs.actions import importing as actions
    from thongsuot.orgs.queries import importing as queries
    from thongsuot.orgs.sentences import imported

    now = timezone.now()
    with path.open("rb") as file:
        review = queries.review(file, today=day_of(now))
    if review.errors:
        return _say_errors(path, review, marked)
    result = actions.import_organisation(review.rows, by=None, now=now)
    sys.stdout.write(f"{imported(result)}\n")
    return 0


def _say_errors(path: Path, review: Review, marked: Path | None) -> int:
    from thongsuot.orgs import lists

    for error in review.errors:
        sys.stdout.write(f"{error}\n")
    sys.stderr.write(f"Còn {len(review.errors)} ô phải sửa nên chưa nhập gì. Sửa các ô đã nêu rồi nhập lại.\n")
    if marked is not None:
        with path.open("rb") as file, marked.open("wb") as out:
            lists.mark(file, review.errors, out)
        sys.stderr.write(f"Bản đã đánh dấu: {marked}\n")
    return 1
