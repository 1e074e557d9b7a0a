"""Find the stamp of a state secret by its place on the page, not by its words.

A stamp is a line, a table cell, a text box or a page header that holds nothing but the level. Words *about* secrets
stand in sentences and titles and are no stamp. Source of the stamp's place: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vanban.furniture import find_apart
from vanban.levels import NOT_A_STAMP, legible, letters_of, level_alone, level_of, level_of_letters, level_of_line
from vanban.lexicon import alternation, document_types
from vanban.loaders.choosing import load
from vanban.loaders.rescue import Rescued, rescue
from vanban.model import Block, UnreadableFile
from vanban.patterns import late
from vanban.text import normalise

_MOST_HEAD = 6_000
_MOST_HEAD_LINES = 160
_BESIDE = ("header", "footer", "textbox", "metadata")
_EXPLAINING = ("note", "page")
_BODY_WORDS = late(r"^(?:Căn\s+cứ|CĂN\s+CỨ|Điều\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b|Kính\s+gửi|I[.-]\s)")
_SEGMENT = late(r"\s[-–—|•·]\s")
_NUMBER = late(r"^(?:Số|So)\s*:?\s*[\d.…/]", re.IGNORECASE)
_SIDES = " |*#_>"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A secrecy stamp: `level` is mat, toi-mat or tuyet-mat; `place` is head, header, textbox, ..."""

    level: str
    text: str
    place: str
    line: int | None


def find_stamp(document_text: str, extra_blocks: Iterable[Block] = ()) -> Stamp | None:
    """Return the first secrecy stamp of a document, None when it bears none; never raises on any text."""
    return _beside(extra_blocks) or _in_head(legible(document_text[: 2 * _MOST_HEAD])) or _apart(document_text)


def _apart(text: str) -> Stamp | None:
    found = find_apart(normalise(text))
    return Stamp(found.level, found.text, found.place, found.line) if found else None


def _beside(blocks: Iterable[Block]) -> Stamp | None:
    stamps = (_in_note(block) if block.kind in _EXPLAINING else _in_block(block) for block in blocks)
    return next(filter(None, stamps), None)


def _in_note(block: Block) -> Stamp | None:
    """Look at paragraphs that are nothing but a level; notes that name several levels explain them."""
    lines = [line.strip() for line in legible(block.text).split("\n")]
    found = {level: line for line in lines if (level := level_alone(line))}
    return next((Stamp(level, line, "note", None) for level, line in found.items()), None) if len(found) == 1 else None


def _in_block(block: Block) -> Stamp | None:
    if block.kind not in _BESIDE:
        return None
    text = legible(block.text)
    for line in text.split("\n"):
        level = level_of_line(line) or next(filter(None, map(level_of, _SEGMENT.split(line))), None)
        if level:
            return Stamp(level, line.strip(), block.kind, None)
    joined = level_of(text)
    return Stamp(joined, " ".join(block.text.split()), block.kind, None) if joined else None


def _in_head(text: str) -> Stamp | None:
    """Look above the type line, and below it only at lines that stand apart from the title."""
    head = text[:_MOST_HEAD]
    lines = head.split("\n")[:_MOST_HEAD_LINES]
    titled = False
    for index, line in enumerate(lines):
        words = line.strip(" |*#_>-")
        if _BODY_WORDS.match(words):
            return None
        level = level_of_line(line) or _level_over_lines(lines, index) or _level_at_number(lines, index)
        if level and not _continues(lines, index, titled):
            return Stamp(level, line.strip(), "head", index + 1)
        titled = titled or _type_line().match(words) is not None
    return None


@lru_cache(maxsize=1)
def _type_line() -> re.Pattern[str]:
    return re.compile(alternation([name.upper() for name in document_types()]) + r"(?:\s|$|:)")


def _continues(lines: list[str], index: int, titled: bool) -> bool:
    """Say whether a line only goes on with the words above it: "DANH MỤC BÍ" over "MẬT", a title over several lines."""
    before = lines[index - 1].strip(_SIDES) if index else ""
    return (titled and letters_of(before) != "") or NOT_A_STAMP.search(before) is not None


def _level_at_number(lines: list[str], index: int) -> str | None:
    """Read "MAT" without its marks only where the number of the document stands above, below or beside it."""
    cells = [cell.strip(" *_[]()") for cell in re.split(r"\||\s{3,}|\t", lines[index])]
    if "MAT" not in cells:
        return None
    near = (lines[at].strip(_SIDES) for at in (index - 1, index + 1) if 0 <= at < len(lines))
    return "mat" if any(_NUMBER.match(words) for words in (*cells, *near)) else None


def _level_over_lines(lines: list[str], index: int) -> str | None:
    """Read "TỐI" over "MẬT" on two lines of one cell."""
    first = letters_of(lines[index])
    if first not in ("toi", "tuyet") or index + 1 >= len(lines):
        return None
    return level_of_letters(first + letters_of(lines[index + 1]))


def find_stamp_in_rescued(rescued: Rescued) -> Stamp | None:
    """Return the stamp in what could be saved of a broken file; None when what was seen bears none."""
    stamps = (find_stamp(text) for text in rescued.texts)
    return find_stamp("", rescued.blocks) or next(filter(None, stamps), None)


def find_stamp_in_file(data: bytes, file: str) -> Stamp | None:
    """Return the stamp of a file, also of a .docx whose parts are broken in places; None when it bears none."""
    try:
        loaded = load(data, file)
    except UnreadableFile:
        return find_stamp_in_rescued(rescue(data))
    return find_stamp(loaded.text, loaded.blocks)
