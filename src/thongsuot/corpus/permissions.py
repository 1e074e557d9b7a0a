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


def check_new_wording(by: Seat | None, first_unit_id: int | None) -> None:
    """Let a clerk add a wording only to what their own unit brought in: everybody then reads the new one first.

    `first_unit_id` is the unit whose seat imported the first wording, None where that was the machine.
    """
    if _brought_it_in(by, first_unit_id):
        return
    message = _("Kho đã có văn bản số này với lời khác. Hãy gửi tệp cho văn phòng cấp ủy để nhập làm bản mới.")
    raise NotAllowed("new_wording_not_allowed", message)


def check_correct(by: Seat | None, first_unit_id: int | None) -> None:
    """Let office and clerk set right what was read, a clerk only in what their own unit brought in."""
    if by is not None and by.role not in (Seat.Role.OFFICE, Seat.Role.CLERK):
        message = _("Chi tiết của văn bản do văn phòng cấp ủy và văn thư sửa. Hãy báo chỗ sai cho văn thư của đơn vị.")
        raise NotAllowed("correct_not_allowed", message)
    if not _brought_it_in(by, first_unit_id):
        message = _("Văn bản này do nơi khác nhập vào kho. Hãy báo chỗ sai cho văn phòng cấp ủy để sửa.")
        raise NotAllowed("correct_not_allowed", message)


def _brought_it_in(by: Seat | None, first_unit_id: int | None) -> bool:
    return by is None or by.role == Seat.Role.OFFICE or by.organisation_id == first_unit_id
