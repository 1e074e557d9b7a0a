"""Take away what a site puts around a document inside the same element: menus, tabs, footers, lists of related acts.

It is known by its tag or by the words of its class; what holds a motto, a number or an article stays. The words taken
away are kept beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.loaders.html_tree import Element

_TAGS = frozenset({"nav", "footer", "aside"})
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|footer|breadcrumbs?|tabs?|sidebar|related|share|social|toolbar|copyright|comments?|hotline"
    r"|pagination|banner|advert|quangcao|lienquan|lien-quan)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_OF_LAW = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|(?:^|\n)\s*(?:Điều|ĐIỀU|Chương|CHƯƠNG|Số)\s*:?\s*[\dIVX]",
    re.MULTILINE,
)
_LONGEST = 6_000


def without_site(root: Element) -> str:
    """Take the site's elements out of a tree and return their words, a line for each."""
    taken: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kept: list[Element | str] = []
        for child in element.children:
            words = _few_words(child) if isinstance(child, Element) and _is_of_site(child) else None
            if words is not None and not _OF_LAW.search(words):
                taken.append(" ".join(words.split()))
            else:
                kept.append(child)
        element.children = kept
        waiting.extend(element.elements())
    return "\n".join(words for words in taken if words)


def _is_of_site(element: Element) -> bool:
    said = element.attributes
    if element.name in _TAGS:
        return True
    return bool(("class" in said or "id" in said) and _CLASSES.search(f"{said.get('class', '')} {said.get('id', '')}"))


def _few_words(element: Element) -> str | None:
    """Return the words of an element, None where they are too many for what a site adds."""
    pieces: list[str] = []
    length = 0
    for piece in _words(element):
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST:
            return None
    return "".join(pieces)


def _words(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield "\n"
            yield from _words(child)
