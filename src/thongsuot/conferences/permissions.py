"""May this seat? A unit's own keepers hold its conference; everybody answers for themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.conferences.passes import Pass
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Power, Seat


def check_keep(seat: Seat) -> None:
    """Let only those who answer for their unit plan, mark, write questions and report."""
    if not seat.may(Power.MEETINGS):
        raise NotAllowed("keepers_only", _("Việc này do văn thư hoặc người đứng đầu đơn vị làm. Nhờ họ ghi giúp."))


def check_read_report(seat: Seat) -> None:
    """Let who keeps the unit, and who audits it, open its report."""
    if not seat.audits:
        check_keep(seat)


def check_delegate(seat: Seat, delegates: Collection[int]) -> None:
    """Let only the delegates of a conference take its check."""
    if seat.pk not in delegates:
        raise NotAllowed("not_a_delegate", _("Vị trí này không thuộc thành phần triệu tập của hội nghị."))


def check_signed(held: Pass | None) -> Pass:
    """Let nobody act by a pass that this house did not sign."""
    if held is None:
        raise _ended()
    return held


def check_pass(held: Pass, conference: int, now: datetime) -> None:
    """Let a delegate's page act at its own conference while its pass lasts."""
    if held.conference != conference or now.timestamp() >= held.until:
        raise _ended()


def check_standing(*, is_taken_back: bool) -> None:
    """End a pass with the entry code it was given for: paper or a phone that was lost must do nothing more."""
    if is_taken_back:
        raise _ended()


def _ended() -> NotAllowed:
    """Say the one sentence for all that can be wrong with a pass: nobody learns which it was."""
    return NotAllowed("pass_not_valid", _("Trang này đã hết hiệu lực. Quét lại mã cá nhân để mở trang mới."))
