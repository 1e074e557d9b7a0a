"""Build the tree of a text: components, their headings, and leaves that tile the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from vanban.chain import Chain, Gap, Heading, accept
from vanban.headings import LEVELS, candidates
from vanban.leaves import Piece, heading_words, pieces_between, table_spans
from vanban.markers import Marker, signature_start
from vanban.model import COUNTED, Component, Node
from vanban.plan import plan_components
from vanban.quotes import Quotes
from vanban.text import squeeze
from vanban.uris import ascii_num

_SHORT = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "clause": "cl",
    "point": "point",
}
_PREFIX = {"attached": "att", "annex": "annex", "form": "form"}


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised text and its view, which have the same length."""

    text: str
    view: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The components of a text and the gaps in their article numbers."""

    components: tuple[Component, ...]
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class _Open:
    """A node being built: its children are appended until a heading of its level or above comes."""

    kind: str
    num: str | None
    heading: str | None
    text: str
    id: str
    start: int
    level: int
    children: list[Node]
    body: int


def outline(text: str, view: str) -> Outline:
    """Return the outline of a text; every character belongs to exactly one leaf."""
    found = candidates(view)
    quotes = Quotes(view)
    plan = plan_components(view, found, quotes)
    chain = accept(found, plan, quotes)
    starts = [0, *(mark.start for mark in plan.markers), len(text)]
    tables = table_spans(view)
    prefixes = _prefixes(plan.markers)
    builders = [
        _Builder(Text(text, view), _component_kind(plan.markers, index), prefix, tables)
        for index, prefix in enumerate(prefixes)
    ]
    components = [
        builder.build(starts[index], starts[index + 1], _headings_of(chain, index))
        for index, builder in enumerate(builders)
    ]
    return Outline(tuple(components), tuple(chain.gaps))


def _headings_of(chain: Chain, index: int) -> list[Heading]:
    low = bisect_left(chain.accepted, index, key=lambda one: one.component)
    high = bisect_left(chain.accepted, index + 1, key=lambda one: one.component)
    return chain.accepted[low:high]


def _component_kind(marks: tuple[Marker, ...], index: int) -> str:
    return "main" if index == 0 else marks[index - 1].kind


def _prefixes(marks: tuple[Marker, ...]) -> list[str]:
    """Return what the ids of each component begin with: nothing for the act, att_1__, annex_1__, annex_2__, ..."""
    seen: Counter[str] = Counter()
    prefixes = [""]
    for mark in marks:
        seen[mark.kind] += 1
        prefixes.append(f"{_PREFIX[mark.kind]}_{seen[mark.kind]}__")
    return prefixes


class _Builder:
    """Build one component."""

    def __init__(self, text: Text, kind: str, prefix: str, tables: list[tuple[int, int]]) -> None:
        self.text, self.kind, self.prefix, self.tables = text, kind, prefix, tables
        self.stack: list[_Open] = []
        self.roots: list[Node] = []
        self.used: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.articles: list[str] = []

    def build(self, start: int, end: int, headings: list[Heading]) -> Component:
        """Return the component whose text runs from `start` to `end`."""
        last = headings[-1].candidate.start if headings else start
        first = headings[0].candidate.start if headings else None
        signed = signature_start(self.text.view, last, end) if first is not None or self.kind == "main" else None
        body_end = end if signed is None or signed <= start else signed
        stops = [*(one.candidate.start for one in headings), body_end]
        opening = "preamble" if self.kind == "main" or headings else "paragraph"
        self._loose(start, stops[0], opening)
        for index, heading in enumerate(headings):
            self._open(heading, stops[index + 1])
        self._close(0, body_end)
        if body_end < end:
            self.roots.append(self._leaf("signature", body_end, end, self.prefix + "signature"))
        counts = {kind: self.counts[kind] for kind in COUNTED}
        return Component(
            self.kind, self._title(start, stops[0]), counts, tuple(self.articles), tuple(self.roots), (start, end)
        )

    def _open(self, heading: Heading, end: int) -> None:
        one = heading.candidate
        kind = "section" if one.kind == "roman" else one.kind
        level = LEVELS[one.kind]
        self._close(level, one.start)
        self.counts[kind] += 1
        if kind == "article":
            self.articles.append(one.num)
        words = heading_words(self.text.view, self.text.text, (kind, one.end, end))
        node = _Open(kind, one.num, words.heading, "", self._id(kind, one.num), one.start, level, [], words.end)
        self.stack.append(node)
        self._fill(node, end)

    def _fill(self, node: _Open, end: int) -> None:
        """Put tables and what stands around them into the node; plain words stay its own text."""
        pieces = pieces_between(self.tables, node.start, end)
        first = pieces[0]
        node.text = squeeze_lines(self.text.text[min(node.body, first.end) : first.end])
        if len(pieces) > 1:
            node.children.append(self._lead(node, first.end))
            node.children.extend(self._piece(piece, node.id) for piece in pieces[1:])

    def _piece(self, piece: Piece, parent: str) -> Node:
        return self._leaf(piece.kind, piece.start, piece.end, f"{parent}__{piece.kind}")

    def _lead(self, node: _Open, end: int) -> Node:
        return Node("paragraph", None, None, node.text, f"{node.id}__lead", (node.start, end))

    def _close(self, level: int, offset: int) -> None:
        while self.stack and self.stack[-1].level >= level:
            node = self.stack.pop()
            done = Node(
                node.kind, node.num, node.heading, node.text, node.id, (node.start, offset), tuple(node.children)
            )
            if self.stack:
                parent = self.stack[-1]
                if not parent.children:
                    parent.children.append(self._lead(parent, done.span[0]))
                parent.children.append(done)
            else:
                self.roots.append(done)

    def _loose(self, start: int, end: int, kind: str) -> None:
        """Keep words before the first heading: one preamble, or paragraphs and tables of an annex."""
        if start == end:
            return
        if kind == "preamble":
            self.roots.append(self._leaf(kind, start, end, self.prefix + kind))
            return
        for piece in pieces_between(self.tables, start, end):
            self.roots.append(self._leaf(piece.kind, piece.start, piece.end, self.prefix + piece.kind))

    def _leaf(self, kind: str, start: int, end: int, wanted: str) -> Node:
        return Node(kind, None, None, squeeze_lines(self.text.text[start:end]), self._unique(wanted), (start, end))

    def _id(self, kind: str, num: str) -> str:
        own = f"{_SHORT[kind]}_{ascii_num(num)}"
        if kind == "article":
            return self._unique(self.prefix + own)
        return self._unique(f"{self.stack[-1].id}__{own}" if self.stack else self.prefix + own)

    def _unique(self, wanted: str) -> str:
        self.used[wanted] += 1
        return wanted if self.used[wanted] == 1 else f"{wanted}_{self.used[wanted]}"

    def _title(self, start: int, end: int) -> str | None:
        if self.kind == "main":
            return None
        raw = self.text.view[start : min(end, start + 1_500)].split("\n")
        lines = [squeeze(line).strip("* ") for line in raw]
        words: list[str] = []
        for line in lines:
            if re.match(r"\(|[-_*]{3,}|(?:Điều|Chương|CHƯƠNG|Căn cứ)\s", line) or (words and line.startswith("|")):
                break
            if line:
                words.append(line.strip("| "))
            if len(words) > 6:
                break
        return " ".join(words)[:500] or None


def squeeze_lines(text: str) -> str:
    """Return the words of `text` with single spaces, keeping one line end between its lines."""
    return "\n".join(words for line in text.split("\n") if (words := squeeze(line)))
