"""`thongsuot ledger verify | head`: is the record whole, and what does its newest seal say."""

from __future__ import annotations

import argparse
import json
import sys

HELP = "kiểm tra sổ ghi (verify) hoặc xem dấu niêm mới nhất (head)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do."""
    parser.add_argument("what", choices=["verify", "head"], help="verify: kiểm tra toàn bộ; head: in dấu niêm mới nhất")


def run(arguments: argparse.Namespace) -> int:
    """Verify or show; needs no running `serve` and disturbs none."""
    from thongsuot.ledger import store

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
