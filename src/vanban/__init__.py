"""Read Vietnamese legal and Party documents: `read` a file, `cite` a text, take `notice` of a conference report.

Everything answered is a frozen dataclass of `vanban.model` or `vanban.noticed`, which say what the fields mean and
where the conventions come from. The other modules may change; they are imported at the first call, so that importing
the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vanban.model import (
    Block,
    Caution,
    Citation,
    Component,
    Document,
    Node,
    Relation,
    Signer,
    Source,
    Span,
    Step,
    UnreadableFile,
    WrongWords,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from vanban.noticed import AudienceGroup, Event, Instruction, Notice, NoticedPerson, NoticedWork

__all__ = [
    "AudienceGroup",
    "Block",
    "Caution",
    "Citation",
    "Component",
    "Document",
    "Event",
    "Instruction",
    "Node",
    "Notice",
    "NoticedPerson",
    "NoticedWork",
    "Relation",
    "Signer",
    "Source",
    "Span",
    "Step",
    "UnreadableFile",
    "WrongWords",
    "cite",
    "notice",
    "read",
]


def __getattr__(name: str) -> Any:
    """Give a value of a report at its first use; the rest of the public names stand here already."""
    if name in __all__:
        from vanban import noticed

        return getattr(noticed, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(source: Path | str | bytes, name: str | None = None) -> Document:
    """Read a .txt, .md, .docx, .odt, .html, .pdf, .doc or .rtf file, or its bytes under `name`, into a Document.

    The format is told by the bytes, then by the ending of the name. Spans count characters of `Document.text`; the leaf
    spans tile it. Raises UnreadableFile when nothing can be read (missing, empty, hostile, a scan, too large); anything
    doubtful is a warning of the document instead.
    """
    from vanban.reading import read_document

    return read_document(source, name)


def cite(text: str, *, as_written: bool = False) -> list[Citation]:
    """Find every citation of `text`, in its order; spans count characters of the NFC text.

    A list or range gives one citation per target with an equal `group`, or one in all when `as_written`. No text is
    refused. Places of the text itself ("Điều này", "khoản 2 Điều 5") have the target self.
    """
    from vanban.references import find_citations

    return find_citations(text, as_written=as_written)


def notice(text: str, published: date | None = None) -> Notice:
    """Read a conference report, dispatch or news item; `published` lends its year to dates written without one.

    Spans count characters of `Notice.text`. No text is refused: what is not found is None or empty.
    """
    from vanban.notices.reading import read_notice

    return read_notice(text, published)
