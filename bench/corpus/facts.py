"""Compare what was read with the gold, fact by fact, and say for every miss whose it is."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus.folder import Paper
from vanban.lexicon import document_types
from vanban.model import Document

MISSES = Path(__file__).resolve().parent.parent / "corpus_misses.toml"
BARS = {"articles": 0.98, "chapters": 0.98, "number": 0.98, "date": 0.97, "issuer": 0.97, "title": 0.93}
MOST_COMPONENT_MISSES = 1
FACTS = ("articles", "chapters", "components", "type", "number", "date", "issuer", "title")
UNEXPLAINED, EVERY = "unexplained", "*"
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact of one document: what the gold has and what was read."""

    doc: str
    fact: str
    ours: object
    gold: object

    @property
    def is_right(self) -> bool:
        """Say whether both are the same, to the letter."""
        return self.ours == self.gold

    def shown(self) -> tuple[str, str]:
        """Give ours and gold as short strings that begin a little before they part."""
        ours, gold = _words(self.ours), _words(self.gold)
        same = next((at for at, (one, other) in enumerate(zip(ours, gold, strict=False)) if one != other), None)
        start = max(0, (min(len(ours), len(gold)) if same is None else same) - _SHOWN // 2)
        return _cut(ours, start), _cut(gold, start)


def answers(paper: Paper, document: Document) -> Iterator[Answer]:
    """Give an answer for every fact that the gold holds and that stands in the file."""
    absent = paper.facts.get("fields_not_in_text") or ()
    for fact in asked(paper):
        if fact not in absent:
            yield Answer(paper.doc, fact, _OURS[fact](document), _gold(paper.facts, fact))


def asked(paper: Paper) -> list[str]:
    """List the facts that the gold holds for a document."""
    return [fact for fact in FACTS if _gold(paper.facts, fact) is not None]


def opening_answers(paper: Paper, document: Document) -> Iterator[Answer]:
    """Give the answers of a header read by hand, whose titles are not in the capitals of the page."""
    for answer in answers(paper, document):
        if answer.fact == "title":
            yield Answer(answer.doc, "title", _folded(answer.ours), _folded(answer.gold))
        else:
            yield answer
    if "n_can_cu" in paper.facts:
        yield Answer(paper.doc, "based on", len(document.based_on), paper.facts["n_can_cu"])


def _gold(facts: Mapping[str, Any], fact: str) -> object:
    return _GOLD[fact](facts)


def _type(facts: Mapping[str, Any]) -> str | None:
    words = facts.get("doc_type")
    return document_types().get(str(words).lower(), str(words).lower()) if words else None


def _title(title: str | None) -> str | None:
    return unicodedata.normalize("NFC", " ".join(title.split())).rstrip(".;: ") if title else None


def _folded(title: object) -> str | None:
    return str(title).casefold() if title else None


_GOLD: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "articles": lambda facts: facts.get("article_numbers"),
    "chapters": lambda facts: facts.get("n_chapters"),
    "components": lambda facts: [one["numbers"] for one in facts.get("components") or ()] or None,
    "type": _type,
    "number": lambda facts: facts.get("number"),
    "date": lambda facts: facts.get("date"),
    "issuer": lambda facts: facts.get("issuer"),
    "title": lambda facts: _title(facts.get("title")),
}
_OURS: dict[str, Callable[[Document], object]] = {
    "articles": lambda document: list(document.components[0].article_numbers),
    "chapters": lambda document: sum(one.counts["chapter"] for one in document.components),
    "components": lambda document: [list(one.article_numbers) for one in document.components if one.article_numbers],
    "type": lambda document: document.type,
    "number": lambda document: document.number,
    "date": lambda document: document.issued_on.isoformat() if document.issued_on else None,
    "issuer": lambda document: document.issuer,
    "title": lambda document: _title(document.title),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose a miss is, `ours` or `gold`, and why in a sentence; `unexplained` until somebody looked at it."""

    whose: str
    why: str = ""


class Verdicts:
    """The committed table of looked-at misses; a document's `*` stands for all its facts."""

    def __init__(self, path: Path = MISSES) -> None:
        self._table = tomllib.loads(path.read_text("utf-8"))

    def of(self, doc: str, fact: str) -> Verdict:
        """Return the verdict on a miss: its document's own entry, else that of its whole file of citations."""
        for key in _keys(doc):
            entries = self._table.get(key, {})
            found = entries.get(fact) or entries.get(EVERY)
            if found:
                return Verdict(found["whose"], found["why"])
        return Verdict(UNEXPLAINED)

    def idle(self, misses: Iterable[tuple[str, str]], docs: set[str]) -> list[str]:
        """Name the entries on documents of this folder that no miss needs any more, so that they are taken out."""
        needed = {(key, name) for doc, fact in misses for key in _keys(doc) for name in (fact, EVERY)}
        return [
            f"{doc}: {fact}"
            for doc, entries in self._table.items()
            for fact in entries
            if _keys(doc)[-1] in docs and (doc, fact) not in needed
        ]


def _keys(doc: str) -> list[str]:
    """Give a document's own key, and for a line of a file ("notes.jsonl:7") that of the file after it."""
    whole = doc.partition(":")[0]
    return [doc] if whole == doc else [doc, whole]


def _words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(",".join(one) if isinstance(one, list) else str(one) for one in value) or "none"
    return "null" if value is None else str(value)


def _cut(words: str, start: int) -> str:
    piece = words[start : start + _SHOWN]
    return f"{'…' if start else ''}{piece}{'…' if start + _SHOWN < len(words) else ''}"
