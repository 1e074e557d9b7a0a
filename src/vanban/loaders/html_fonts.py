"""Bring words that a page sets in a font of an old encoding into Unicode, span by span: ".VnTime", "VNI-Times".

A page may mix them with Unicode, and a page that was converted may still name the font. So the words in one encoding
are judged together: they change only where nearly all become syllables that hardly any were before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.loaders.html_tree import Element
from vanban.loaders.old_encodings import caution_of, is_old, reading_of
from vanban.model import Caution

_FONT = re.compile(r"(?P<tcvn3>\.Vn[A-Z]\w*)|(?P<vni>VNI-\w+)", re.IGNORECASE)
_FAMILY = re.compile(r"font(?:-family)?\s*:[^;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of an element at a place among its children, and whether their font has capitals only."""

    element: Element
    place: int
    capitals: bool

    @property
    def text(self) -> str:
        return str(self.element.children[self.place])


def in_unicode(root: Element) -> tuple[Caution, ...]:
    """Change the words of a tree that stand in old fonts; returns a caution for each encoding met."""
    found: dict[str, list[_Words]] = {"tcvn3": [], "vni": []}
    for encoding, words in _set_in_fonts(root):
        found[encoding].append(words)
    met = [encoding for encoding, words in found.items() if is_old([one.text for one in words], encoding)]
    for encoding in met:
        reading = reading_of(encoding)
        for one in found[encoding]:
            text = reading(one.text)
            one.element.children[one.place] = text.upper() if one.capitals else text
    return tuple(caution_of(encoding) for encoding in met)


def _set_in_fonts(root: Element) -> Iterator[tuple[str, _Words]]:
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, outer = waiting.pop()
        said = element.attributes
        named = _FAMILY.search(said["style"]) if "style" in said else None
        font = said.get("face") or (named[0] if named else "") or outer
        old = _FONT.search(font)
        for place, child in enumerate(element.children):
            if isinstance(child, Element):
                waiting.append((child, font))
            elif old and child.strip():
                capitals = old.lastgroup == "tcvn3" and old[0].endswith("H")
                yield str(old.lastgroup), _Words(element, place, capitals)
