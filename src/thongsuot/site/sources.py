"""Files given to a command: a report that calls for texts, or a text to study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import vanban
from thongsuot.corpus.arriving.reception import read_unclassified
from vanban.model import Document


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its bytes and name, and whether it is a report (else a text to study)."""

    name: str
    content: bytes
    is_report: bool


def source_from(path: Path) -> Source:
    """Read a file. Raises Refusal for an unreadable or stamped one, OSError for one that is not there."""
    content = path.read_bytes()
    return Source(path.name, content, is_report=is_report(read_unclassified(content, path.name)))


def is_report(document: Document) -> bool:
    """Tell a report from a text to study: a text has articles, a report tells of an event."""
    articles = sum(component.counts.get("article", 0) for component in document.components)
    return articles == 0 and vanban.notice(document.text).event is not None
