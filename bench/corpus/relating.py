"""Score what documents do to others against gold read by hand: kind and number, or the name of a law without one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import vanban

GOLD = Path(__file__).resolve().parent.parent / "relations.toml"


@dataclass(frozen=True, slots=True)
class Related:
    """One document: what the gold has and what was found, each as "kind number"."""

    doc: str
    gold: frozenset[str]
    found: frozenset[str]

    @property
    def right(self) -> int:
        """Count what both have."""
        return len(self.gold & self.found)


def related(folder: Path, gold: Path = GOLD) -> list[Related]:
    """Score every document of the gold that the folder has."""
    table: dict[str, list[str]] = tomllib.loads(gold.read_text("utf-8"))
    return [
        Related(doc, frozenset(ones), _found(folder / doc)) for doc, ones in table.items() if (folder / doc).is_file()
    ]


def _found(path: Path) -> frozenset[str]:
    relations = vanban.read(path).relations
    return frozenset(f"{one.kind} {one.target.number or one.target.type}" for one in relations)
