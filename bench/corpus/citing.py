"""Score citations: composed sentences by all fields and the span, official source notes field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vanban
from bench.corpus.facts import Answer
from bench.corpus.folder import rows

COMPOSED, NOTES = "citations_composed.jsonl", "citations_phapdien.jsonl"
FIELDS = ("type", "number", "date", "issuer", "title", "article", "clause", "point")
NOTE_FIELDS = ("article", "type", "number", "title", "date", "issuer")
COMPOSED_BAR, SPURIOUS_BAR, NOTES_BAR = 0.97, 0.03, 0.95


@dataclass(slots=True)
class Composed:
    """What `cite` found in the sentences: exact ones, citations found of those there are, and spurious spans."""

    sentences: int = 0
    exact: int = 0
    gold: int = 0
    found: int = 0
    spurious: int = 0
    misses: list[Answer] = field(default_factory=list)


def composed(folder: Path) -> Composed:
    """Score the composed sentences; nothing is counted where the folder has none."""
    score = Composed()
    for at, row in enumerate(rows(folder / COMPOSED), start=1):
        gold = [_fields(one) for one in row["gold"]]
        ours = [_fields(one.to_json()) for one in vanban.cite(row["text"])]
        spans = {one[0] for one in gold}
        score.sentences += 1
        score.exact += ours == gold
        score.gold += len(gold)
        score.found += len([one for one in gold if one in ours])
        score.spurious += len([one for one in ours if one[0] not in spans])
        if ours != gold:
            score.misses.append(Answer(f"{COMPOSED}:{at}", "citation", str(ours), str(gold)))
    return score


def _fields(citation: Mapping[str, Any]) -> tuple[object, ...]:
    return (tuple(citation["span"]), *(citation.get(name) for name in FIELDS))


def notes(folder: Path) -> list[Answer]:
    """Give an answer per field of every source note, read from the first citation in it.

    A field that neither side has is not counted: a null in common would only flatter.
    """
    found = []
    for at, row in enumerate(rows(folder / NOTES), start=1):
        citations = vanban.cite(row["text"])
        first = citations[0].to_json() if citations else {}
        pairs = [Answer(f"{NOTES}:{at}", name, first.get(name), row["gold"].get(name)) for name in NOTE_FIELDS]
        found += [pair for pair in pairs if pair.ours is not None or pair.gold is not None]
    return found
