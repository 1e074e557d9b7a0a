"""Score signers with their posts, the day an act is in force and its grounds against documents read by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vanban

GOLD = Path(__file__).resolve().parent.parent / "headers.toml"
FACTS = ("signers", "posts", "in force", "grounds")


@dataclass(frozen=True, slots=True)
class Headed:
    """One document: what the gold has and what was found, by fact; a ground counts by its number in the row."""

    doc: str
    gold: Mapping[str, frozenset[object]]
    found: Mapping[str, frozenset[object]]

    def counts(self, fact: str) -> tuple[int, int, int]:
        """Return how many are right, in the gold, and found."""
        gold, found = self.gold[fact], self.found[fact]
        return len(gold & found), len(gold), len(found)


def headed(folder: Path, gold: Path = GOLD) -> list[Headed]:
    """Score every document of the gold that the folder has with the same text."""
    table: dict[str, dict[str, Any]] = tomllib.loads(gold.read_text("utf-8"))
    scored = (_one(folder, doc, facts) for doc, facts in table.items() if (folder / doc).is_file())
    return [one for one in scored if one]


def _one(folder: Path, doc: str, facts: Mapping[str, Any]) -> Headed | None:
    document = vanban.read(folder / doc)
    if len(document.text) != facts["chars"]:
        return None
    signers = [(tuple(span), post) for *span, post in facts["signers"]]
    ours = [(one.span, one.post or "") for one in document.signers]
    force = document.in_force_from.isoformat() if document.in_force_from else ""
    return Headed(
        doc,
        _facts(signers, facts["in_force"], facts["grounds"]),
        _facts(ours, force, len(document.based_on)),
    )


def _facts(signers: list[tuple[Any, str]], force: str, grounds: int) -> dict[str, frozenset[object]]:
    return {
        "signers": frozenset(span for span, _post in signers),
        "posts": frozenset((span, post) for span, post in signers if post),
        "in force": frozenset([force] if force else []),
        "grounds": frozenset(range(grounds)),
    }
