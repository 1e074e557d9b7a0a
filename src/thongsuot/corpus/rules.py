"""What a document may hold and say of itself; what goes beyond is not read, so that one file cannot stop the house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.corpus.models import Work
from thongsuot.kernel.errors import Refusal
from vanban.lexicon import vocabulary

CHARS_A_PAGE = 3_000
MOST_PAGES = 2_000
MOST_CHARS = MOST_PAGES * CHARS_A_PAGE
MOST_PROVISIONS = 50_000
MOST_PLAIN_BYTES = 12 * 1024 * 1024
MOST_SIGNS = {"type_key": 40, "number": 80, "issuer": 300, "title": 1000, "issued_on": 10, "in_force_from": 10}
PLAIN = (".txt", ".md", ".markdown")


def check_plain_size(name: str, size: int) -> None:
    """Refuse a plain text of more bytes than 2,000 pages of Vietnamese can have, before it is read at all."""
    if name.lower().endswith(PLAIN) and size > MOST_PLAIN_BYTES:
        raise _too_long()


def check_length(chars: int) -> None:
    """Refuse a text of more than 2,000 pages, counted as 3,000 characters each."""
    if chars > MOST_CHARS:
        raise _too_long()


def check_provisions(number: int) -> None:
    """Refuse a text that falls into more pieces than any law has: such a page could not be shown."""
    if number > MOST_PROVISIONS:
        message = _(
            "Văn bản có quá nhiều điều, khoản, điểm để hiển thị. Hãy tách các phụ lục thành tệp riêng rồi nhập lại."
        )
        raise Refusal("too_many_provisions", message)


def check_chosen(number: int) -> None:
    """Refuse to keep nothing: whoever means that cancels."""
    if not number:
        raise Refusal("nothing_chosen", _("Chưa chọn tệp nào. Chọn ít nhất một tệp, hoặc bấm Hủy để bỏ tất cả."))


def check_seen(seen: str, target: str) -> None:
    """Refuse to keep a file as something else than was shown; that its very words came in meanwhile does no harm."""
    if seen != target and not target.startswith("same-"):
        message = _("Với chi tiết này, tệp không còn là việc vừa xem. Xem lại dòng bên dưới rồi bấm nhập lần nữa.")
        raise Refusal("seen_otherwise", message)


def check_apart(other: Work | None) -> None:
    """Refuse to make one work another: two texts become wordings of one only by being imported so."""
    if other is None:
        return
    message = _(
        "Kho đã có %(type)s %(number)s là một văn bản khác. Xem lại số và ngày; nếu đúng là cùng một văn bản, "
        "nhập tệp này lại và ghi đúng số khi xem trước, tệp sẽ thành bản mới của văn bản ấy."
    )
    raise Refusal("work_exists", message % {"type": other.type_label, "number": other.number})


def check_facts(texts: Mapping[str, str], *, today: date) -> None:
    """Refuse a fact that no document can have: issued on a day to come, of an unknown type, or too long to keep."""
    if texts.get("issued_on", "") > today.isoformat():
        raise Refusal("issued_later", _("Ngày ban hành không thể sau hôm nay. Xem lại ngày ghi trên văn bản."))
    if texts.get("type_key", "") not in {"", *vocabulary("types")["names"]}:
        raise Refusal("unknown_type", _("Chọn một loại văn bản trong danh sách."))
    if any(len(text) > MOST_SIGNS[name] for name, text in texts.items()):
        raise Refusal("fact_too_long", _("Nội dung sửa dài quá mức giữ được. Rút gọn rồi lưu lại."))


def _too_long() -> Refusal:
    message = _("Văn bản dài hơn %(pages)s trang. Hãy tách các phụ lục thành tệp riêng rồi nhập lại.")
    return Refusal("too_long", message % {"pages": f"{MOST_PAGES:,}".replace(",", ".")})
