"""`thongsuot import document FILE…`: documents into the corpus, by the administrator at the machine itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.corpus.actions.importing import Outcome

HELP = "nhập văn bản .docx, .txt, .md vào kho"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one or more files."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp .docx, .txt hoặc .md")


def run(arguments: argparse.Namespace) -> int:
    """Import file by file, each with its line; answer 1 when any was refused, which stops no other."""
    refused = 0
    for place, name in enumerate(arguments.files, start=1):
        outcome = _imported(Path(name))
        if outcome is None:
            sys.stderr.write(f"{name}: không mở được tệp này. Kiểm tra đường dẫn và quyền đọc rồi chạy lại.\n")
        elif outcome.refusal is not None:
            # The name of a stamped file is part of what must not reach a log, and standard error often ends in one.
            shown = f"tệp thứ {place}" if outcome.refusal.code == "classified" else name
            sys.stderr.write(f"{shown}: {outcome.refusal}\n")
        else:
            sys.stdout.write(f"{_line(outcome)}\n")
            continue
        refused += 1
    return 1 if refused else 0


def _imported(path: Path) -> Outcome | None:
    from django.utils import timezone

    from thongsuot.corpus.actions.importing import Incoming, import_each

    try:
        stream = path.open("rb")
    except OSError:
        return None
    return next(iter(import_each([Incoming(path.name, stream)], by=None, now=timezone.now())))


def _line(outcome: Outcome) -> str:
    expression = outcome.expression
    if expression is None:
        raise RuntimeError("a line is written for what was imported")
    work = expression.work
    parts = [work.number or "chưa rõ số", work.title or "chưa rõ trích yếu"]
    parts.append(expression.extent)
    if expression.ordinal > 1:
        parts.append(f"lần {expression.ordinal}")
    if expression.warnings:
        parts.append(f"{len(expression.warnings)} chỗ cần xem lại")
    if not outcome.is_new:
        parts.append("đã có từ trước")
    return " · ".join(parts)
