"""Choose the loader of a file, and see to it that what it loads is Unicode; keep the limit on its size."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from vanban.loaders.kinds import kind_of_file
from vanban.loaders.loaded import MOST_BYTES, Loaded
from vanban.loaders.old_signs import is_strange
from vanban.model import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

_LOADERS = {
    "docx": ("docx", "load_docx"),
    "html": ("html", "load_html"),
    "mhtml": ("mhtml", "load_mhtml"),
    "odt": ("odt", "load_odt"),
    "pdf": ("pdf", "load_pdf"),
    "text": ("plain", "load_plain"),
}


def file_bytes(path: Path | str, file: str) -> bytes:
    """Return the bytes of a file; raises UnreadableFile when it is missing, forbidden or too big."""
    try:
        if os.stat(path).st_size > MOST_BYTES:
            raise UnreadableFile("too_big", f"Tệp {file} quá lớn. Hãy chia nhỏ tệp rồi thử lại.", file)
        with open(path, "rb") as opened:
            return opened.read()
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
    kind = kind_of_file(data, file)
    if kind in ("doc", "rtf"):
        from vanban.loaders.office import load_office

        return load_office(data, file, kind)
    module, function = _LOADERS[kind]
    loader: Callable[[bytes, str], Loaded] = getattr(import_module(f"vanban.loaders.{module}"), function)
    return loader(data, file)
