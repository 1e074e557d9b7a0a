"""Who may bring a document into the corpus, and who may speak for one that is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Bringer:
    """The unit that brought a document in: its place in the tree, and its name for who looks for it."""

    path: str
    name: str


def check_import(by: Seat | None) -> None:
    """Refuse everyone but office and clerk; None is the administrator at the machine itself."""
    if by is not None and by.role not in (Seat.Role.OFFICE, Seat.Role.CLERK):
        message = _("Việc nhập văn bản do văn phòng cấp ủy và văn thư làm. Hãy gửi tệp cho văn thư của đơn vị.")
        raise NotAllowed("import_not_allowed", message)


def check_new_wording(by: Seat | None, bringer: Bringer | None) -> None:
    """Let add a wording who may answer for the document: everybody then reads the new one first.

    `bringer` is the unit whose seat imported the first wording, None where that was the machine.
    """
    if _answers_for(by, bringer):
        return
    message = _("Kho đã có văn bản số này với lời khác. Hãy gửi tệp cho %(whom)s để nhập làm bản mới.")
    raise NotAllowed("new_wording_not_allowed", message % {"whom": _whom(bringer)})


def check_correct(by: Seat | None, bringer: Bringer | None) -> None:
    """Let set right what was read: office and clerk of the unit that brought it in, and the offices above that."""
    if _answers_for(by, bringer):
        return
    message = _("Số, ngày, trích yếu do nơi nhập văn bản sửa. Thấy chỗ sai, hãy báo cho %(whom)s.")
    raise NotAllowed("correct_not_allowed", message % {"whom": _whom(bringer)})


def _answers_for(by: Seat | None, bringer: Bringer | None) -> bool:
    """Say whether a seat may speak for a document: what the machine brought in is the highest office's."""
    if by is None or by.role not in (Seat.Role.OFFICE, Seat.Role.CLERK):
        return by is None
    if bringer is None:
        return by.role == Seat.Role.OFFICE and by.organisation.parent_id is None
    if by.organisation.path == bringer.path:
        return True
    return by.role == Seat.Role.OFFICE and bringer.path.startswith(f"{by.organisation.path}/")


def _whom(bringer: Bringer | None) -> str:
    if bringer is None:
        return _("văn phòng cấp ủy cao nhất trong hệ thống")
    return _("văn thư hoặc văn phòng của %(unit)s") % {"unit": bringer.name}
