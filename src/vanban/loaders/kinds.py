"""Tell what a file is by its bytes, and only then by its ending: a .doc is often a page, and a .docx a PDF."""

from __future__ import annotations

import os
import re

from vanban.loaders.loaded import locked
from vanban.model import UnreadableFile
from vanban.patterns import late

_HEAD = 1_024
_PDF, _ZIP, _OLE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_ODT = late(rb"mimetypeapplication/vnd\.oasis\.opendocument\.text")
_OTHER_ARCHIVES = (b"xl/workbook", b"ppt/presentation", b"META-INF/container.xml", b"opendocument.spreadsheet")
_PAGE = late(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|meta|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (".txt", ".md", ".markdown", ".text", "", ".doc", ".rtf")
_SAVED_PAGES = (".mht", ".mhtml", ".doc")


def kind_of_file(data: bytes, file: str) -> str:
    """Return pdf, odt, docx, doc, rtf, html, mhtml or text; raises UnreadableFile for anything else."""
    ending = os.path.splitext(file)[1].lower().removesuffix(".")
    head = data[:_HEAD]
    if _PDF in head:
        return "pdf"
    if head.startswith(_ZIP):
        return _kind_of_archive(data, file)
    if head.startswith(_OLE):
        return _kind_of_compound(data, file)
    return _kind_of_markup(head, ending) or _kind_by_ending(ending, file)


def _kind_of_archive(data: bytes, file: str) -> str:
    if _ODT.search(data, 0, 200):
        return "odt"
    if b"word/" not in data and any(one in data for one in _OTHER_ARCHIVES):
        raise _unknown(file)
    return "odt" if file.lower().endswith(".odt") else "docx"


def _kind_of_compound(data: bytes, file: str) -> str:
    """Know the old Word among the old formats of Office by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked(file)
    if "WordDocument".encode("utf-16-le") not in data:
        raise _unknown(file)
    return "doc"


def _kind_of_markup(head: bytes, ending: str) -> str | None:
    if head.startswith(_RTF):
        return "rtf"
    if _WORD_2003 in head:
        return "doc"
    if ending in _PAGES or (_PAGE.search(head) and not ending.startswith((".md", ".markdown"))):
        return "html"
    if ending in _SAVED_PAGES:
        from vanban.loaders.mhtml import is_mhtml

        return "mhtml" if is_mhtml(head) else None
    return None


def _kind_by_ending(ending: str, file: str) -> str:
    if ending in (".docx", ".odt", ".pdf"):
        return ending[1:]
    if ending in _TEXTS:
        return "text"
    raise _unknown(file)


def _unknown(file: str) -> UnreadableFile:
    known = ".docx, .odt, .doc, .rtf, .html, .txt, .md hoặc .pdf có lớp chữ"
    return UnreadableFile(
        "unknown_format", f"Chưa đọc được loại tệp của {file}. Hãy lưu thành {known} rồi thử lại.", file
    )
