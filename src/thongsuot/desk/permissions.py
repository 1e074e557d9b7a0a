"""Who may read what others did."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat


def check_audit(seat: Seat) -> None:
    """Let only an auditor read the lines of other seats."""
    if not seat.audits:
        raise NotAllowed(
            "auditors_only", _("Nhật ký của đơn vị do người làm thanh tra, kiểm tra đọc. Việc của mình xem ở Nhật ký.")
        )
