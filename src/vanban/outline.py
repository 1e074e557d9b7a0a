"""Build the tree of a text: components, their headings, and leaves that tile the whole text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from vanban.chain import Chain, Gap, Heading, accept
from vanban.headings import LEVELS, candidates
from vanban.layout import seen_through
from vanban.leaves import TITLED, Piece, cuts_of, heading_words, pieces_between, without_note_marks
from vanban.markers import Marker, signature_start
from vanban.model import COUNTED, Component, Node
from vanban.naming import SIGHT, title_of
from vanban.pages import Strip, strips_of, without
from vanban.plan import plan_components
from vanban.quotes import Quotes
from vanban.repairs import Repair, repairs_of
from vanban.text import squeeze_lines, with_plain_spaces
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
_KINDS = {"roman": "section", "letter": "section", "step": "point"}
_PREFIX = {"attached": "att", "annex": "annex", "form": "form"}
_SIGNED = 4_000
_START, _COMPONENT = attrgetter("start"), attrgetter("component")


class Text(NamedTuple):
    """What is cut: the text with plain spaces, the view of it without strips, the cuts, and if it has notes."""

    text: str
    view: str
    cuts: list[Piece]
    noted: bool

    def bare(self, start: int, end: int) -> str:
        """Return a stretch of the text with blanks for the strips in it; of a large text no such copy is kept."""
        first = max(0, bisect_left(self.cuts, start, key=_START) - 1)
        cuts = (self.cuts[at] for at in range(first, len(self.cuts)))
        inside = [
            Strip(cut.kind, max(cut.start - start, 0), min(cut.end, end) - start)
            for cut in takewhile(lambda cut: cut.start < end, cuts)
            if cut.kind != "table" and cut.end > start
        ]
        return without(self.text[start:end], inside)

    def words(self, start: int, end: int) -> str:
        """Return the words of a stretch with single spaces, keeping one line end between its lines."""
        return squeeze_lines(self.text[start:end])

    def is_whole(self, start: int, end: int) -> bool:
        """Say whether no cut lies within a stretch."""
        if not self.cuts:
            return True
        at = bisect_left(self.cuts, start, key=_START)
        return at == len(self.cuts) or self.cuts[at].end > end

    def cuts_in(self, start: int, end: int) -> list[Piece]:
        """Return the cuts that begin within a stretch."""
        return self.cuts[bisect_left(self.cuts, start, key=_START) : bisect_left(self.cuts, end, key=_START)]


class Outline(NamedTuple):
    """The components of a text, gaps in their article numbers, what was mended to find them, the furniture of pages."""

    components: tuple[Component, ...]
    gaps: tuple[Gap, ...]
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[Strip, ...] = ()


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
    strips = strips_of(text, view)
    body = seen_through(without(view, strips))
    noted = any(one.kind == "note" for one in strips)
    found = candidates(body)
    quotes = Quotes(body)
    plan = plan_components(body, found, quotes)
    chain = accept(found, plan, quotes, noted=noted)
    starts = [0, *(mark.start for mark in plan.markers), len(text)]
    plain = with_plain_spaces(text)
    source = Text(plain, body, cuts_of(body, strips), noted)
    components = [
        _Builder(source, _component_kind(plan.markers, index), prefix).build(
            starts[index], starts[index + 1], _headings_of(chain, index)
        )
        for index, prefix in enumerate(_prefixes(plan.markers))
    ]
    furniture = tuple(one for one in strips if one.kind == "furniture")
    return Outline(tuple(components), tuple(chain.gaps), tuple(repairs_of(text, strips, chain)), furniture)


def _headings_of(chain: Chain, index: int) -> list[Heading]:
    low, high = (bisect_left(chain.accepted, which, key=_COMPONENT) for which in (index, index + 1))
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

    def __init__(self, source: Text, kind: str, prefix: str) -> None:
        self.source, self.kind, self.prefix = source, kind, prefix
        self.stack: list[_Open] = []
        self.roots: list[Node] = []
        self.used: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.articles: list[str] = []

    def build(self, start: int, end: int, headings: list[Heading]) -> Component:
        """Return the component whose text runs from `start` to `end`."""
        last = headings[-1].candidate.start if headings else start
        body_end = self._signature(start, last, end, articled=bool(headings))
        stops = [*(one.candidate.start for one in headings), body_end]
        opening = "preamble" if self.kind == "main" or headings else "paragraph"
        self._loose(start, stops[0], opening)
        for index, heading in enumerate(headings):
            self._open(heading, stops[index + 1])
        self._close(0, body_end)
        if body_end < end:
            self.roots.append(self._whole("signature", body_end, end, self.prefix + "signature"))
        counts = {kind: self.counts[kind] for kind in COUNTED}
        title = None if self.kind == "main" else self._name(start, stops[0])
        return Component(self.kind, title, counts, tuple(self.articles), tuple(self.roots), (start, end))

    def _name(self, start: int, end: int) -> str | None:
        stop = min(end, start + SIGHT)
        return title_of(self.source.bare(start, stop), self.source.view[start:stop])

    def _signature(self, start: int, last: int, end: int, *, articled: bool) -> int:
        """Return where the signature block begins, `end` where there is none: an annex without headings has it last."""
        low = last if articled or self.kind == "main" else max(start, end - _SIGNED)
        signed = signature_start(self.source.view, low, end)
        return end if signed is None or signed <= start else signed

    def _open(self, heading: Heading, end: int) -> None:
        one = heading.candidate
        kind = _KINDS.get(heading.kind, heading.kind)
        level = LEVELS[heading.kind] + (one.num.count(".") if heading.kind == "step" else 0)
        self._close(level, one.start)
        self.counts[kind] += 1
        if kind == "article":
            self.articles.append(one.num)
        title, body = self._title(kind, one.end, end) if kind in TITLED else (None, one.end)
        node = _Open(kind, one.num, title, "", self._id(kind, one.num), one.start, level, [], body)
        self.stack.append(node)
        if self.source.is_whole(one.start, end):
            node.text = self.source.words(body, end)
        else:
            self._take_pieces(node, pieces_between(self.source.cuts, one.start, end))

    def _title(self, kind: str, start: int, end: int) -> tuple[str | None, int]:
        """Return the words of a heading, and where the text after them begins."""
        words = heading_words(self.source.view, self.source.bare, (kind, start, end))
        title = words.heading
        if title and self.source.noted:
            title = without_note_marks(title) or None
        return title, words.end

    def _take_pieces(self, node: _Open, pieces: list[Piece]) -> None:
        """Put tables, strips and what stands around them into the node; plain words up to a table stay its own text."""
        words: list[str] = []
        own = True
        for piece in pieces:
            own = own and piece.kind != "table"
            if own and piece.kind == "paragraph":
                words.append(self.source.words(max(node.body, piece.start), piece.end))
                name = self._unique(f"{node.id}__lead")
                node.children.append(Node("paragraph", None, None, words[-1], name, (piece.start, piece.end)))
            else:
                node.children.append(self._piece(piece, node.id))
        node.text = "\n".join(word for word in words if word)

    def _piece(self, piece: Piece, parent: str) -> Node:
        name = f"{parent}__{piece.kind}" if parent else self.prefix + piece.kind
        if piece.kind == "note":
            number = f"{name}_{piece.num}" if piece.num else name
            return self._leaf("paragraph", piece.start, piece.end, number, piece.num)
        return self._leaf(piece.kind, piece.start, piece.end, name)

    def _close(self, level: int, offset: int) -> None:
        while self.stack and self.stack[-1].level >= level:
            node = self.stack.pop()
            done = Node(
                node.kind, node.num, node.heading, node.text, node.id, (node.start, offset), tuple(node.children)
            )
            if self.stack:
                parent = self.stack[-1]
                if not parent.children:
                    name = self._unique(f"{parent.id}__lead")
                    parent.children.append(Node("paragraph", None, None, parent.text, name, (parent.start, node.start)))
                parent.children.append(done)
            else:
                self.roots.append(done)

    def _loose(self, start: int, end: int, kind: str) -> None:
        """Keep words before the first heading: one preamble, or paragraphs and tables of an annex."""
        if start == end:
            return
        if kind == "preamble":
            self.roots.append(self._whole(kind, start, end, self.prefix + kind))
            return
        self.roots.extend(self._piece(piece, "") for piece in pieces_between(self.source.cuts, start, end))

    def _whole(self, kind: str, start: int, end: int, wanted: str) -> Node:
        """Return a preamble or signature: one leaf, or its words around the strips inside it; tables stay words."""
        pieces = pieces_between([cut for cut in self.source.cuts_in(start, end) if cut.kind != "table"], start, end)
        if len(pieces) == 1 and pieces[0].kind == "paragraph":
            return self._leaf(kind, start, end, wanted)
        node = _Open(kind, None, None, "", self._unique(wanted), start, 0, [], start)
        self._take_pieces(node, pieces)
        return Node(kind, None, None, node.text, node.id, (start, end), tuple(node.children))

    def _leaf(self, kind: str, start: int, end: int, wanted: str, num: str | None = None) -> Node:
        words = self.source.words(start, end)
        return Node(kind, num, None, words, self._unique(wanted), (start, end))

    def _id(self, kind: str, num: str) -> str:
        own = f"{_SHORT[kind]}_{ascii_num(num)}"
        if kind == "article":
            return self._unique(self.prefix + own)
        return self._unique(f"{self.stack[-1].id}__{own}" if self.stack else self.prefix + own)

    def _unique(self, wanted: str) -> str:
        self.used[wanted] = times = self.used.get(wanted, 0) + 1
        return wanted if times == 1 else f"{wanted}_{times}"
