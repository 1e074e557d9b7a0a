"""Find the document in a web page: the element that holds its motto and all that belongs to it, but not the site.

Nothing is lost when this is wrong: the words before and after are kept beside the text, and a page without a motto is
taken whole.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from vanban.loaders.html_tree import BLOCKS, Element
from vanban.patterns import late

_MOTTO = late(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_MOST_BEFORE = 150
_MOST_BEFORE_SMALL = 4_000
_SMALL = 350  # signs: a letterhead has fewer, a document more
_FEW_LINKED = 100
_MOST_LINKED = 0.25


@dataclass(frozen=True, slots=True)
class Found:
    """The element of the document, and the words of the page before and after it."""

    element: Element
    before: str
    after: str


class _Flow:
    """The words of a page in one string, where each element begins and ends in it, and which are links."""

    def __init__(self, root: Element) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.places: dict[int, tuple[int, int]] = {}
        self.links: list[tuple[int, int]] = []
        self._add(root)
        self.text = "".join(self.pieces)
        self._starts = [start for start, _ in self.links]

    def _add(self, element: Element) -> None:
        start = self.length
        if element.name in BLOCKS or element.name == "br":
            self._append("\n")
        for child in element.children:
            if isinstance(child, str):
                self._append(child)
            else:
                self._add(child)
        self.places[id(element)] = (start, self.length)
        if element.name == "a" and "href" in element.attributes:
            self.links.append((start, self.length))

    def _append(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def words(self, start: int, end: int) -> int:
        """Count the signs that are no blanks."""
        return len("".join(self.text[start:end].split()))

    def linked(self, start: int, end: int) -> int:
        """Count the signs inside links."""
        first = bisect_left(self._starts, start)
        return sum(self.words(*link) for link in self.links[first : bisect_left(self._starts, end)])


def document_in(root: Element) -> Found:
    """Return where the document of a page stands; the whole page when nothing shows it."""
    flow = _Flow(root)
    motto = _MOTTO.search(flow.text)
    if motto is None:
        return Found(root, "", "")
    chain = _chain(root, flow, motto.start())
    best = chain[-1]
    for outer in reversed(chain[:-1]):
        if not _belongs(flow, flow.places[id(outer)], flow.places[id(best)]):
            break
        best = outer
    start, end = flow.places[id(best)]
    if flow.words(start, end) < _SMALL:
        return Found(root, "", "")
    return Found(best, flow.text[:start], flow.text[end:])


def _chain(root: Element, flow: _Flow, place: int) -> list[Element]:
    """Return the elements around a place, the outermost first."""
    chain = [root]
    while True:
        inner = next((one for one in chain[-1].elements() if _holds(flow.places[id(one)], place)), None)
        if inner is None:
            return chain
        chain.append(inner)


def _holds(span: tuple[int, int], place: int) -> bool:
    return span[0] <= place < span[1]


def _belongs(flow: _Flow, outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Say whether what an element adds is still the document: little before it, and no menu of links after it."""
    before = flow.words(outer[0], inner[0])
    is_small = flow.words(*inner) < _SMALL
    if before > (_MOST_BEFORE_SMALL if is_small else _MOST_BEFORE):
        return False
    return not _is_menu(flow, inner[1], outer[1]) and not (before > _MOST_BEFORE and _is_menu(flow, outer[0], inner[0]))


def _is_menu(flow: _Flow, start: int, end: int) -> bool:
    linked = flow.linked(start, end)
    return linked > _FEW_LINKED and linked > _MOST_LINKED * flow.words(start, end)
