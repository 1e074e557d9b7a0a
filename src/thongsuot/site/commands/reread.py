"""`thongsuot reread`: kept originals read again by today's reader; words and corrections stay."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.corpus.actions.rereading import Reread

HELP = "đọc lại tệp gốc đã giữ bằng máy đọc hiện nay; lời văn bản và chỗ sửa tay được giữ nguyên"
NAMES = {
    "chapters": "chương",
    "articles": "điều",
    "provisions": "điều khoản",
    "citations": "chỗ dẫn chiếu",
    "warnings": "chỗ cần xem lại",
    "type_key": "loại",
    "number": "số",
    "issued_on": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "title": "trích yếu",
    "in_force_from": "hiệu lực từ",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one work by its address, or all, and whether only to say what would change."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--work", metavar="URI", help="địa chỉ, như /akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp")
    which.add_argument("--all", action="store_true", help="mọi văn bản trong kho")
    parser.add_argument("--check", action="store_true", help="chỉ nói sẽ đổi gì, không ghi")


def run(arguments: argparse.Namespace) -> int:
    """Read wording by wording, each with its line; answer 1 when one had to be left as it was, which stops no other."""
    from django.utils import timezone

    from thongsuot.corpus.actions.rereading import LEFT, UPDATED, reread

    counts = {"": 0, UPDATED: 0, LEFT: 0}
    for pk in _wordings(arguments.work):
        done = reread(pk, by=None, now=timezone.now(), is_trial=arguments.check)
        print(_line(done), file=sys.stderr if done.state == LEFT else sys.stdout)
        counts[""] += 1
        counts[done.state] = counts.get(done.state, 0) + 1
    verb = "sẽ đổi" if arguments.check else "đã đổi"
    print(f"Đã đọc lại {counts['']} bản: {verb} {counts[UPDATED]}, để nguyên vì không đọc lại được {counts[LEFT]}.")
    return 1 if counts[LEFT] else 0


def _wordings(address: str | None) -> Iterator[int]:
    """Give the ids of the wordings: all, or those of one work by its address of today or of before."""
    from django.db.models import Q

    from thongsuot.corpus.models import Expression, Work

    chosen = Expression.objects.order_by("work", "ordinal")
    if address is not None:
        uri = f"/{address.strip('/')}"
        work = Work.objects.filter(Q(uri=uri) | Q(former_addresses__uri=uri)).distinct().get()
        chosen = chosen.filter(work=work)
    yield from chosen.values_list("pk", flat=True)


def _line(done: Reread) -> str:
    work = done.expression.work
    name = f"{work.type_label} {work.number or work.uri}"
    if done.expression.ordinal > 1:
        name += f" lần {done.expression.ordinal}"
    if done.refusal is not None:
        return f"{name}: {done.refusal}"
    told = [f"{NAMES[key]} {before or 'trống'} → {after or 'trống'}" for key, (before, after) in done.changes.items()]
    return f"{name}: {'; '.join(told) or 'như cũ'}"
