"""Read every document with structural gold again in other prints, and count how often the structure stays right."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus.facts import Verdicts
from bench.corpus.folder import LEGACY, Paper
from bench.corpus.mutations import MUTATIONS, UNTOUCHED, is_markdown
from vanban.loaders.choosing import load
from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile
from vanban.outline import outline
from vanban.text import normalise, view

BAR = 0.98
FACTS = ("articles", "chapters", "components", "below")
SAMPLE = 6  # one print in so many documents, so that the sheet stays quick; MUTATE=1 reads all
_BELOW = ("part", "section", "subsection", "clause", "point")


@dataclass(slots=True)
class Mutated:
    """What one mutation did: right and asked by fact, and the documents that went wrong.

    `below` compares the counts of sections, clauses and points with those of the untouched text.
    """

    name: str
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def share(self, fact: str) -> float:
        """Give the share of right answers; 1 where nothing was asked."""
        return self.right[fact] / self.asked[fact] if self.asked[fact] else 1.0


def sample_of_environment() -> int:
    """Return how many documents share one print: what MUTATE says, else the usual sample."""
    return int(os.environ.get("MUTATE") or SAMPLE)


def mutated(papers: Iterable[Paper], sample: int) -> list[Mutated]:
    """Score every mutation on each `sample`-th of its documents; 1 takes all."""
    verdicts = Verdicts()
    golds = ((paper, _gold(paper, verdicts)) for paper in papers)
    texts = [(paper.doc, loaded, gold) for paper, gold in golds if gold and (loaded := _loaded(paper))]
    found = [Mutated(name) for name in MUTATIONS]
    for at, (doc, loaded, gold) in enumerate(texts):
        chosen = [one for place, one in enumerate(found) if (at + place) % sample == 0]
        below = _read(UNTOUCHED, loaded)["below"] if chosen else None
        for score in chosen:
            _ask(score, doc, _read(score.name, loaded), {**gold, "below": below})
    return found


def _loaded(paper: Paper) -> Loaded | None:
    """Load a document as text; what cannot be read is counted elsewhere in the sheet."""
    try:
        return load(paper.path.read_bytes(), paper.path.name)
    except UnreadableFile:
        return None


def _ask(score: Mutated, doc: str, ours: dict[str, object], gold: dict[str, object]) -> None:
    for fact, wanted in gold.items():
        score.asked[fact] += 1
        if ours[fact] == wanted:
            score.right[fact] += 1
        else:
            score.missed.append(f"{Path(doc).name}: {fact}")


def _gold(paper: Paper, verdicts: Verdicts) -> dict[str, object]:
    """Give the facts to ask for; one that somebody found wrong in the gold says nothing about a print."""
    if paper.form in LEGACY:
        return {}
    components = paper.facts.get("components")
    found = {
        "articles": paper.facts.get("article_numbers"),
        "chapters": paper.facts.get("n_chapters"),
        "components": [one["numbers"] for one in components] if components else None,
    }
    sure = (fact for fact in found if verdicts.of(paper.doc, fact).whose != "gold")
    return {fact: found[fact] for fact in sure if found[fact] is not None}


def _read(name: str, loaded: Loaded) -> dict[str, object]:
    text = normalise(MUTATIONS[name](loaded.text))
    tree = outline(text, view(text, markdown=loaded.markdown or is_markdown(name)))
    return {
        "articles": list(tree.components[0].article_numbers),
        "chapters": sum(one.counts["chapter"] for one in tree.components),
        "components": [list(one.article_numbers) for one in tree.components if one.article_numbers],
        "below": {kind: sum(one.counts.get(kind, 0) for one in tree.components) for kind in _BELOW},
    }
