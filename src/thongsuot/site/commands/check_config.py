"""`thongsuot check-config`: say whether this installation may be opened to people, one sentence a thing."""

from __future__ import annotations

import argparse

HELP = "kiểm tra cấu hình, quyền tệp, cơ sở dữ liệu, ổ đĩa, đồng hồ, sao lưu"
MARKS = {"wrong": "LỖI", "care": "CHÚ Ý", "fine": "ĐẠT"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Print every result, the wrong ones first; 1 when one of them is wrong."""
    from django.utils import timezone

    from thongsuot.site import checks

    found = checks.results(timezone.now())
    for level in MARKS:
        for result in found:
            if result.level == level:
                print(f"{MARKS[level]:>6}  {result.sentence}")
    return 1 if any(result.level == checks.WRONG for result in found) else 0
