"""Get whatever text can still be had out of a broken .docx, only to look for a secrecy stamp in it.

The directory of a zip stands at its end, so a file that was cut short has none; the parts are found by their own heads
(APPNOTE.TXT section 4.3.7 of the zip format).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_HEAD = b"PK\x03\x04"
_HEAD_LENGTH = 30
_DEFLATED = 8
_MOST_PART = 8 * 1024 * 1024
_MOST_PARTS = 500
_STEP = 4096
_TEXT_PART = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes|comments)\.xml")
_NAMED_HEADER = re.compile(rb"/(word/header\d*\.xml)")
_LINE_END = re.compile(r"</w:p>|</w:tc>|<w:(?:br|cr)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>?")
_ART = re.compile(r'<v:textpath\b[^<>]*\bstring="([^"<>]{1,200})"')
_BOX_BEGINS, _BOX_ENDS = "<w:txbxContent>", "</w:txbxContent>"
BOX = "textbox"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the archive: its words a line a paragraph, and whether it came out to its very end."""

    name: str
    text: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read of a broken file, and whether a stamp could hide in what could not."""

    parts: tuple[Part, ...]
    missing_headers: frozenset[str]

    @property
    def shows_its_head(self) -> bool:
        """Say whether both places where a stamp is set were seen: the beginning of the text, and every page header."""
        begins = any(part.name == "word/document.xml" and part.text.strip() for part in self.parts)
        return begins and not self.missing_headers


def recover(content: bytes) -> Recovered:
    """Read the parts of a broken archive one by one; what does not come out is left out, never an error."""
    parts: list[Part] = []
    named: set[str] = set()
    for name, data, is_whole in _parts(content):
        if _TEXT_PART.fullmatch(name):
            xml = data.decode("utf-8", "ignore")
            found = [
                Part(name, _words(xml), is_whole),
                *(Part(BOX, words, is_whole) for words in _boxes(xml) if words.strip()),
            ]
            parts.extend(found)
        elif name == "[Content_Types].xml":
            named |= {found.decode() for found in _NAMED_HEADER.findall(data)}
    seen = {part.name for part in parts if part.is_whole}
    return Recovered(tuple(parts), frozenset(named - seen))


def _parts(content: bytes) -> Iterator[tuple[str, bytes, bool]]:
    at = content.find(_HEAD)
    for _ in range(_MOST_PARTS):
        if at < 0 or at + _HEAD_LENGTH > len(content):
            return
        head = content[at : at + _HEAD_LENGTH]
        method, packed = int.from_bytes(head[8:10], "little"), int.from_bytes(head[18:22], "little")
        name_length, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        begin = at + _HEAD_LENGTH + name_length + extra
        name = content[at + _HEAD_LENGTH : at + _HEAD_LENGTH + name_length].decode("utf-8", "replace")
        if _TEXT_PART.fullmatch(name) or name == "[Content_Types].xml":
            yield name, *_unpacked(content, begin, method, packed)
        at = content.find(_HEAD, max(begin, at + 1))


def _unpacked(content: bytes, begin: int, method: int, packed: int) -> tuple[bytes, bool]:
    if method != _DEFLATED:
        data = content[begin : begin + packed]
        return data, len(data) == packed > 0
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return unpacker.decompress(content[begin:], _MOST_PART), unpacker.eof
    except zlib.error:
        return _before_the_damage(content[begin:]), False


def _before_the_damage(data: bytes) -> bytes:
    """Unpack up to the very byte that no longer means anything: in large steps, and at the damage byte by byte."""
    unpacker, pieces = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    at, step = 0, _STEP
    while at < len(data) and len(pieces) < _MOST_PART:
        before = unpacker.copy()
        try:
            pieces += unpacker.decompress(data[at : at + step], _MOST_PART)
        except zlib.error:
            if step == 1:
                break
            unpacker, step = before, 1
        else:
            at += step
    return bytes(pieces)


def _words(xml: str) -> str:
    return unescape(_TAG.sub("", _LINE_END.sub("\n", xml)))


def _boxes(xml: str) -> Iterator[str]:
    """Yield what stands in text boxes and word art: a stamp may be drawn anywhere in a file."""
    yield from map(unescape, _ART.findall(xml))
    for opened in xml.split(_BOX_BEGINS)[1:]:
        yield _words(opened.split(_BOX_ENDS, 1)[0])
