"""Load .txt and .md files, and decode the bytes of any other text."""

from __future__ import annotations

import codecs
import unicodedata

from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEEN = 65_536
_MOST_NULLS = 0.01
_MOST_WIDE = 0.1


def load_plain(data: bytes, file: str) -> Loaded:
    """Decode a text file; raises UnreadableFile when it is empty, binary or in an unknown encoding."""
    text, encoding = decoded(data, file)
    name = "md" if file.lower().endswith((".md", ".markdown")) else "txt"
    return Loaded(text, name, encoding, markdown=name == "md")


def decoded(data: bytes, file: str, said: str | None = None) -> tuple[str, str]:
    """Return text and encoding of bytes; `said` is what they say of themselves. Raises UnreadableFile."""
    if not data or data.isspace():
        raise UnreadableFile("empty", f"Tệp {file} không có nội dung. Hãy chọn tệp khác.", file)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    marked = marked or _wide(data[:_SEEN])
    if not (marked or "").startswith("utf-16") and data[:_SEEN].count(0) > _MOST_NULLS * len(data[:_SEEN]):
        raise UnreadableFile("binary", f"Tệp {file} không phải tệp văn bản. Hãy chọn tệp .txt, .md hoặc .docx.", file)
    for encoding in filter(None, (marked, "utf-8", said)):
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except (UnicodeDecodeError, LookupError):
            continue
    if text := _in_old_encoding(data):
        return text
    message = f"Không đọc được bảng mã của tệp {file}. Hãy lưu lại tệp với bảng mã UTF-8 rồi thử lại."
    raise UnreadableFile("encoding", message, file)


def _wide(head: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: every other byte of its ASCII signs is zero."""
    halves = {"utf-16-be": head[0::2].count(0), "utf-16-le": head[1::2].count(0)}
    best = max(halves, key=lambda name: halves[name])
    return best if halves[best] > _MOST_WIDE * len(head) and min(halves.values()) == 0 else None


def _in_old_encoding(data: bytes) -> tuple[str, str] | None:
    """Return bytes that are no UTF-8 as text when they are Vietnamese in an old encoding, None when they are not.

    TCVN3 and VNI come back as windows-1252 shows them: that is how they are found in other files too.
    """
    from vanban.loaders.old_encodings import in_unicode, is_vietnamese

    seen = data.decode("cp1252", "replace")
    if in_unicode(seen).encoding:
        return seen, "windows-1252"
    composed = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    return (composed, "windows-1258") if is_vietnamese(composed) else None
