"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

MOST_POINTS = 500  # of one conference; a drive's thousands of points are spread over the conferences of its units


def check_point(name: str, others: Collection[str]) -> None:
    """Refuse a point without a name, or with the name of another one at the same conference."""
    if not name:
        raise Refusal("point_unnamed", _("Ghi tên điểm cầu, ví dụ “Hội trường UBND phường”."))
    if name.casefold() in {each.casefold() for each in others}:
        raise Refusal("point_named_twice", _("Hội nghị đã có điểm cầu tên này. Ghi tên khác để phân biệt."))
    if len(others) >= MOST_POINTS:
        message = _("Một hội nghị có tối đa %(most)s điểm cầu. Cho đơn vị dưới lập hội nghị riêng.")
        raise Refusal("too_many_points", message % {"most": MOST_POINTS})


def check_half_day(day: date | None, today: date) -> None:
    """Refuse an entry for a half day that is not of this conference, or whose day has not come."""
    if day is None:
        raise Refusal("half_day_gone", _("Buổi họp này không còn trong lịch. Tải lại trang để xem lịch mới."))
    if day > today:
        raise Refusal("conference_ahead", _("Hội nghị chưa đến ngày họp. Đến ngày ấy hãy ghi."))


def check_open(*, is_open: bool) -> None:
    """Refuse to settle what is settled, or what more entries have changed meanwhile."""
    if not is_open:
        raise Refusal("finding_gone", _("Chỗ này đã có người xem, hoặc vừa có thêm mục mới. Tải lại trang để xem."))


def check_fresh(*, is_fresh: bool) -> None:
    """Refuse the code of a screen that has changed since: it was photographed and sent on, or the phone was slow."""
    if not is_fresh:
        raise Refusal("code_stale", _("Mã màn hình đã đổi. Quét mã đang hiện trên màn hình rồi bấm ngay."))


def check_not_replayed(direction: str, last: str) -> None:
    """Refuse to pass the same way twice without having gone the other way between."""
    if direction == last:
        raise Refusal("passed_already", _("Đồng chí đã được ghi qua cửa theo chiều này. Không cần quét lại."))


def no_door() -> Refusal:
    """Say that a code opens no door of this conference today."""
    return Refusal(
        "no_door", _("Mã này không mở cửa nào của hội nghị hôm nay. Xem lại sáu chữ dưới màn hình rồi nhập.")
    )
