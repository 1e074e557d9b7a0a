"""Hold what a folder of real documents says about them: gold, where each came from, and which traps it sets.

The folder has docs/ and gold.jsonl; MANIFEST.jsonl, openings/ and the two files of citations may be missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCAN, NO_TEXT = "pdf-scan", "no_text_layer"
LEGACY = ("derived TCVN3", "derived VNI")
_DERIVED = re.compile(r"__derived_?([a-z0-9]*)$")
_PARTY_NUMBER = re.compile(r"\d+\s*-\s*[^\W\d]+\s*/")
_BROKEN_GLYPH = re.compile("[\x00-\x08\x0b-\x1f\ue000-\uf8ff\u0400-\u04ff]")
_RUN_ON_ARTICLE = re.compile(r"\w[.;] {1,2}Điều \d+[a-z]?\.")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One document with its gold; `facts` holds a fact only where the gold is sure of it."""

    doc: str
    path: Path
    facts: Mapping[str, Any]
    manifest: Mapping[str, Any]

    @property
    def form(self) -> str:
        """Name its format, or how it was derived from another document."""
        derived = _DERIVED.search(self.path.stem)
        if derived:
            return f"derived {derived[1].upper() or self.path.suffix[1:]}"
        return str(self.manifest.get("format") or self.path.suffix[1:])

    @property
    def is_scan(self) -> bool:
        """Say whether it is a picture of a document, which is to be refused and not read."""
        return self.manifest.get("format") == SCAN

    def traps(self, text: str | None) -> Iterator[str]:
        """Name the classes of traps it belongs to; those of a scan's damage are seen in `text` only."""
        number = str(self.facts.get("number") or self.manifest.get("number") or "")
        title = str(self.facts.get("title") or self.manifest.get("title") or "").casefold()
        if self.manifest.get("kind") == "van-ban-hop-nhat" or "VBHN" in number or "vbhn" in self.doc:
            yield "consolidated"
        if "sửa đổi" in title:
            yield "amending"
        if self.manifest.get("kind") == "party" or _PARTY_NUMBER.match(number):
            yield "Party"
        if len(self.facts.get("components") or ()) > 1:
            yield "components"
        if "OCR" in str(self.facts.get("note", "")) or (text is not None and _is_damaged(text)):
            yield "OCR or broken glyphs"


def _is_damaged(text: str) -> bool:
    """Say whether a scan or a PDF left its marks: glyphs of no alphabet of ours, or articles that run on in a line."""
    return len(_BROKEN_GLYPH.findall(text)) >= _MANY or len(_RUN_ON_ARTICLE.findall(text)) >= _MANY


def papers(folder: Path) -> list[Paper]:
    """List the documents of a folder, also those without gold, which count as read or not read all the same."""
    manifest = {str(row.get("file")): row for row in rows(folder / "MANIFEST.jsonl")}
    gold = {str(row["doc"]): row for row in rows(folder / "gold.jsonl")}
    lying = {f"docs/{path.name}" for path in (folder / "docs").iterdir() if path.is_file()}
    return [Paper(doc, folder / doc, gold.get(doc, {}), manifest.get(doc, {})) for doc in sorted(lying | set(gold))]


def openings(folder: Path) -> list[Paper]:
    """List the openings whose header was read by hand; none where the folder has none."""
    return [Paper(str(row["doc"]), folder / row["doc"], row, {}) for row in rows(folder / "openings" / "gold.jsonl")]


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines; none when it is not there."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
