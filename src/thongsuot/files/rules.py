"""How large a file may be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

MEGABYTE = 1024 * 1024


def check_size(size: int, most: int) -> None:
    """Refuse what no upload may be: empty, or of more than `most` bytes."""
    if size == 0:
        raise Refusal("file_empty", _("Tệp không có nội dung. Hãy chọn lại tệp."))
    if size > most:
        message = _("Tệp lớn hơn %(most)s MB. Hãy chia nhỏ tệp, hoặc bỏ bớt hình ảnh, rồi nhập lại.")
        raise Refusal("file_too_big", message % {"most": most // MEGABYTE})
