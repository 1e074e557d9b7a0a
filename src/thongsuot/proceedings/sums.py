"""The reports of the units below as one official paper: the same figures as its page. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thongsuot.papers.paper import Grid, Heading, OfficialPaper, Part, Signature, Words, lowered
from thongsuot.proceedings.heads import head_of
from thongsuot.proceedings.queries.sums import Sum, SumPage

HEADER = (
    "Đơn vị",
    "Hội nghị",
    "Người được triệu tập",
    "Người có mặt",
    "Lượt có mặt",
    "Vắng có lý do",
    "Vắng không lý do",
)


def sum_paper(page: SumPage, today: date) -> OfficialPaper:
    """Set the sum in the form of the unit whose units are added up."""
    return OfficialPaper(
        head=head_of(page.head, "BC", today),
        name="BÁO CÁO",
        title=f"Tổng hợp kết quả hội nghị {lowered(page.dissemination.title)}",
        parts=tuple(_parts(page)),
        receivers=(page.head.parent or "Cấp trên trực tiếp", "Lưu văn phòng"),
        signatures=(Signature(post="Người đứng đầu đơn vị"),),
    )


def _parts(page: SumPage) -> Iterator[Part]:
    total = page.total
    yield Heading("1. Kết quả chung")
    yield Words(f"Đã có {total.reports} hội nghị báo cáo; {page.silent} đơn vị trong bảng chưa có báo cáo.")
    yield Words(
        f"Triệu tập {total.called} người, có mặt ít nhất một buổi {total.came} người. Theo từng buổi: triệu tập "
        f"{total.expected} lượt, có mặt {total.present} lượt, vắng có lý do {total.excused} lượt, vắng không lý do "
        f"{total.missing} lượt."
    )
    if total.methods:
        yield Words(f"Cách ghi có mặt: {total.methods}.")
    yield Words(f"Số bài kiểm tra nhận thức đã nộp: {total.answered}.")
    yield Heading("2. Từng đơn vị")
    rows = [(row.unit.name, *_cells(row.sum)) for row in page.rows]
    yield Grid(HEADER, [*rows, ("Cộng", *_cells(total))], (5, 2, 2, 2, 2, 2, 2), frozenset(range(1, 7)))
    if page.articles:
        yield Heading("3. Kiểm tra nhận thức theo điều")
    for each in page.articles:
        what = ", cần trao đổi lại" if each.is_to_brief else ""
        yield Words(f"- {each.name}: {each.share} trả lời sai{what}.")
    yield Words("Trên đây là tổng hợp từ báo cáo của các đơn vị.")


def _cells(one: Sum) -> tuple[str, ...]:
    """Give the figures of a row; a unit that reported nothing has none, which is not the same as nobody."""
    if not one.reports:
        return ("chưa có", *("–",) * (len(HEADER) - 2))
    figures = (one.reports, one.called, one.came, one.present, one.excused, one.missing)
    return tuple(str(figure) for figure in figures)
