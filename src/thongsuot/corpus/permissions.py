"""Who may bring a document into the corpus."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat


def check_import(by: Seat | None) -> None:
    """Refuse everyone but office and clerk; None is the administrator at the machine itself."""
    if by is not None and by.role not in (Seat.Role.OFFICE, Seat.Role.CLERK):
        message = _("Việc nhập văn bản do văn phòng cấp ủy và văn thư làm. Hãy gửi tệp cho văn thư của đơn vị.")
        raise NotAllowed("import_not_allowed", message)
