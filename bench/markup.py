"""Write what we read as bluebell's markup, so that a peer parses the same act: `CHAPTER I - HEADING`, indented.

Our tree finds the structure that its author would have typed, which is a help to the peer: it is given every level as a
keyword, and words that its grammar would trip over (control characters) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban import Document
from vanban.model import Node

KEYWORDS = {
    "part": "PART",
    "chapter": "CHAPTER",
    "section": "SECTION",
    "subsection": "SUBSECTION",
    "article": "ARTICLE",
    "clause": "CLAUSE",
    "point": "POINT",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_WORDS_OF_THE_GRAMMAR = re.compile(r"^(?=[A-Z]{3})|^(?=\\)", re.MULTILINE)


def markup_of(document: Document) -> str:
    """Return the whole document in the peer's markup."""
    lines: list[str] = ["PREAMBLE", ""]
    is_body = False
    for component in document.components:
        for node in component.body:
            if node.kind in KEYWORDS and not is_body:
                lines += ["BODY", ""]
                is_body = True
            lines += _lines(node, 0)
    return "\n".join(lines)


def _lines(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if node.kind not in KEYWORDS:
        yield from (f"{indent}{line}" for line in _words(node.text))
        return
    heading = f" - {' '.join(node.heading.split())}" if node.heading else ""
    yield from (f"{indent}{KEYWORDS[node.kind]} {node.num or ''}{heading}", "")
    if not node.children:
        yield from (f"{indent}  {line}" for line in _words(node.text))
    for child in node.children:
        yield from _lines(child, depth + 1)


def _words(text: str) -> Iterator[str]:
    for line in _CONTROL.sub(" ", text).split("\n"):
        if line.strip():
            yield from (_WORDS_OF_THE_GRAMMAR.sub(r"\\", line.strip()), "")
