"""`thongsuot recount`: count everything again from the entries; agree, or say where not."""

from __future__ import annotations

import argparse
import sys

HELP = "đếm lại mọi trạng thái và số đếm từ sổ ghi"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whether to write what was counted."""
    parser.add_argument("--repair", action="store_true", help="ghi lại theo kết quả đếm (khi serve đã dừng)")


def run(arguments: argparse.Namespace) -> int:
    """Empty the outbox, count, compare; repair when asked to and alone."""
    from thongsuot.ledger import local, store
    from thongsuot.site.wiring import FOLDS

    if not store.is_there():
        return _refuse("Thư mục này chưa có sổ ghi. Hãy chạy `thongsuot init` trước.")
    with local.writing(FOLDS) as alone:
        if arguments.repair and not alone:
            return _refuse("Thông Suốt đang chạy. Hãy dừng `thongsuot serve`, rồi chạy lại lệnh này.")
        findings = _findings()
        for sentence in findings:
            print(sentence)
        if findings and arguments.repair:
            _repair()
            print("Đã ghi lại theo kết quả đếm.")
            return 0
    if not findings:
        print("Mọi trạng thái và số đếm đều khớp với sổ ghi.")
    return 1 if findings else 0


def _findings() -> list[str]:
    from thongsuot.ledger import recounting, transport
    from thongsuot.site.wiring import FOLDS, RECOUNTS

    stuck = transport.current().drain()
    findings = [f"{stuck} việc đã làm chưa vào được sổ; nhật ký của tiến trình ghi sổ nêu lý do."] if stuck else []
    findings += recounting.compare(FOLDS)
    for recount in RECOUNTS:
        findings += recount(False)
    return findings


def _repair() -> None:
    from thongsuot.ledger import recounting
    from thongsuot.site.wiring import FOLDS, RECOUNTS

    recounting.repair(FOLDS)
    for recount in RECOUNTS:
        recount(True)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
