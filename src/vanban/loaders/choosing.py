"""Choose the loader of a file by what its bytes are, then by its ending; keep the limits on its size."""

from __future__ import annotations

from pathlib import Path

from vanban.loaders.loaded import MOST_BYTES, Loaded
from vanban.loaders.old_signs import is_strange
from vanban.model import UnreadableFile

_HEAD = 1_024
_TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text", "")


def file_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a file; raises UnreadableFile when it is missing, forbidden or too big."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile("too_big", f"Tệp {file} quá lớn. Hãy chia nhỏ tệp rồi thử lại.", file)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("not_found", f"Không tìm thấy tệp {file}. Hãy kiểm tra lại đường dẫn.", file) from None
    except OSError:
        raise UnreadableFile("not_readable", f"Không mở được tệp {file}. Hãy kiểm tra quyền đọc tệp.", file) from None


def load(data: bytes, file: str) -> Loaded:
    """Return text and blocks of a file in Unicode, by what its bytes are, then by its ending; raises UnreadableFile."""
    loaded = _loaded(data, file)
    if not any(map(is_strange, (loaded.text, *(block.text for block in loaded.blocks)))):
        return loaded
    from vanban.loaders.old_encodings import mended

    return mended(loaded)


def _loaded(data: bytes, file: str) -> Loaded:
    ending = Path(file).suffix.lower()
    if b"%PDF-" in data[:_HEAD]:
        from vanban.loaders.pdf import load_pdf

        return load_pdf(data, file)
    if data.startswith(b"PK\x03\x04") or ending == ".docx":
        from vanban.loaders.docx import load_docx

        return load_docx(data, file)
    if ending in (".html", ".htm"):
        from vanban.loaders.html import load_html

        return load_html(data, file)
    if ending not in _TEXT_ENDINGS or data.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(
            "unknown_format",
            f"Chưa đọc được loại tệp của {file}. Hãy lưu thành .docx, .pdf, .html, .txt hoặc .md rồi thử lại.",
            file,
        )
    from vanban.loaders.plain import load_plain

    return load_plain(data, file)
