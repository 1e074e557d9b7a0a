"""Cut HTML into tags and words in one pass, in time linear in its length whatever stands in it.

Tolerant as browsers are: a tag that is never closed ends at the next "<". Source: HTML Living Standard, section 13.2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from vanban.patterns import late

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noframes", "iframe", "noembed"})
_PLAIN = late(r"</?([A-Za-z][^\s/<>]*)>")
_NAME = late(r"</?([A-Za-z][^\s/<>]*)")
_ATTRIBUTE = late(r"""[\s/]*([^\s=/<>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"']+)))?|[\s/"'=]+""")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `name` in small letters, whether it closes, and the attributes of one that opens."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(markup: str) -> Iterator[Tag | str]:
    """Yield tags and the words between them; comments, declarations, scripts and styles are left out."""
    at, length = 0, len(markup)
    while at < length:
        begin = markup.find("<", at)
        if begin < 0:
            begin = length
        if begin > at:
            yield unescape(markup[at:begin])
        if begin == length:
            return
        plain = _PLAIN.match(markup, begin)
        match = plain or _NAME.match(markup, begin)
        if match:
            tag, at = (_plain(match[0]), match.end()) if plain else _tag(markup, match)
            yield tag
            if tag.name in RAW and not tag.closes:
                at = _end_of_raw(markup, tag.name, at)
        elif markup.startswith(("<!", "<?", "</"), begin):
            at = _end_of_declaration(markup, begin)
        else:
            yield "<"
            at = begin + 1


@lru_cache(maxsize=1_024)
def _plain(written: str) -> Tag:
    closes = written.startswith("</")
    return Tag(written[1 + closes : -1].lower(), closes)


def _tag(markup: str, match: re.Match[str]) -> tuple[Tag, int]:
    at = match.end()
    attributes: dict[str, str] = {}
    while piece := _ATTRIBUTE.match(markup, at):
        at = piece.end()
        if piece[1]:
            attributes.setdefault(piece[1].lower(), unescape(piece[2] or piece[3] or piece[4] or ""))
    if markup.startswith(">", at):
        at += 1
    return Tag(match[1].lower(), match[0].startswith("</"), attributes), at


def _end_of_raw(markup: str, name: str, at: int) -> int:
    end = re.compile(rf"</{re.escape(name)}[\s/>]", re.IGNORECASE).search(markup, at)
    return end.start() if end else len(markup)


def _end_of_declaration(markup: str, at: int) -> int:
    """Return where a comment or declaration ends; a comment never closed ends with the file, as in browsers."""
    if not markup.startswith("<!--", at):
        end = markup.find(">", at)
        return len(markup) if end < 0 else end + 1
    if markup.startswith(("<!-->", "<!--->"), at):
        return markup.index(">", at) + 1
    end = markup.find("-->", at + 4)
    return len(markup) if end < 0 else end + 3
