"""What people read for the keys that entries hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.actions.attending import PAPER, ROLL_CALL
from thongsuot.conferences.actions.hall import OWN_PHONE
from thongsuot.conferences.folds import ABSENT, EXCUSED, PRESENT
from thongsuot.kernel.clock import hour_of
from thongsuot.points.intervals import (
    ABSENT_BUT_SEEN,
    CLOCK,
    NUMBER_TAKEN,
    ONE_PHONE,
    OUT_FIRST,
    TWICE,
    TWO_POINTS,
    UNKNOWN,
)
from thongsuot.points.passages import HALL_CODE, IN, OUT, SCAN, SPOKEN_CODE, TYPED

METHODS = {
    SCAN: _("quét thẻ"),
    TYPED: _("thư ký gõ"),
    HALL_CODE: _("quét mã màn hình"),
    SPOKEN_CODE: _("mã điểm cầu"),
    OWN_PHONE: _("điện thoại đại biểu"),
    ROLL_CALL: _("điểm danh"),
    PAPER: _("danh sách giấy"),
}
WAYS = {IN: _("vào"), OUT: _("ra")}
STATUSES = {PRESENT: _("có mặt"), EXCUSED: _("vắng có lý do"), ABSENT: _("vắng")}
KINDS = {
    TWO_POINTS: _("Cùng lúc ở hai điểm cầu"),
    OUT_FIRST: _("Ra mà không thấy vào"),
    TWICE: _("Vào hai lần mà không thấy ra"),
    ABSENT_BUT_SEEN: _("Điểm danh vắng mà cửa có ghi"),
    UNKNOWN: _("Mã không rõ của ai, hoặc người không được triệu tập"),
    ONE_PHONE: _("Một điện thoại ghi cho nhiều người"),
    CLOCK: _("Đồng hồ máy chạy lệch"),
    NUMBER_TAKEN: _("Một số thứ tự của máy dùng hai lần"),
}


def duration(length: timedelta) -> str:
    """Say how long something lasted: "3 giờ 35 phút"; empty for no time at all."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = {"hours": hours, "minutes": minutes}
    if hours and minutes:
        return gettext("%(hours)s giờ %(minutes)s phút") % parts
    if hours:
        return gettext("%(hours)s giờ") % parts
    return gettext("%(minutes)s phút") % parts if minutes else ""


def span_words(came: datetime | None, left: datetime | None, place: str) -> str:
    """Say from when to when somebody was where: "7:55–11:30, Hội trường A"; a dash alone for an end nobody noted."""
    told = "–".join(hour_of(moment) if moment else "…" for moment in (came, left))
    return f"{told}, {place}" if place else told
