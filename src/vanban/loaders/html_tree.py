"""Build the tree of a web page: what a browser would not show is not in it, and an end tag may be left out.

Source: HTML Living Standard, sections 13.1.2.4 (tags left out) and 15.3 (rendering of hidden elements).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.loaders.tags import RAW, Tag, tokens
from vanban.patterns import late

_NAME = late(r"\w+")
BLOCKS = frozenset(
    _NAME.findall(
        "html body address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul caption"
    )
)
_UNSHOWN = RAW | frozenset(
    _NAME.findall("head select option optgroup datalist button nav template object audio video canvas svg noscript map")
)
_VOID = frozenset(_NAME.findall("area base br col embed frame hr img input link meta param source track wbr"))
_CELLS = frozenset({"td", "th", "tr", "tbody", "tfoot", "thead"})
_ENDS = {  # an element whose end tag may be left out, and what begins after it
    "p": BLOCKS - {"html", "body"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _CELLS - {"td", "th"},
    "head": frozenset({"body"}),
    "option": frozenset({"option", "optgroup"}),
}
_ENDING = frozenset[str]().union(*_ENDS.values())
_SCOPES = frozenset({"table", "ul", "ol", "dl", "html"})
_HIDDEN = late(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DEEPEST = 150


@dataclass(slots=True)
class Element:
    """One element; `children` are elements and words in their order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Yield the elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))


def tree_of(markup: str) -> Element:
    """Return the root of a page; elements nested deeper than a browser would draw lie side by side."""
    stack = [Element("html")]
    for token in tokens(markup):
        if isinstance(token, str):
            stack[-1].children.append(token)
        elif token.closes:
            _close(stack, token.name)
        else:
            _open(stack, token)
    return stack[0]


def _open(stack: list[Element], tag: Tag) -> None:
    if tag.name in ("html", "body"):
        return
    if tag.name in _ENDING:
        _end_what_was_left_open(stack, tag.name)
    element = Element(tag.name, tag.attributes)
    if not _is_unshown(tag):
        stack[-1].children.append(element)
    if tag.name not in _VOID and len(stack) < _DEEPEST:
        stack.append(element)


def _is_unshown(tag: Tag) -> bool:
    said = tag.attributes
    if tag.name in _UNSHOWN or "hidden" in said:
        return True
    return "style" in said and _HIDDEN.search(said["style"]) is not None


def _end_what_was_left_open(stack: list[Element], name: str) -> None:
    """Close the paragraph, item or cell that `name` cannot stand in."""
    for at in range(len(stack) - 1, 0, -1):
        if name in _ENDS.get(stack[at].name, ()):
            del stack[at:]
        elif stack[at].name in _SCOPES:
            return


def _close(stack: list[Element], name: str) -> None:
    """Close the nearest element of that name; one that marks words never closes a block around them."""
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name == name:
            del stack[at:]
            return
        if (stack[at].name in BLOCKS and name not in BLOCKS) or (stack[at].name == "table" and name in _CELLS):
            return
