"""Save what words can be saved from a broken .docx, so that a stamp on it is seen before the file is refused."""

from __future__ import annotations

import re
from html import unescape

from vanban.loaders.archive import Archive
from vanban.model import Block, UnreadableFile

_PARAGRAPH_END = re.compile(r"</w:p>|<w:br\b[^>]*>|</dc:[a-z]+>|</cp:[a-zA-Z]+>")
_TAG = re.compile(r"<[^<>]*>")
_WORD_ART = re.compile(r"<v:textpath[^>]*\bstring=\"([^\"]{1,200})\"")
_PART = re.compile(r"word/(document|header|footer)\d*\.xml")


def salvaged_lines(data: bytes) -> list[str]:
    """Return the words of each paragraph of broken markup, and those of word art."""
    markup = data.decode("utf-8", errors="replace")
    lines = [unescape(_TAG.sub("", piece)) for piece in _PARAGRAPH_END.split(markup)]
    return [line for line in [*lines, *(unescape(words) for words in _WORD_ART.findall(markup))] if line.strip()]


def salvage(data: bytes, file: str) -> tuple[str, tuple[Block, ...]]:
    """Return text and blocks of the parts of a .docx that can still be unpacked; nothing when none can."""
    try:
        archive = Archive(data, file)
    except UnreadableFile:
        return "", ()
    text: list[str] = []
    blocks: list[Block] = []
    for name in archive.names():
        match = _PART.fullmatch(name)
        lines = _part(archive, name) if match else []
        if match and match[1] == "document":
            text.extend(lines)
        elif match:
            blocks.append(Block(match[1], "\n".join(lines)))
    return "\n".join(text), tuple(blocks)


def _part(archive: Archive, name: str) -> list[str]:
    try:
        return salvaged_lines(archive.read(name))
    except UnreadableFile:
        return []
