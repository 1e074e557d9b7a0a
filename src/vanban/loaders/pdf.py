"""Load .pdf by its text layer: pages in order, each new page beginning with a form feed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vanban.loaders.legible import is_nonsense
from vanban.loaders.loaded import MOST_PAGES, Loaded, locked
from vanban.loaders.pdf_page import text_of
from vanban.model import Caution, UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FEW_SIGNS = 300
_MOST_NAMED = 10
_PICTURED = 0.1
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_UNREAD = {
    "pages_without_text": "là ảnh, không đọc được chữ",
    "pages_garbled": "có lớp chữ sai mã, chữ lấy ra không đọc được",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a page, whether a picture holds its words but for a few, and whether nobody could read the text."""

    text: str
    is_scan: bool
    is_nonsense: bool


def load_pdf(data: bytes, file: str) -> Loaded:
    """Return the text layer of a PDF; raises UnreadableFile for a scan, a garbled, locked or broken file."""
    try:
        import pypdfium2
    except ImportError:
        message = f"Máy này chưa cài phần đọc PDF (pypdfium2) nên chưa đọc được {file}. Hãy dùng bản .docx của văn bản."
        raise UnreadableFile("no_pdf_reader", message, file) from None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise UnreadableFile("too_big", f"Tệp {file} có quá nhiều trang. Hãy chia nhỏ tệp rồi thử lại.", file)
            pages = [_page(page) for page in document]
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, file) from error
    scans = [number for number, page in enumerate(pages, 1) if page.is_scan]
    garbled = [number for number, page in enumerate(pages, 1) if page.is_nonsense]
    _check(pages, scans, garbled, file)
    cautions = (*_cautions("pages_without_text", scans), *_cautions("pages_garbled", garbled))
    return Loaded("\n\f".join(page.text for page in pages), "pdf", "utf-8", cautions=cautions)


def _check(pages: list[_Page], scans: list[int], garbled: list[int], file: str) -> None:
    """Refuse a file whose first page nobody can read, or hardly any page."""
    if 1 in scans or not any(page.text.strip() and not page.is_scan for page in pages):
        what = "là bản chụp" if len(scans) == len(pages) else "có trang đầu là ảnh chụp"
        message = f"Tệp {file} {what}, không có lớp chữ. Hãy dùng bản có lớp chữ, hoặc nhận dạng chữ rồi thử lại."
        raise UnreadableFile("no_text_layer", message, file)
    if 1 in garbled or len(garbled) > len(pages) / 2:
        message = (
            f"Tệp {file} nhìn thì đọc được nhưng lớp chữ bên trong sai mã, lấy ra chỉ là ký hiệu vô nghĩa."
            " Hãy dùng bản .docx, hoặc nhận dạng chữ rồi thử lại."
        )
        raise UnreadableFile("garbled_text", message, file)


def _cautions(code: str, pages: list[int]) -> Iterator[Caution]:
    """Warn of pages whose words, and a stamp on them, were seen by nobody."""
    shown = ", ".join(map(str, pages[:_MOST_NAMED])) + ("…" if len(pages) > _MOST_NAMED else "")
    if pages:
        yield Caution(code, None, f"Trang {shown} {_UNREAD[code]}. Hãy đối chiếu với bản gốc.")


def _page(page: PdfPage) -> _Page:
    with closing(page):
        text = text_of(page).replace("\r\n", "\n")
        is_scan = len("".join(text.split())) < _FEW_SIGNS and _picture(page) >= _PICTURED
        return _Page(text, is_scan, is_nonsense(text))


def _picture(page: PdfPage) -> float:
    """Return how much of the page its pictures cover."""
    width, height = page.get_size()
    bounds = (one.get_bounds() for one in page.get_objects([_PICTURE], max_depth=3))
    areas = (max(right - left, 0) * max(top - bottom, 0) for left, bottom, right, top in bounds)
    return float(sum(areas) / max(width * height, 1.0))


def _refusal(error: Exception, file: str) -> UnreadableFile:
    if "password" in str(error).lower():
        return locked(file)
    return UnreadableFile("broken_pdf", f"Tệp {file} bị hỏng hoặc không phải .pdf. Hãy lưu lại tệp rồi thử lại.", file)
