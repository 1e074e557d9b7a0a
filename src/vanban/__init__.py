"""Read Vietnamese legal and Party documents: `read` a file, `cite` a text, take `notice` of a conference report.

The submodules are imported at the first call, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vanban.model import Citation, Document, Notice, UnreadableFile

__all__ = ["Citation", "Document", "Notice", "UnreadableFile", "cite", "notice", "read"]


def read(source: Path | str | bytes, name: str | None = None) -> Document:
    """Read a .txt, .md, .docx, .html or .pdf file, or its bytes under `name`, into a Document.

    Raises UnreadableFile when nothing can be read; anything doubtful is a warning of the document instead.
    """
    from vanban.reading import read_document

    return read_document(source, name)


def cite(text: str, *, as_written: bool = False) -> list[Citation]:
    """Find every citation of `text`, in its order; spans count characters of the NFC text.

    A list or range gives one citation per target with an equal `group`, or one in all when `as_written`.
    """
    from vanban.references import find_citations

    return find_citations(text, as_written=as_written)


def notice(text: str, published: date | None = None) -> Notice:
    """Read a conference report, dispatch or news item; `published` lends its year to dates written without one."""
    from vanban.notices.reading import read_notice

    return read_notice(text, published)
