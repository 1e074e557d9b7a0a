"""Load .pdf by its text layer: pages in order, each new page beginning with a form feed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vanban.loaders.loaded import MOST_PAGES, Loaded
from vanban.loaders.pdf_page import text_of
from vanban.model import Caution, UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FEW_SIGNS = 300
_MOST_NAMED = 10
_PICTURED = 0.1
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a page, and whether a picture holds its words: at most a running head and a signature are text."""

    text: str
    is_scan: bool


def load_pdf(data: bytes, file: str) -> Loaded:
    """Return the text layer of a PDF; raises UnreadableFile for a scan, an encrypted or a broken file."""
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
    if 1 in scans or not any(page.text.strip() and not page.is_scan for page in pages):
        what = "là bản chụp" if len(scans) == len(pages) else "có trang đầu là ảnh chụp"
        message = f"Tệp {file} {what}, không có lớp chữ. Hãy dùng bản có lớp chữ, hoặc nhận dạng chữ rồi thử lại."
        raise UnreadableFile("no_text_layer", message, file)
    cautions = (_without_text(scans),) if scans else ()
    return Loaded("\n\f".join(page.text for page in pages), "pdf", "utf-8", cautions=cautions)


def _without_text(scans: list[int]) -> Caution:
    """Warn of pages that are pictures: their words, and a stamp on them, were seen by nobody."""
    shown = ", ".join(map(str, scans[:_MOST_NAMED])) + ("…" if len(scans) > _MOST_NAMED else "")
    return Caution("pages_without_text", None, f"Trang {shown} là ảnh, không đọc được chữ. Hãy đối chiếu với bản gốc.")


def _page(page: PdfPage) -> _Page:
    with closing(page):
        text = text_of(page).replace("\r\n", "\n")
        return _Page(text, len("".join(text.split())) < _FEW_SIGNS and _picture(page) >= _PICTURED)


def _picture(page: PdfPage) -> float:
    """Return how much of the page its pictures cover."""
    width, height = page.get_size()
    bounds = (one.get_bounds() for one in page.get_objects([_PICTURE], max_depth=3))
    areas = (max(right - left, 0) * max(top - bottom, 0) for left, bottom, right, top in bounds)
    return float(sum(areas) / max(width * height, 1.0))


def _refusal(error: Exception, file: str) -> UnreadableFile:
    if "password" in str(error).lower():
        message = f"Tệp {file} được đặt mật khẩu. Hãy bỏ mật khẩu rồi thử lại."
        return UnreadableFile("encrypted", message, file)
    return UnreadableFile("broken_pdf", f"Tệp {file} bị hỏng hoặc không phải .pdf. Hãy lưu lại tệp rồi thử lại.", file)
