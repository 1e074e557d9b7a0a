"""How much a document may hold; what goes beyond is not read, so that one file cannot stop the house."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

CHARS_A_PAGE = 3_000
MOST_PAGES = 2_000
MOST_CHARS = MOST_PAGES * CHARS_A_PAGE
MOST_PROVISIONS = 50_000
MOST_PLAIN_BYTES = 12 * 1024 * 1024
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


def _too_long() -> Refusal:
    message = _("Văn bản dài hơn %(pages)s trang. Hãy tách các phụ lục thành tệp riêng rồi nhập lại.")
    return Refusal("too_long", message % {"pages": f"{MOST_PAGES:,}".replace(",", ".")})
