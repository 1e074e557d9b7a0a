"""May this seat? A point's door is kept by its clerk, or by a keeper; who sets points is who keeps conferences."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat
from thongsuot.points.keys import PointPass


def check_run(seat: Seat, *, is_run: bool) -> None:
    """Let only the clerk of a point, or a keeper, write at its door."""
    if not is_run:
        raise NotAllowed("clerk_only", _("Điểm cầu này có thư ký riêng. Nhờ người ấy, hoặc văn thư đơn vị, ghi giúp."))


def check_signed(held: PointPass | None) -> PointPass:
    """Let nobody write by a pass that this house did not sign."""
    if held is None:
        raise _ended()
    return held


def check_point_pass(held: PointPass, point: int, now: datetime) -> None:
    """Let a pass write at its own point while it lasts."""
    if held.point != point or now.timestamp() >= held.until:
        raise _ended()


class DeviceEnded(NotAllowed):
    """Say that a device was shut out; the page then drops the list it took along, and keeps what it has not sent."""

    status = 410


def check_device(*, is_ended: bool) -> None:
    """Let a device that a keeper shut out neither take a list nor bring a queue."""
    if is_ended:
        raise DeviceEnded(
            "device_ended",
            _("Máy này đã bị ngắt khỏi điểm cầu. Các mục chưa gửi vẫn còn trên máy: lưu ra tệp rồi đưa văn thư nhận."),
        )


def _ended() -> NotAllowed:
    message = _("Trang điểm cầu này đã hết hiệu lực. Đăng nhập và mở lại trang; các mục chưa gửi vẫn còn trên máy.")
    return NotAllowed("point_pass_not_valid", message)
