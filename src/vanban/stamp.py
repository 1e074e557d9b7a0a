"""Find the stamp of a state secret by its place on the page, not by its words.

A stamp is a line, a table cell, a text box or a page header that holds nothing but the level. Words *about* secrets stand in
sentences and titles and are no stamp. Source of the levels and of the stamp's place: Luật Bảo vệ bí mật nhà nước 2018, Điều 8;
Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from vanban.model import Block
from vanban.text import Lines, normalise

_ORDER = {"tuyetmat": "tuyet-mat", "toimat": "toi-mat", "mat": "mat"}
_MOST_HEAD = 6_000
_MOST_HEAD_LINES = 160
_BESIDE = ("header", "footer", "textbox", "metadata")
_LABEL = re.compile(r"^(?:(?:đ[ộô]|mức|cấp|cấp\s+độ|mức\s+độ|dấu\s+chỉ\s+độ|dấu\s+độ|dấu)\s+(?:độ\s+)?mật)\s*[:.–-]\s*(?P<level>.+)$", re.IGNORECASE)
_CELL = re.compile(r"\||\t+|\s{3,}|\u2003+|[│┃║]")
_BORDER = re.compile(r"[\s*|_=~#<>()\[\]{}.,:;!\"'“”«»+/\\─━│┃┌┐└┘├┤═║╔╗╚╝•·●■□▪★☆–—-]+")
_MOTTO = re.compile(
    r"CỘNG\s*H[ÒO][AÀ]\s*XÃ\s*HỘI(?:\s*CHỦ\s*NGHĨA)?(?:\s*VIỆT\s*NAM)?|ĐẢNG\s*CỘNG\s*SẢN\s*VIỆT\s*NAM|Độc\s*lập\s*-\s*Tự\s*do\s*-\s*Hạnh\s*phúc|"
    r"(?:Luật\s+)?Số\s*:?\s*\d[\w/ .Đđ-]*|[\wÀ-ỹ. ]{2,30},\s*ngày\s+\d{0,2}\s*tháng.*$",
    re.IGNORECASE,
)
_BODY_WORDS = re.compile(r"^(?:Căn\s+cứ|CĂN\s+CỨ|Điều\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b|Kính\s+gửi|I[.-]\s)")
_COLUMN = re.compile(r"^(?P<level>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?=\s+(?:CỘNG|ĐẢNG|BAN|BỘ|ỦY|UBND|CHÍNH|THÀNH|TỈNH|SỞ|Số|HUYỆN|ĐẢNG)\b)|(?<=\s)(?P<last>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)$")
_NOT_A_STAMP = re.compile(r"(?:BÍ|BẢO|ĐỘ|GIẢI|CƠ|PHÂN\s+LOẠI|DANH\s+MỤC|TÀI\s+LIỆU|VĂN\s+BẢN|NƯỚC|LỘ|LỌT|ĐÓNG\s+DẤU|TỐI|TUYỆT|DẤU)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A secrecy stamp: `level` is mat, toi-mat or tuyet-mat; `place` is head, header, textbox, ...; `text` as printed."""

    level: str
    text: str
    place: str
    line: int | None


def find_stamp(document_text: str, extra_blocks: Iterable[Block] = ()) -> Stamp | None:
    """Return the first secrecy stamp of a document, None when it bears none; never raises on any text."""
    return _beside(extra_blocks) or _in_head(normalise(document_text))


def _beside(blocks: Iterable[Block]) -> Stamp | None:
    for block in blocks:
        if block.kind not in _BESIDE:
            continue
        for line in normalise(block.text).split("\n"):
            level = _level_of_line(line)
            if level:
                return Stamp(level, line.strip(), block.kind, None)
        joined = _level_of(normalise(block.text))
        if joined:
            return Stamp(joined, " ".join(block.text.split()), block.kind, None)
    return None


def _in_head(text: str) -> Stamp | None:
    head = text[:_MOST_HEAD]
    lines = head.split("\n")[:_MOST_HEAD_LINES]
    position, numbers = 0, Lines(head)
    for index, line in enumerate(lines):
        if _BODY_WORDS.match(line.strip(" |*#_>-")):
            return None
        level = _level_of_line(line) or _level_over_lines(lines, index)
        if level:
            return Stamp(level, line.strip(), "head", numbers.at(position))
        position += len(line) + 1
    return None


def _level_of_line(line: str) -> str | None:
    """Return the level when the line, one of its cells or one of its flattened columns is nothing but a level."""
    for cell in (line, *_CELL.split(line)):
        level = _level_of(cell)
        if level:
            return level
    if not re.search("m.{0,3}t", unicodedata.normalize("NFC", line), re.IGNORECASE):
        return None
    rest = _MOTTO.sub(" | ", line)
    if rest != line:
        return next((found for cell in rest.split("|") if (found := _level_of(cell))), None) or _column(line)
    return None


def _column(line: str) -> str | None:
    """Return the level at the edge of a line into which two columns were flattened."""
    words = " ".join(_BORDER.sub(" ", line).split())
    match = _COLUMN.search(words)
    if match is None:
        return None
    found = match["level"] or match["last"]
    if match["last"] and _NOT_A_STAMP.search(words[: match.start("last")]):
        return None
    return _level_of(found)


def _level_over_lines(lines: list[str], index: int) -> str | None:
    """Read "TỐI" over "MẬT" on two lines of one cell."""
    first = _letters(lines[index])
    if first not in ("toi", "tuyet") or index + 1 >= len(lines):
        return None
    return _ORDER.get(first + _letters(lines[index + 1]))


def _level_of(words: str) -> str | None:
    """Return the level when `words` hold nothing else, whatever the border, case, spacing or form of the letters."""
    text = " ".join(words.split()).strip("*|_ #>")
    label = _LABEL.match(text.replace("*", ""))
    stamped = label["level"] if label else text
    if len(stamped) > 60:
        return None
    return _ORDER.get(_letters(stamped)) if _accented(stamped) else None


def _letters(words: str) -> str:
    plain = unicodedata.normalize("NFD", _BORDER.sub("", words).lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign) and not sign.isdigit())


def _accented(words: str) -> bool:
    """Say whether the vowel of MẬT carries its marks, or the letters stand in capitals as a stamp without marks would."""
    bare = _BORDER.sub("", unicodedata.normalize("NFC", words))
    return "ậ" in bare.lower() or (bare.isupper() and bare.isascii() and len(bare) > 3)
