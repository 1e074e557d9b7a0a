"""The list that people sign in a half day (danh sách ký tên), as an official paper. Pure.

Whoever was noted already is named with how, so that nobody signs twice; the others sign by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.conferences.folds import ABSENT, PRESENT
from thongsuot.papers.paper import Grid, Head, OfficialPaper, Signature, Words
from thongsuot.proceedings.queries.rows import PersonRow

HEADER = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Ký tên")


def signing_list(head: Head, title: str, rows: Sequence[PersonRow], own: int) -> OfficialPaper:
    """Set the list of one half day: everybody who is called, the unit's own (its id) first, each unit by name."""
    ordered = sorted(rows, key=lambda row: (row.seat.organisation_id != own, row.seat.organisation.name))
    lines = [
        (str(at), row.seat.person.full_name, row.seat.post.name, row.seat.organisation.name, _hand(row))
        for at, row in enumerate(ordered, start=1)
    ]
    present = sum(1 for row in rows if row.state == PRESENT)
    return OfficialPaper(
        head=head,
        name="DANH SÁCH KÝ TÊN",
        title=title,
        parts=(
            Words(f"Triệu tập {len(rows)} người, đã ghi có mặt {present} người."),
            Grid(HEADER, lines, (1, 4, 3, 4, 3), frozenset({0}), tall=True),
        ),
        signatures=(Signature(post="Người lập danh sách"), Signature(post="Chủ trì")),
    )


def _hand(row: PersonRow) -> str:
    if row.state == ABSENT:
        return ""
    return f"{row.words}{f' ({row.method_words})' if row.method else ''}"
