"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

MINUTES, NEWS, INVITATION = "minutes", "news", "invitation"
MOST_LETTERS = 20_000
MOST_PHOTOS = 8
WRITTEN = (MINUTES, NEWS, INVITATION)


def check_written(kind: str, text: str) -> None:
    """Refuse a kind that nobody writes by hand, no words at all, or more than a paper holds."""
    if kind not in WRITTEN:
        raise Refusal("paper_unknown", _("Không có loại giấy tờ này. Mở lại từ trang của hội nghị."))
    if not text.strip():
        raise Refusal("paper_empty", _("Ghi nội dung rồi lưu lại."))
    if len(text) > MOST_LETTERS:
        message = _("Nội dung dài quá %(most)s chữ. Viết ngắn lại, phần còn lại đính kèm thành tệp.")
        raise Refusal("paper_long", message % {"most": MOST_LETTERS})


def check_photo(caption: str, kept: int) -> None:
    """Refuse a photograph without a word of what it shows, and more of them than a report bears."""
    if not caption.strip():
        raise Refusal("caption_missing", _("Ghi một câu nói ảnh chụp gì, rồi gửi lại."))
    if kept >= MOST_PHOTOS:
        raise Refusal(
            "photos_full", _("Báo cáo nhận tối đa %(most)s ảnh. Bỏ bớt một ảnh rồi gửi.") % {"most": MOST_PHOTOS}
        )


def check_ahead(day: date | None, today: date) -> date:
    """Refuse to invite to what is over or has no day; else give the day."""
    if day is None or day < today:
        raise Refusal("conference_past", _("Hội nghị đã qua ngày họp nên không gửi lời mời nữa."))
    return day


def check_over(ended_at: datetime | None) -> None:
    """Refuse to certify who was there before the conference is over."""
    if ended_at is None:
        raise Refusal(
            "conference_not_over", _("Hội nghị chưa bế mạc nên chưa lập giấy xác nhận. Ghi bế mạc rồi lập lại.")
        )


def check_sealed(*, is_sealed: bool) -> None:
    """Refuse the receipt of an entry that no head covers yet."""
    if not is_sealed:
        raise Refusal("receipt_not_sealed", _("Dòng của giấy này đang chờ niêm trong sổ. Vài giây nữa tải lại."))
