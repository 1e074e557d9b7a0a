"""Score notices against reports read by hand: works, event, people with their posts, instructions by overlap.

A report is `<name>.txt` beside its gold `<name>.json`. Those typed by us lie with the tests; THONGSUOT_REPORTS names a
folder of real ones. An instruction is found when its span and the gold's overlap by half of what they cover together
(intersection over union), taken greedily from the best pair down; `by` and `to` are asked of the pairs so found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vanban
from vanban.noticed import Notice

REPORTS = Path(__file__).resolve().parent.parent.parent / "tests" / "vanban" / "reports"
BARS = {"works": 0.95, "event": 0.95, "people with posts": 0.93, "instructions": 0.85}
ENOUGH = 0.5
_WORK = ("type", "number", "date", "issuer", "title", "chapters", "articles", "topics")
_EVENT = ("kind", "on", "organiser", "title")
UNKNOWN = "?"


@dataclass(slots=True)
class Found:
    """What was found of what there is, and how much was said; precision, recall and F1 from them."""

    right: int = 0
    gold: int = 0
    said: int = 0

    @property
    def precision(self) -> float:
        """Give how much of what was said is right; 1 where nothing was said."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Give how much of the gold was found; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of the two."""
        return 2 * self.right / (self.gold + self.said) if self.gold + self.said else 1.0


@dataclass(slots=True)
class Noticed:
    """The score of a folder of reports: a count a fact, and every difference in words."""

    reports: int = 0
    facts: dict[str, Found] = field(default_factory=dict)
    misses: list[tuple[str, str]] = field(default_factory=list)

    def of(self, fact: str) -> Found:
        """Return the count of a fact, empty where it was never asked."""
        return self.facts.setdefault(fact, Found())

    def count(self, fact: str, ours: Sequence[object], gold: Sequence[object], at: str) -> None:
        """Count two lists of answers, each answer once."""
        left = list(gold)
        for one in ours:
            if one in left:
                left.remove(one)
            else:
                self.misses.append((at, f"{fact}: not in the gold: {one}"))
        self.misses += [(at, f"{fact}: missed: {one}") for one in left]
        found = self.of(fact)
        found.right, found.gold, found.said = (
            found.right + len(gold) - len(left),
            found.gold + len(gold),
            found.said + len(ours),
        )


def score(folder: Path) -> Noticed:
    """Score every report of a folder that has its gold beside it."""
    noticed = Noticed()
    for path in sorted(folder.glob("*.txt")):
        if path.with_suffix(".json").is_file():
            gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
            noticed.reports += 1
            _take(noticed, vanban.notice(path.read_text("utf-8")), gold, path.stem)
    return noticed


def _take(noticed: Noticed, notice: Notice, gold: Mapping[str, Any], at: str) -> None:
    shape = notice.to_json()
    noticed.count("works", list(_works(shape["works"])), list(_works(gold["works"])), at)
    if gold["event"] != UNKNOWN:
        noticed.count("event", list(_event(shape["event"])), list(_event(gold["event"])), at)
    ours, theirs = shape["people"], gold["people"]
    noticed.count("names", [_plain(one["name"]) for one in ours], [_plain(one["name"]) for one in theirs], at)
    noticed.count("people with posts", list(_posts(ours)), list(_posts(theirs)), at)
    said, asked = ([_plain(one["text"]) for one in each["audience"]] for each in (shape, gold))
    noticed.count("audience", said, asked, at)
    _instructions(noticed, notice, gold["instructions"], at)


def _works(works: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Give a work's facts; one without a number is nothing that a library can hold, unless its type names a law."""
    for work in works:
        if work["number"] or len(str(work["type"]).split()) > len(("Nghị", "quyết")):
            name = _plain(work["number"] or work["type"])
            yield from ((name, key, _fact(key, work[key])) for key in _WORK if work.get(key))


def _fact(key: str, value: object) -> str:
    """Give a fact in plain words; a title with or without the words that lead to it is one title."""
    words = _plain(value)
    return re.sub(r"^(?:về\s+)?(?:việc\s+)?", "", words) if key == "title" else words


def _event(event: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    yield from ((key, _plain(event[key])) for key in _EVENT if event and event.get(key))


def _posts(people: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    yield from ((_plain(one["name"]), _plain(post)) for one in people for post in one["posts"] or ("",))


def _plain(value: object) -> str:
    words = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return unicodedata.normalize("NFC", " ".join(words.split())).strip(" .;:,…").casefold()


def _instructions(noticed: Noticed, notice: Notice, gold: Sequence[Mapping[str, Any]], at: str) -> None:
    spans = list(_spans(notice.text, gold))
    pairs = [
        (share, mine, theirs)
        for mine, one in enumerate(notice.instructions)
        for theirs, places in enumerate(spans)
        if (share := max(_overlap(one.span, span) for span in places)) >= ENOUGH
    ]
    matched: dict[int, int] = {}
    for _, mine, theirs in sorted(pairs, reverse=True):
        if mine not in matched and theirs not in matched.values():
            matched[mine] = theirs
    found = noticed.of("instructions")
    found.right, found.gold, found.said = (
        found.right + len(matched),
        found.gold + len(spans),
        found.said + len(notice.instructions),
    )
    for mine, one in enumerate(notice.instructions):
        if mine not in matched:
            noticed.misses.append((at, f"instructions: not in the gold: {one.text}"))
            continue
        known = gold[matched[mine]]
        noticed.count("by", [_plain(one.by)], [_plain(known["by"])], at)
        noticed.count("to", [tuple(map(_plain, one.to))], [tuple(map(_plain, known["to"]))], at)
    left = [one for theirs, one in enumerate(gold) if theirs not in matched.values()]
    noticed.misses += [(at, f"instructions: missed: {one['text']}") for one in left]


def _spans(text: str, gold: Sequence[Mapping[str, Any]]) -> Iterator[list[tuple[int, int]]]:
    """Give every place where the words of each instruction stand in the report."""
    for one in gold:
        yield [match.span() for match in re.finditer(re.escape(one["text"]), text)]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def section(named: Mapping[str, Noticed]) -> list[str]:
    """Give the part of the sheet: a table a folder, then every difference of the reports typed by us."""
    said = ["", "## Notices", "", f"An instruction is found at an overlap of {ENOUGH:.0%} (intersection over union)."]
    for name, noticed in named.items():
        said += ["", f"{noticed.reports} reports {name}.", "", "| fact | precision | recall | F1 | n | bar |"]
        said.append("| --- | --- | --- | --- | --- | --- |")
        said += [_row(fact, found) for fact, found in noticed.facts.items()]
    return said


def _row(fact: str, found: Found) -> str:
    bar = BARS.get(fact)
    kept = "" if bar is None else f"≥ {bar}: {'kept' if found.f1 >= bar else 'NOT KEPT'}"
    return f"| {fact} | {found.precision:.3f} | {found.recall:.3f} | {found.f1:.3f} | {found.gold} | {kept} |"


def lines(named: Mapping[str, Noticed]) -> Iterator[dict[str, Any]]:
    """Give one line a fact for programs."""
    for name, noticed in named.items():
        for fact, found in noticed.facts.items():
            counts = {"right": found.right, "gold": found.gold, "said": found.said, "f1": round(found.f1, 4)}
            yield {"kind": "notice", "group": name, "fact": fact, **counts}
