"""Load .txt and .md files, and decode the bytes of any other text."""

from __future__ import annotations

import codecs

from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEEN = 65_536
_MOST_NULLS = 0.01


def load_plain(data: bytes, file: str) -> Loaded:
    """Decode a text file; raises UnreadableFile when it is empty, binary or in an unknown encoding."""
    text, encoding = decoded(data, file)
    name = "md" if file.lower().endswith((".md", ".markdown")) else "txt"
    return Loaded(text, name, encoding, markdown=name == "md")


def decoded(data: bytes, file: str, said: str | None = None) -> tuple[str, str]:
    """Return text and encoding of bytes; `said` is what they say of themselves. Raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile("empty", f"Tệp {file} không có nội dung. Hãy chọn tệp khác.", file)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked != "utf-16" and data[:_SEEN].count(0) > _MOST_NULLS * len(data[:_SEEN]):
        raise UnreadableFile("binary", f"Tệp {file} không phải tệp văn bản. Hãy chọn tệp .txt, .md hoặc .docx.", file)
    for encoding in filter(None, (marked, "utf-8", said)):
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except (UnicodeDecodeError, LookupError):
            continue
    message = f"Không đọc được bảng mã của tệp {file}. Hãy lưu lại tệp với bảng mã UTF-8 rồi thử lại."
    raise UnreadableFile("encoding", message, file)
