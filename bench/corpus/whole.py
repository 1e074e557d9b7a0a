"""Score the citations of documents annotated in full: how many there are were found, how many found are there.

A citation is right when its span and every field agree; the lenient count asks only for its number and its places.
Types and issuers are compared without regard to case. What the gold calls nested may be given or not, and what lies
outside the document counts neither way (bench/annotated/README.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vanban
from bench.corpus.annotated import FIELDS, Annotated, annotated

LENIENT = ("number", "part", "chapter", "article", "clause", "point")
Key = tuple[object, ...]


@dataclass(slots=True)
class Whole:
    """One document: gold, found and right citations, exact and lenient, and the fields of those with the same span."""

    doc: str
    gold: int = 0
    found: int = 0
    right: int = 0
    leniently_right: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missed: list[Key] = field(default_factory=list)
    spurious: list[Key] = field(default_factory=list)

    def line(self) -> dict[str, Any]:
        """Give the document as a line for programs."""
        counts = {"gold": self.gold, "found": self.found, "right": self.right, "lenient": self.leniently_right}
        return {"kind": "annotated", "doc": self.doc, **counts}


def whole(folder: Path) -> list[Whole]:
    """Score every annotated document that the folder has."""
    return [_score(one) for one in annotated(folder)]


def _score(one: Annotated) -> Whole:
    document = vanban.read(one.path)
    ours = [citation.to_json() for citation in document.citations]
    ours = [citation for citation in ours if not _overlaps(citation["span"], one.outside)]
    optional = {_key(one, citation) for citation in one.citations if citation.get("nested")}
    gold = [citation for citation in one.citations if not citation.get("nested")]
    score = Whole(one.doc)
    gold_keys = Counter(_key(one, citation) for citation in gold)
    our_keys = Counter(key for citation in ours if (key := _own_key(citation)) not in optional)
    both = gold_keys & our_keys
    score.gold, score.found, score.right = gold_keys.total(), our_keys.total(), both.total()
    score.missed, score.spurious = [*(gold_keys - both).elements()], [*(our_keys - both).elements()]
    _leniently(score, gold, [citation for citation in ours if _own_key(citation) not in optional])
    _by_field(score, gold_keys, our_keys)
    return score


def _overlaps(span: Iterable[int], others: tuple[tuple[int, int], ...]) -> bool:
    start, end = span
    return any(start < high and low < end for low, high in others)


def _key(one: Annotated, citation: Mapping[str, Any]) -> Key:
    return (*citation["span"], *_folded(one.fields(citation)))


def _own_key(citation: Mapping[str, Any]) -> Key:
    return (*citation["span"], *_folded(citation))


def _folded(fields: Mapping[str, Any]) -> list[object]:
    return [str(fields[name]).casefold() if fields[name] else None for name in FIELDS]


def _leniently(score: Whole, gold: list[Mapping[str, Any]], ours: list[dict[str, Any]]) -> None:
    """Count citations that agree in number and places and touch each other."""
    left = [(citation["span"], tuple(citation.get(name) for name in LENIENT)) for citation in gold]
    for citation in ours:
        start, end = citation["span"]
        places = tuple(citation[name] for name in LENIENT)
        match = next((one for one in left if one[1] == places and one[0][0] < end and start < one[0][1]), None)
        if match:
            left.remove(match)
            score.leniently_right += 1


def _by_field(score: Whole, gold: Counter[Key], ours: Counter[Key]) -> None:
    """Count fields that agree among citations of the same span and place in their list."""
    theirs: dict[Key, list[Key]] = {}
    for key in ours.elements():
        theirs.setdefault(key[:2], []).append(key)
    for key in gold.elements():
        same = theirs.get(key[:2])
        if not same:
            score.asked["span"] += 1
            continue
        score.asked["span"] += 1
        score.fields["span"] += 1
        best = max(same, key=lambda other: sum(a == b for a, b in zip(other, key, strict=True)))
        same.remove(best)
        for name, mine, right in zip(FIELDS, best[2:], key[2:], strict=True):
            if mine is not None or right is not None:
                score.asked[name] += 1
                score.fields[name] += mine == right
