"""Load .txt and .md files."""

from __future__ import annotations

import codecs

from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEEN = 65_536
_MOST_NULLS = 0.01


def load_plain(data: bytes, file: str) -> Loaded:
    """Decode a text file; raises UnreadableFile when it is empty, binary or in an unknown encoding."""
    if not data.strip():
        raise UnreadableFile("empty", f"Tệp {file} không có nội dung. Hãy chọn tệp khác.", file)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if not encoding.startswith("utf-16") and data[:_SEEN].count(0) > _MOST_NULLS * len(data[:_SEEN]):
        raise UnreadableFile("binary", f"Tệp {file} không phải tệp văn bản. Hãy chọn tệp .txt, .md hoặc .docx.", file)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        message = f"Không đọc được bảng mã của tệp {file}. Hãy lưu lại tệp với bảng mã UTF-8 rồi thử lại."
        raise UnreadableFile("encoding", message, file) from None
    name = "md" if file.lower().endswith((".md", ".markdown")) else "txt"
    return Loaded(text, name, encoding.removesuffix("-sig"), markdown=name == "md")
