"""May this seat? A unit's own keepers hold its conference; everybody answers for themselves."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat


def check_keep(seat: Seat) -> None:
    """Let only those who answer for their unit plan, mark, write questions and report."""
    if not seat.is_keeper:
        raise NotAllowed("keepers_only", _("Việc này do văn thư hoặc người đứng đầu đơn vị làm. Nhờ họ ghi giúp."))


def check_delegate(seat: Seat, delegates: Collection[int]) -> None:
    """Let only the delegates of a conference take its check."""
    if seat.pk not in delegates:
        raise NotAllowed("not_a_delegate", _("Vị trí này không thuộc thành phần triệu tập của hội nghị."))
