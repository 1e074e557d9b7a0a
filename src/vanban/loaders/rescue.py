"""Get whatever text can still be had out of a broken .docx, only to look for a secrecy stamp in it.

The directory of a zip stands at its end, so a file that was cut short has none; the parts are found by their own heads
(APPNOTE.TXT section 4.3.7 of the zip format).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.loaders.markup import boxes_of, lines_of, markup_of, properties_of
from vanban.loaders.parts import MAIN, MAIN_LINKS, TYPES, is_list, kind_of, named_parts
from vanban.model import Block
from vanban.patterns import late

_HEAD = b"PK\x03\x04"
_HEAD_LENGTH = 30
_DEFLATED = 8
_MOST_PART = 8 * 1024 * 1024
_MOST_PARTS = 500
_STEP = 4096
_MOST_ALL = 64 * 1024 * 1024
_NO_TEXT = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".bin", ".odttf", ".ttf")
_PRINTED = ("header", "footer")
_REFERENCE = late(r"<(?:\w+:)?(?:header|footer)Reference\b")


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was seen of a broken file: `texts` of main parts, `blocks` beside them; both hold what came out at all.

    `parts` names every part of those that came out to its very end. `shows_every_place` is true when the beginning of
    the text and every page header and footer were seen, and it is known that there are no others.
    """

    texts: tuple[str, ...]
    blocks: tuple[Block, ...]
    parts: frozenset[str]
    shows_every_place: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    name: str
    markup: str
    is_whole: bool


def rescue(content: bytes) -> Rescued:
    """Read the parts of a broken archive one by one; what does not come out is left out, never an error."""
    pieces = [_Piece(name.lower(), markup_of(data), whole) for name, data, whole in _unpacked_parts(content)]
    named = named_parts({piece.name: piece.markup for piece in pieces if is_list(piece.name)})
    texts = tuple("\n".join(lines_of(piece.markup)) for piece in pieces if piece.name == MAIN)
    blocks = tuple(block for piece in pieces for block in _blocks(piece, kind_of(piece.name, named)))
    whole = frozenset(piece.name for piece in pieces) - {piece.name for piece in pieces if not piece.is_whole}
    printed = {name for name, kind in named.items() if kind in _PRINTED and not name.startswith("*")}
    begins = any(text.strip() for text in texts)
    every_place = begins and printed <= whole and _knows_headers(pieces, whole, named)
    return Rescued(texts, blocks, whole, every_place)


def _knows_headers(pieces: list[_Piece], whole: frozenset[str], named: dict[str, str]) -> bool:
    """Say whether no page header can be there of which nothing is known.

    Either the list of content types came out, or the text did to its end and asks for none.
    """
    if TYPES in whole:
        are_named = MAIN_LINKS in whole or not any(name.startswith("*") for name in named)
        return are_named and all(piece.is_whole for piece in pieces if kind_of(piece.name, named) in _PRINTED)
    return MAIN in whole and not any(_REFERENCE.search(piece.markup) for piece in pieces if piece.name == MAIN)


def _blocks(piece: _Piece, kind: str) -> Iterator[Block]:
    if kind == "metadata":
        yield Block(kind, "\n".join(properties_of(piece.markup)))
    elif kind:
        yield Block(kind, "\n".join(lines_of(piece.markup)))
    if kind or piece.name == MAIN:
        yield from (Block("textbox", words) for words in boxes_of(piece.markup))


def _unpacked_parts(content: bytes) -> Iterator[tuple[str, bytes, bool]]:
    at, left = content.find(_HEAD), _MOST_ALL
    for _ in range(_MOST_PARTS):
        if at < 0 or at + _HEAD_LENGTH > len(content):
            return
        head = content[at : at + _HEAD_LENGTH]
        method, packed = int.from_bytes(head[8:10], "little"), int.from_bytes(head[18:22], "little")
        name_length, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        begin = at + _HEAD_LENGTH + name_length + extra
        name = content[at + _HEAD_LENGTH : at + _HEAD_LENGTH + name_length].decode("utf-8", "replace")
        if not name.lower().endswith(_NO_TEXT):
            data, is_whole = _unpacked(content[begin : begin + packed if packed else None], method, packed)
            left -= len(data)
            yield (name, data, is_whole) if left > 0 else (name, b"", False)
        at = content.find(_HEAD, max(begin, at + 1))


def _unpacked(data: bytes, method: int, packed: int) -> tuple[bytes, bool]:
    if method != _DEFLATED:
        return (data, len(data) == packed) if packed else (b"", False)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return unpacker.decompress(data, _MOST_PART), unpacker.eof
    except zlib.error:
        return _before_the_damage(data), False


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
