"""Decide which candidates are headings, by the chain of their numbers and not by their looks.

"Điều 12 của Luật này" at the start of a line is the commonest false heading (three files out of ten);
it breaks the chain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.headings import LEVELS, Candidate
from vanban.numbering import follows, follows_letter, follows_path, path_of, value_of
from vanban.plan import Plan
from vanban.quotes import Quotes

_WIDEST_GAP, _LOST = 3, 12
_ABOVE_CLAUSES = frozenset(kind for kind, level in LEVELS.items() if level <= LEVELS["article"])
_GO_ON = ("article", "chapter")  # numbered through the whole component, whatever stands above
_BELOW = {
    kind: tuple(other for other, deeper in LEVELS.items() if deeper > level and other not in _GO_ON)
    for kind, level in LEVELS.items()
}


class Heading(NamedTuple):
    """An accepted heading of the kind it turned out to be; `component` counts from 0."""

    candidate: Candidate
    component: int
    kind: str


class Gap(NamedTuple):
    """A number that the chain skipped: the last one before it, the one found, and where each stands."""

    last: str
    found: str
    offset: int
    last_offset: int


@dataclass(slots=True)
class Chain:
    """The state while walking over candidates: the last number of each level."""

    quotes: Quotes
    plan: Plan
    freed: frozenset[int] = frozenset()
    noted: bool = False
    last: dict[str, str] = field(default_factory=dict)
    path: tuple[int, ...] = ()
    article_at: int = 0
    component: int = 0
    accepted: list[Heading] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    part_opened: bool = False

    def offer(self, candidate: Candidate) -> None:
        """Accept the candidate if it continues the chain outside quotations."""
        kind = self._kind_in_chain(candidate)
        if kind is None and self._is_noted_clause(candidate):
            kind, candidate = "clause", candidate._replace(num=candidate.num.partition(".")[0])
        if kind is None or self._quoted(candidate):
            return
        if kind == "article":
            if not self._article_fits(candidate):
                return
            self.article_at = candidate.start
        self.accepted.append(Heading(candidate, self.component, kind))
        self.last[kind] = candidate.num
        self._remember_path(kind, candidate.num)
        self.part_opened = kind == "part" or (self.part_opened and kind != "chapter")
        for other in _BELOW[kind]:
            self.last.pop(other, None)

    def open_component(self) -> None:
        """Begin a new component: every chain starts again."""
        self.component += 1
        self.last.clear()
        self.path = ()

    def _quoted(self, candidate: Candidate) -> bool:
        if candidate.start in self.freed:
            return False
        return self.quotes.holds(candidate.start, candidate.end, article=candidate.kind in _ABOVE_CLAUSES)

    def _kind_in_chain(self, candidate: Candidate) -> str | None:
        """Return the kind under which the candidate continues the chain, None when it does not."""
        kind, num, last = candidate.kind, candidate.num, self.last.get(candidate.kind)
        if kind == "step":
            return self._kind_of_step(candidate)
        if kind == "clause":
            sure = candidate.strength > 1 or self._articled()
            fits = sure and self._has_parent(kind) and follows(last, num, 2 if candidate.strength == 3 else 1)
        elif kind == "point":
            fits = self._has_parent(kind) and follows_letter(last, num)
        elif kind in ("roman", "letter"):
            fits = self._section_fits(candidate)
        elif kind == "chapter" and self.part_opened and value_of(num)[0] == 1:
            fits = True
        else:
            opens = kind == "article" and last is None and num == self.plan.opening
            fits = opens or follows(last, num, _LOST if kind == "article" else 1)
        return kind if fits else None

    def _kind_of_step(self, candidate: Candidate) -> str | None:
        """Take "1.1" below clause 1 as a step, below "Điều 1" without clauses as a clause."""
        if not self._has_parent("step") or not follows_path(self.path, path_of(candidate.num)):
            return None
        below_article = "clause" not in self.last or "." in self.last["clause"]
        return "clause" if below_article and len(path_of(candidate.num)) == 2 and self._articled() else "step"

    def _is_noted_clause(self, candidate: Candidate) -> bool:
        """Say whether "2.5 Người ..." is clause 2 with the mark of note 5: only in texts with notes."""
        if not self.noted or candidate.kind != "step" or candidate.strength == 3 or not self._has_parent("clause"):
            return False
        return follows(self.last.get("clause"), candidate.num.partition(".")[0], 1)

    def _remember_path(self, kind: str, num: str) -> None:
        if kind in ("article", "clause", "step"):
            self.path = path_of(num)
        elif kind != "point":
            self.path = ()

    def _section_fits(self, candidate: Candidate) -> bool:
        """Say whether "I- QUY ĐỊNH CHUNG" or "A. ..." goes on; in a text of articles it must stand above them."""
        last = self.last.get(candidate.kind)
        if self._articled():
            above = candidate.strength == 3 and (last is not None or "article" not in self.last)
            return candidate.kind == "roman" and above and follows(last, candidate.num, 1)
        if candidate.kind == "letter":
            return follows_letter(last.lower() if last else None, candidate.num.lower())
        return follows(last, candidate.num, 1)

    def _articled(self) -> bool:
        return self.component in self.plan.articled

    def _has_parent(self, kind: str) -> bool:
        if self._articled():
            return "article" in self.last
        return kind != "point" or "clause" in self.last or "roman" in self.last or "letter" in self.last

    def _article_fits(self, candidate: Candidate) -> bool:
        """Refuse an article that leaves out numbers while they come later; a gap that stays is a warning."""
        last, plan = self.last.get("article"), self.plan
        if candidate.strength == 1 and plan.comes_later(candidate.num, candidate.start):
            return False
        if last is None or follows(last, candidate.num, 1):
            return True
        number, wanted = value_of(candidate.num)[0], value_of(last)[0] + 1
        if candidate.strength < 3 or plan.comes_later(str(wanted), candidate.start):
            return False
        if number - wanted >= _WIDEST_GAP and not plan.comes_later(str(number + 1), candidate.start):
            return False
        self.gaps.append(Gap(last, candidate.num, candidate.start, self.article_at))
        return True


def accept(found: list[Candidate], plan: Plan, quotes: Quotes, *, noted: bool = False) -> Chain:
    """Walk over candidates and component markers in the order of the text.

    Where numbers are missing that stand, all of them and in their order, inside what looks like a quotation, the
    quotation is one whose marks went astray: the walk is done again with these articles free.
    """
    chain = _walk(found, Chain(quotes, plan, noted=noted))
    freed = frozenset(_hidden(chain, found))
    return _walk(found, Chain(quotes, plan, freed, noted)) if freed else chain


def _walk(found: list[Candidate], chain: Chain) -> Chain:
    waiting = list(reversed(chain.plan.markers))
    for candidate in found:
        while waiting and waiting[-1].start <= candidate.start:
            waiting.pop()
            chain.open_component()
        chain.offer(candidate)
    return chain


def _hidden(chain: Chain, found: list[Candidate]) -> Iterator[int]:
    """Yield the places of articles that would fill a gap completely."""
    articles = [one for one in found if one.kind == "article" and one.strength == 3] if chain.gaps else []
    for gap in chain.gaps:
        number, end = value_of(gap.last)[0] + 1, value_of(gap.found)[0]
        low = bisect_right(articles, gap.last_offset, key=lambda one: one.start)
        high = bisect_left(articles, gap.offset, key=lambda one: one.start)
        filling = []
        for one in articles[low:high]:
            if number < end and one.num == str(number):
                filling.append(one.start)
                number += 1
        if number == end:
            yield from filling
