"""Find the stamp of a state secret by its place on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vanban.model import Block


@dataclass(frozen=True, slots=True)
class Stamp:
    """A secrecy stamp: `level` is mat, toi-mat or tuyet-mat; `place` is head, header, textbox, ...; `text` as printed."""

    level: str
    text: str
    place: str
    line: int | None


def find_stamp(document_text: str, extra_blocks: Iterable[Block] = ()) -> Stamp | None:
    """Return the first secrecy stamp of a document, None when it bears none."""
    return None
