"""`thongsuot ledger verify | head | receipt`: is the record whole, what says its newest seal, does a receipt hold."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HELP = "kiểm tra sổ ghi (verify), xem dấu niêm mới nhất (head), kiểm một biên nhận (receipt)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do."""
    parser.add_argument(
        "what",
        choices=["verify", "head", "receipt"],
        help="verify: kiểm tra toàn bộ; head: in dấu niêm mới nhất; receipt: kiểm tệp biên nhận, không cần sổ",
    )
    parser.add_argument("file", nargs="?", type=Path, help="tệp biên nhận (JSON)")


def run(arguments: argparse.Namespace) -> int:
    """Verify or show; needs no running `serve` and disturbs none."""
    from thongsuot.ledger import store

    if arguments.what == "receipt":
        return _receipt(arguments.file)
    if not store.is_there():
        print("Thư mục này chưa có sổ ghi. Hãy chạy `thongsuot init` trước.", file=sys.stderr)
        return 1
    return _verify() if arguments.what == "verify" else _head()


def _verify() -> int:
    from django.conf import settings

    from thongsuot.ledger import store, verification

    folder = settings.DATA / "heads"
    findings = verification.verify(settings.HEAD_KEYS, folder) or verification.unsealed(folder)
    for sentence in findings:
        print(sentence)
    if not findings:
        print(f"Sổ ghi toàn vẹn: {store.frontier_row()[0]} mục, mọi dấu băm và dấu niêm đều khớp.")
    return 1 if findings else 0


def _head() -> int:
    from thongsuot.ledger import heads

    head = heads.newest()
    if head is None:
        print("Sổ chưa có dấu niêm nào: dấu niêm đầu tiên được ký khi có mục đầu tiên.", file=sys.stderr)
        return 1
    print(json.dumps(head.to_json(), ensure_ascii=False, sort_keys=True))
    return 0


def _receipt(file: Path | None) -> int:
    from thongsuot.ledger import checking

    if file is None or not file.is_file():
        print("Ghi tên tệp biên nhận: thongsuot ledger receipt bien-nhan.json", file=sys.stderr)
        return 2
    text = file.read_text(encoding="utf-8", errors="replace")
    faults = checking.faults_of(text)
    for sentence in faults:
        print(sentence)
    if not faults:
        got = json.loads(text)
        print(
            f"Biên nhận khớp: dòng số {got['index'] + 1}, dấu niêm {got['head']['size']} dòng, lúc {got['head']['at']}."
        )
        print(f"Khóa ký: {got['public_key']}. Đối chiếu khóa và dấu niêm với bản người làm chứng giữ.")
    return 1 if faults else 0
