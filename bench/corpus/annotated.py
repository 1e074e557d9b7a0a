"""Load the documents whose citations were annotated in full; the rules are in bench/annotated/README.md.

The gold keeps spans only, so it is of use where the corpus is at hand; a document with other bytes is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.loaders.choosing import file_bytes, load
from vanban.text import normalise

GOLD = Path(__file__).resolve().parent.parent / "annotated"
FIELDS = ("type", "number", "date", "issuer", "title", "part", "chapter", "article", "clause", "point", "target")


class OtherText(Exception):
    """The document at hand is not the one that was annotated, or its loader now gives another text."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document: its text, its citations with a missing field left out, and the spans that are none of it."""

    doc: str
    path: Path
    text: str
    citations: tuple[Mapping[str, Any], ...]
    outside: tuple[tuple[int, int], ...]

    def fields(self, citation: Mapping[str, Any]) -> dict[str, str | None]:
        """Return every field of a citation, the title in the words of the document."""
        found = {name: citation.get(name) for name in FIELDS}
        start, end = citation.get("title", (0, 0))
        return found | {"title": " ".join(self.text[start:end].replace("*", "").split()) or None}


def annotated(folder: Path, gold: Path = GOLD) -> list[Annotated]:
    """Return the annotated documents that `folder` has, with their text; raises OtherText when one is not the same."""
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))]
    return [_one(folder, row) for row in rows if (folder / row["doc"]).is_file()]


def _one(folder: Path, row: Mapping[str, Any]) -> Annotated:
    path = folder / row["doc"]
    data = file_bytes(path, path.name)
    text = normalise(load(data, path.name).text)
    if hashlib.sha256(data).hexdigest() != row["sha256"] or len(text) != row["chars"]:
        raise OtherText(row["doc"])
    outside = tuple((start, end) for start, end in row["outside"])
    return Annotated(row["doc"], path, text, tuple(row["citations"]), outside)
