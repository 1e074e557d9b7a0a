"""Know the parts of a .docx by what the archive says they are: content type, relationship, and last by their name.

A page header may be called anything. Source: ECMA-376 Part 2 (sections on content types and relationships); names of
parts do not tell capitals from small letters. Read with patterns, so that broken lists still say what they can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from vanban.patterns import late

TYPES = "[content_types].xml"
MAIN = "word/document.xml"
MAIN_LINKS = "word/_rels/document.xml.rels"
_KINDS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "note",
    "endnotes": "note",
    "comments": "note",
    "core-properties": "metadata",
    "custom-properties": "metadata",
}
_NAMED = late(
    r"word/(?:(?P<side>header|footer)\d*|(?P<note>footnotes|endnotes|comments))\.xml|docprops/(?P<metadata>core|custom)\.xml"
)
_ENTRY = late(r"<(?:\w+:)?(Override|Default|Relationship)\b([^<>]*)>")
_ATTRIBUTE = late(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_KIND_AT_END = late(r"([a-z-]+)(?:\+xml)?$")


def is_list(name: str) -> bool:
    """Say whether a part lists other parts: the content types or relationships."""
    return name.lower() == TYPES or name.lower().endswith(".rels")


def named_parts(lists: Mapping[str, str]) -> dict[str, str]:
    """Return the kind of every part that `lists` (texts of the lists by their names) call one; names in small letters.

    Kinds are header, footer, note and metadata. A default kind of an ending stands under `*.ending`.
    """
    found = (entry for name, text in lists.items() for entry in _entries(name.lower(), text))
    return {part: known for part, kind in found if (known := kind or _kind_by_name(part))}


def kind_of(name: str, named: Mapping[str, str]) -> str:
    """Return the kind of a part, "" for one in which no stamp is printed; `named` comes from `named_parts`."""
    small = name.lower()
    return named.get(small) or named.get("*." + small.rpartition(".")[2]) or _kind_by_name(small)


def _kind_by_name(small: str) -> str:
    match = _NAMED.fullmatch(small)
    return (match["side"] or match.lastgroup or "") if match else ""


def _entries(list_name: str, text: str) -> Iterator[tuple[str, str]]:
    for tag, words in _ENTRY.findall(text):
        said = {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(words)}
        kind = _kind(said.get("ContentType") or said.get("Type") or "")
        if tag == "Override":
            yield _whole(said.get("PartName", "")), kind
        elif tag == "Default":
            yield "*." + said.get("Extension", "").lower(), kind
        elif said.get("TargetMode") != "External":
            yield _whole(join("/", dirname(dirname(list_name)), unquote(said.get("Target", "")))), kind


def _kind(said: str) -> str:
    match = _KIND_AT_END.search(said.lower())
    return _KINDS.get(match[1], "") if match else ""


def _whole(path: str) -> str:
    return normpath("/" + path).lstrip("/").lower()
