"""May a token be made now? Pure: loaded values and the day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

MOST_DAYS = 366
MOST_TOKENS = 10


def check_token(name: str, expires_on: date, today: date) -> None:
    """Refuse a token without a purpose, already over, or longer than a year."""
    if not name.strip():
        raise Refusal("token_unnamed", _("Ghi mã này dùng cho hệ thống nào rồi lập lại."))
    if not today <= expires_on <= today + timedelta(days=MOST_DAYS):
        raise Refusal("token_days", _("Chọn ngày cuối cùng từ hôm nay đến một năm sau."))


def check_tokens(number: int) -> None:
    """Refuse one more where a seat has many: those no longer in use are taken back first."""
    if number >= MOST_TOKENS:
        raise Refusal("too_many_tokens", _("Vị trí này đã có mười mã còn hạn. Thu hồi mã không dùng nữa rồi lập lại."))
