"""Decide which candidates are headings, by the chain of their numbers and not by their looks.

"Điều 12 của Luật này" at the start of a line is the commonest false heading (three files out of ten);
it breaks the chain.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vanban.headings import LEVELS, Candidate
from vanban.numbering import follows, follows_letter, value_of
from vanban.plan import Plan
from vanban.quotes import Quotes

_WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading; `component` counts from 0."""

    candidate: Candidate
    component: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that the chain skipped: the last one before it, the one found, and where."""

    last: str
    found: str
    offset: int


@dataclass(slots=True)
class Chain:
    """The state while walking over candidates: the last number of each level."""

    quotes: Quotes
    plan: Plan
    last: dict[str, str] = field(default_factory=dict)
    component: int = 0
    accepted: list[Heading] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    part_opened: bool = False

    def offer(self, candidate: Candidate) -> None:
        """Accept the candidate if it continues the chain outside quotations."""
        if candidate.strength == 0 or not self._continues(candidate):
            return
        if self.quotes.inside(candidate.start) or self.quotes.inside(candidate.end - 1):
            return
        if candidate.kind == "article" and not self._article_fits(candidate):
            return
        self.accepted.append(Heading(candidate, self.component))
        self.last[candidate.kind] = candidate.num
        self.part_opened = candidate.kind == "part" or (self.part_opened and candidate.kind != "chapter")
        self._forget_below(candidate.kind)

    def open_component(self) -> None:
        """Begin a new component: every chain starts again."""
        self.component += 1
        self.last.clear()

    def _forget_below(self, kind: str) -> None:
        for other, level in LEVELS.items():
            if level > LEVELS[kind] and other not in ("article", "chapter"):
                self.last.pop(other, None)

    def _continues(self, candidate: Candidate) -> bool:
        kind, num, last = candidate.kind, candidate.num, self.last.get(candidate.kind)
        if kind == "roman" and self._articled() and not self._roman_above(candidate):
            return False
        if kind in ("clause", "point"):
            return self._has_parent(kind) and (follows_letter(last, num) if kind == "point" else follows(last, num, 2))
        if kind == "chapter" and self.part_opened and value_of(num)[0] == 1:
            return True
        return follows(last, num, _WIDEST_GAP if kind == "article" else 1)

    def _roman_above(self, candidate: Candidate) -> bool:
        """Say whether "I- QUY ĐỊNH CHUNG" stands above articles, as in Party regulations."""
        return candidate.strength == 3 and ("roman" in self.last or "article" not in self.last)

    def _articled(self) -> bool:
        return self.component in self.plan.articled

    def _has_parent(self, kind: str) -> bool:
        if not self._articled():
            return kind == "clause" or "clause" in self.last
        return "article" in self.last

    def _article_fits(self, candidate: Candidate) -> bool:
        last, ahead = self.last.get("article"), self.plan.ahead
        if candidate.strength == 1 and ahead.get(candidate.num, -1) > candidate.start:
            return False
        if last is not None and not follows(last, candidate.num, 1):
            wanted = str(value_of(last)[0] + 1)
            if candidate.strength < 3 or ahead.get(wanted, -1) > candidate.start:
                return False
            self.gaps.append(Gap(last, candidate.num, candidate.start))
        return True


def accept(found: list[Candidate], plan: Plan, quotes: Quotes) -> Chain:
    """Walk over candidates and component markers in the order of the text."""
    chain = Chain(quotes, plan)
    waiting = list(reversed(plan.markers))
    for candidate in found:
        while waiting and waiting[-1].start <= candidate.start:
            waiting.pop()
            chain.open_component()
        chain.offer(candidate)
    return chain
