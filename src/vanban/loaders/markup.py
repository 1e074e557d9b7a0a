"""Get words out of markup with patterns alone: it may be broken, cut short, or of another program's prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from vanban.patterns import late

_LINE_END = late(r"</(?:\w+:)?(?:p|tc)>|<(?:\w+:)?(?:br|cr)\b[^<>]*>")
_TAG = late(r"<[^<>]*>?")
_ART = late(r"<\w+:textpath\b[^<>]*\bstring=(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})')")
_BOX_BEGINS = late(r"<(?:\w+:)?txbxContent\b[^<>]*>")
_BOX_ENDS = late(r"</(?:\w+:)?txbxContent>")
_VALUE = late(r"<(?:\w+:)?(\w+)\b([^<>]*)>([^<>]*)")
_NAME = late(r"\bname=(?:\"([^\"]*)\"|'([^']*)')")
_OF_PEOPLE = ("creator", "lastModifiedBy", "initial", "printed")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def markup_of(data: bytes) -> str:
    """Decode a part; bytes that mean nothing are left out."""
    return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8", "ignore")


def lines_of(markup: str) -> list[str]:
    """Return the words of each paragraph, cell and line; blank ones too."""
    return unescape(_TAG.sub("", _LINE_END.sub("\n", markup))).split("\n")


def boxes_of(markup: str) -> Iterator[str]:
    """Yield what stands in text boxes and word art: a stamp may be drawn anywhere in a file."""
    yield from (unescape(one or other) for one, other in _ART.findall(markup))
    for opened in _BOX_BEGINS.split(markup)[1:]:
        words = "\n".join(lines_of(_BOX_ENDS.split(opened, maxsplit=1)[0]))
        if words.strip():
            yield words


def properties_of(markup: str) -> list[str]:
    """Return the values of document properties, one a line, keywords apart; those of custom ones with their names too.

    Names of people are left out: somebody may be called like a level.
    """
    lines: list[str] = []
    name = ""
    for tag, attributes, words in _VALUE.findall(markup):
        named = _NAME.search(attributes)
        name = unescape(named[1] or named[2] or "") if named else name
        value = unescape(words).strip()
        if value and tag not in _OF_PEOPLE:
            lines.extend([*re.split(r"\s*[,;\n]\s*", value), *([f"{name}: {value}"] if name else [])])
    return lines
