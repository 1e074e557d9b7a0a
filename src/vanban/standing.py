"""Know where words stand in a document that was read, and what "Điều này" and "Nghị định này" point at from there.

Words inside a quotation belong to the act that is amended: they point at no node of this document. In an amending act
the same holds for what is named to be changed ("Sửa đổi, bổ sung khoản 3 Điều 3").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon import document_types
from vanban.model import Component, Node, Span
from vanban.patterns import late
from vanban.places import THIS, Place
from vanban.quotes import Quotes

if TYPE_CHECKING:
    from vanban.finding import Found

_KINDS = Place._fields  # part, chapter, section, article, clause, point
_FROM_ARTICLE = _KINDS.index("article")
_VERBS = r"(?<!\w)(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|hủy\s+bỏ|đính\s+chính)(?!\w)"
_CHANGES = late(_VERBS + r"[^.\n]{0,160}\Z", re.IGNORECASE)
_CHANGES_THIS = late(_VERBS + r"\s+(?:các\s+)?(?:(?:điểm|khoản|Điều)\s[^.;\n]{0,60})?\Z", re.IGNORECASE)
_ONLY_AMENDS = late(r"(?:về (?:việc )?)?(?:sửa đổi|bổ sung|bãi bỏ)", re.IGNORECASE)
_SIGHT, _INLINE, _PAGE = 200, 1_500, 12_000
# The mark of a footnote: glued to a word or a sign, or the last sign of a heading's line.
_MARK = late(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:)”\]]))\[?\d+(?=[\]\s.,;:)]|\Z)"
    r"|(?<=[^\W\d_][ ])(?<!hoản )(?<!iều )(?<!iểm )(?<!ố )\d+(?=[ ]*\n)"
)
_CLOSED = late(r"[^“”\"]*+[”\"]")


class Settled(NamedTuple):
    """One target with what its surroundings add: the place in full, its address, and whose it is."""

    place: Place
    uri: str | None
    target: str


class Own(NamedTuple):
    """What a document says of itself in its header, and its address."""

    uri: str
    type: str | None
    number: str | None
    title: str | None


class _Stretch(NamedTuple):
    """An article, or a leaf outside articles, with the component and the parts and chapters it lies in."""

    start: int
    component: int
    above: Place
    node: Node


class Standing:
    """The articles of one document in the order of the text; what lies inside one is looked up when asked for."""

    __slots__ = (
        "_amends",
        "_divisions",
        "_has_articles",
        "_header_end",
        "_name",
        "_only_amends",
        "_own",
        "_quotes",
        "_starts",
        "_stretches",
        "_titles",
        "_view",
    )

    def __init__(self, view: str, components: tuple[Component, ...], own: Own, quotes: Quotes) -> None:
        self._view, self._own, self._quotes = view, own, quotes
        self._titles = tuple((one.title or "").casefold() for one in components)
        label = {"luat": "luật", "bo-luat": "bộ luật", "phap-lenh": "pháp lệnh"}.get(own.type or "", "")
        self._name = " ".join(f"{label} {own.title or ''}".casefold().split())
        self._amends = bool(own.title and re.search(r"sửa đổi|bổ sung|bãi bỏ|thay thế", own.title, re.IGNORECASE))
        self._only_amends = _ONLY_AMENDS.match(own.title or "") is not None
        self._stretches: list[_Stretch] = []
        self._divisions: dict[tuple[int, str, str | None], Node] = {}
        for index, component in enumerate(components):
            for node in component.body:
                self._keep(node, index)
        self._starts = [one.start for one in self._stretches]
        self._has_articles = any(one.article_numbers for one in components)
        first = components[0].body[0] if components and components[0].body else None
        self._header_end = first.span[1] if first and first.kind == "preamble" else 0

    def _keep(self, root: Node, component: int) -> None:
        stack = [(root, Place())]
        while stack:
            node, above = stack.pop()
            if node.kind in _KINDS:
                self._divisions.setdefault((component, node.kind, node.num), node)
            if node.kind == "article" or not node.children:
                self._stretches.append(_Stretch(node.span[0], component, above, node))
                continue
            inner = above._replace(**{node.kind: node.num}) if node.kind in _KINDS else above
            stack.extend((child, inner) for child in reversed(node.children))

    def _at(self, offset: int) -> tuple[int, Place]:
        """Return the component and the place in which `offset` stands; a footnote stands where its mark does."""
        component, place, leaf = self._leaf_at(offset)
        mark = self._mark_of(leaf) if leaf and leaf.num and "__note" in leaf.id else None
        return self._leaf_at(mark)[:2] if mark is not None else (component, place)

    def _mark_of(self, note: Node) -> int | None:
        """Return where the mark of a footnote stands in the words before it."""
        num, end = note.num or "", note.span[0]
        low = max(0, end - _PAGE)
        place = self._view.rfind(num, low, end)
        while place >= 0:
            start = place - (place > low and self._view[place - 1] == "[")
            mark = _MARK.match(self._view, start, end)
            if mark and mark[0].strip("[") == num:
                return start
            place = self._view.rfind(num, low, place)
        return None

    def _leaf_at(self, offset: int) -> tuple[int, Place, Node | None]:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0, Place(), None
        stretch = self._stretches[index]
        node: Node | None = stretch.node
        inner: dict[str, str | None] = {}
        while node is not None:
            leaf = node
            if node.kind in _KINDS:
                inner[node.kind] = node.num
            at = bisect_right(node.children, offset, key=lambda one: one.span[0]) - 1
            node = node.children[at] if at >= 0 and offset < node.children[at].span[1] else None
        return stretch.component, stretch.above._replace(**inner) if inner else stretch.above, leaf

    def is_of_its_own_header(self, found: Found) -> bool:
        """Say whether a citation is the document's own number above its first article."""
        number = found.document.number if found.document else None
        return bool(number and number == self._own.number and not found.targets and found.start < self._header_end)

    def settle(self, found: Found, target: Place) -> Settled | None:
        """Say what a target is from where it stands; None for a document that was named."""
        if found.document is not None:
            return self._by_number(found, target)
        if self._is_quoted(found.start) or self._is_changed(found, target):
            return Settled(target, None, "other")
        if not (self._has_articles or target.article or target.is_deictic or found.naming or target.clause is None):
            return Settled(target, None, "other")  # of guidance whose own pieces are no clauses: "(Khoản 1)"
        component, here = self._at(found.start) if target.is_deictic or len(self._titles) > 1 else (0, target)
        place = _in_full(target, here)
        node = self._node(self._component(found, component), place)
        is_own = found.naming or target.is_deictic or node or not self._lacks(component, place)
        return Settled(place, f"{self._own.uri}/~{node}" if node else None, "self" if is_own else "other")

    def _lacks(self, component: int, place: Place) -> bool:
        """Say whether no component where the words may point has the article: then they speak of another document."""
        if place.article is None:
            return False
        return not any((one, "article", place.article) in self._divisions for one in (component, 0))

    def _by_number(self, found: Found, target: Place) -> Settled | None:
        if self._is_own_type(found) and not self._is_quoted(found.start):
            component = self._at(found.start)[0]
            node = self._node(component, target) or self._node(0, target)
            return Settled(target, f"{self._own.uri}/~{node}", "self") if node else None
        if not self._is_own_name(found):
            return None
        node = None if target == Place() else self._node(0, target)
        return Settled(target, f"{self._own.uri}/~{node}" if node else self._own.uri, "self")

    def _is_own_type(self, found: Found) -> bool:
        """Say whether places are said to be of "the decree" without number or name, which can be none but this."""
        document = found.document
        if document is None or document.number or not found.targets or self._amends:
            return False
        words = self._words(document.type_span)
        return document_types().get(words, "") == self._own.type or any(
            title.startswith(words) for title in self._titles[1:]
        )

    def _is_own_name(self, found: Found) -> bool:
        """Say whether a document is cited by the number of this one, or a law by the name of this one."""
        document = found.document
        if document is None:
            return False
        if document.number:
            return document.number == self._own.number
        return self._words(document.type_span) == self._name

    def _words(self, span: Span) -> str:
        return " ".join(self._view[slice(*span)].casefold().split())

    def _is_quoted(self, offset: int) -> bool:
        """Say whether words stand in a quotation, be it of whole articles or within a paragraph."""
        if self._quotes.inside(offset):
            return True
        opened = _opened_inline(self._view, offset)
        return opened and _CLOSED.match(self._view, offset, offset + 2 * _INLINE) is not None

    def _is_changed(self, found: Found, target: Place) -> bool:
        """Say whether an amending act names here what it changes in another act."""
        if found.naming or target.is_deictic:
            return False
        before = self._view[max(0, found.start - _SIGHT) : found.start]
        if self._only_amends:
            return not before.rstrip().endswith("Như")  # the recipients "Như Điều 3" are those of this act
        changes = _CHANGES if self._amends else _CHANGES_THIS
        small = before.lower()
        hints = "đổi" in small or "sung" in small or "bỏ" in small or "thế" in small or "chính" in small
        return hints and changes.search(before) is not None

    def _component(self, found: Found, standing_in: int) -> int:
        """Return the component that calls itself so; the one where the words stand when nothing is named."""
        naming = self._words(found.naming) if found.naming else "văn bản"
        if naming == "văn bản" or (standing_in and self._titles[standing_in].startswith(naming)):
            return standing_in
        named = (at for at, title in enumerate(self._titles) if at and title.startswith(naming))
        return next(named, 0)

    def _node(self, component: int, place: Place) -> str | None:
        """Return the id of a place's node; None when this document has no such node."""
        named = place[_FROM_ARTICLE:] if place.article else place
        kinds = _KINDS[_FROM_ARTICLE:] if place.article else _KINDS
        steps = [step for step in zip(kinds, named, strict=True) if step[1]]
        if not steps:
            return None
        node = self._divisions.get((component, *steps[0]))
        for kind, num in steps[1:]:
            children = node.children if node else ()
            node = next((one for one in children if one.num == num and one.kind == kind), None)
        return node.id if node else None


def _opened_inline(view: str, offset: int) -> bool:
    """Say whether a quotation within a paragraph is open: by its mark, or by a straight one that begins its line."""
    low = max(0, offset - _INLINE)
    mark = view.rfind("“", low, offset)
    if mark >= 0 and view.rfind("”", mark, offset) < 0:
        return True
    mark = view.rfind('"', low, offset)
    line = view.rfind("\n", 0, mark) + 1
    return mark >= 0 and line >= low and not view[line:mark].strip(" \t*>|")


def _in_full(target: Place, here: Place) -> Place:
    """Give a place what is meant by "này": the article, clause, point or chapter in which the words stand."""
    if not target.is_deictic:
        return target
    filled = {kind: getattr(here, kind) for kind in _KINDS if getattr(target, kind) == THIS}
    lowest = min(_KINDS.index(kind) for kind in filled)
    if lowest > _KINDS.index("article"):
        filled |= {kind: getattr(here, kind) for kind in ("article", "clause")[: lowest - 3]}
    return target._replace(**filled)
