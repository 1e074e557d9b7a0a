"""Find the stamp of a state secret by its place on the page, not by its words.

A stamp is a line, a table cell, a text box or a page header that holds nothing but the level. Words *about* secrets
stand in sentences and titles and are no stamp. Source of the levels: Luật Bảo vệ bí mật nhà nước 2018, Điều 8; of the
stamp's place: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from vanban.lexicon import alternation, document_types
from vanban.model import Block, UnreadableFile
from vanban.text import normalise

_ORDER = {"tuyetmat": "tuyet-mat", "toimat": "toi-mat", "mat": "mat"}
_MOST_HEAD = 6_000
_MOST_HEAD_LINES = 160
_BESIDE = ("header", "footer", "textbox", "metadata")
_LABEL = re.compile(
    r"^(?:(?:đ[ộô]|mức|cấp|cấp\s+độ|mức\s+độ|dấu\s+chỉ\s+độ|dấu\s+độ|dấu)\s+(?:độ\s+)?mật)\s*[:.–-]?\s*(?P<level>.+)$",
    re.IGNORECASE,
)
_CELL = re.compile(r"\||\t+|\s{3,}|\u2003+|[│┃║]")
_BORDER = re.compile(r"[\s*|_=~#<>()\[\]{}.,:;!\"'“”«»+/\\─━│┃┌┐└┘├┤═║╔╗╚╝•·●■□▪★☆–—-]+")
_MOTTO = re.compile(
    r"CỘNG\s*H[ÒO][AÀ]\s*XÃ\s*HỘI(?:\s*CHỦ\s*NGHĨA)?(?:\s*VIỆT\s*NAM)?|ĐẢNG\s*CỘNG\s*SẢN\s*VIỆT\s*NAM|Độc\s*lập\s*-\s*Tự\s*do\s*-\s*Hạnh\s*phúc|"
    r"(?:Luật\s+)?Số\s*:?\s*\d[\w/ .Đđ-]*|[\wÀ-ỹ. ]{2,30},\s*ngày\s+\d{0,2}\s*tháng.*$",
    re.IGNORECASE,
)
_BODY_WORDS = re.compile(r"^(?:Căn\s+cứ|CĂN\s+CỨ|Điều\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b|Kính\s+gửi|I[.-]\s)")
_COLUMN = re.compile(
    r"^(?P<level>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?=\s+(?:CỘNG|ĐẢNG|BAN|BỘ|ỦY|UBND|CHÍNH|THÀNH|TỈNH|SỞ|Số|HUYỆN|ĐẢNG)\b)|(?<=\s)(?P<last>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)$"
)
_SEGMENT = re.compile(r"\s[-–—|•·]\s")
_SHAPELESS = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_OLD_FONTS = (  # the levels as files typed with TCVN3 and VNI fonts hold them
    (re.compile(r"m(?:aä|ë)t\b", re.IGNORECASE), "mật"),
    (re.compile(r"t(?:oá|è)i(?=\s*mật)", re.IGNORECASE), "tối"),
    (re.compile(r"tuy(?:eä|ö)t(?=\s*mật)", re.IGNORECASE), "tuyệt"),
)
_HINT = re.compile(r"[Mm]\W{0,6}[ẬậAaÂâ]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,60}>")
_BESIDES = re.compile(
    r"HỎA\s+TỐC(?:\s+HẸN\s+GIỜ)?|HOẢ\s+TỐC|THƯỢNG\s+KHẨN|(?<!\w)KHẨN(?!\w)|\(?\s*(?:chỉ\s+)?lưu\s+hành\s+nội\s+bộ\s*\)?|bản\s+số\s*:?\s*\d*|"
    r"(?:tài\s+liệu\s+)?thu\s+hồi|xem\s+xong\s+trả\s+lại|không\s+sao\s+chụp|^[\s|*#>_\[(]*(?:tài\s+liệu|văn\s+bản)(?=\s+(?:tuyệt\s+|tối\s+)?mật\W*$)",
    re.IGNORECASE,
)
_NOT_A_STAMP = re.compile(
    r"(?:BÍ|BẢO|ĐỘ|GIẢI|CƠ|PHÂN\s+LOẠI|DANH\s+MỤC|TÀI\s+LIỆU|VĂN\s+BẢN|NƯỚC|LỘ|LỌT|ĐÓNG\s+DẤU|TỐI|TUYỆT|DẤU)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A secrecy stamp: `level` is mat, toi-mat or tuyet-mat; `place` is head, header, textbox, ..."""

    level: str
    text: str
    place: str
    line: int | None


def find_stamp(document_text: str, extra_blocks: Iterable[Block] = ()) -> Stamp | None:
    """Return the first secrecy stamp of a document, None when it bears none; never raises on any text."""
    return _beside(extra_blocks) or _in_head(_legible(document_text[: 2 * _MOST_HEAD]))


def _legible(text: str) -> str:
    """Write a text as an eye sees it: plain letters for entities, wide ones and old fonts, nothing shapeless."""
    plain = _SHAPELESS.sub("", _LINE_ENDS.sub("\n", unescape(normalise(text))))
    plain = unicodedata.normalize("NFKC", plain)
    for old, level in _OLD_FONTS:
        plain = old.sub(level, plain)
    return plain


def _beside(blocks: Iterable[Block]) -> Stamp | None:
    for block in blocks:
        if block.kind not in _BESIDE:
            continue
        text = _legible(block.text)
        for line in text.split("\n"):
            level = _level_of_line(line) or next(filter(None, map(_level_of, _SEGMENT.split(line))), None)
            if level:
                return Stamp(level, line.strip(), block.kind, None)
        joined = _level_of(text)
        if joined:
            return Stamp(joined, " ".join(block.text.split()), block.kind, None)
    return None


def _in_head(text: str) -> Stamp | None:
    """Look above the type line, and below it only at lines that stand apart from the title."""
    head = text[:_MOST_HEAD]
    lines = head.split("\n")[:_MOST_HEAD_LINES]
    titled = False
    for index, line in enumerate(lines):
        words = line.strip(" |*#_>-")
        if _BODY_WORDS.match(words):
            return None
        level = _level_of_line(line) or _level_over_lines(lines, index)
        if level and not _continues(lines, index, titled):
            return Stamp(level, line.strip(), "head", index + 1)
        titled = titled or _type_line().match(words) is not None
    return None


@lru_cache(maxsize=1)
def _type_line() -> re.Pattern[str]:
    return re.compile(alternation([name.upper() for name in document_types()]) + r"(?:\s|$|:)")


def _continues(lines: list[str], index: int, titled: bool) -> bool:
    """Say whether a line only goes on with the words above it: "DANH MỤC BÍ" over "MẬT", a title over several lines."""
    before = lines[index - 1].strip(" |*#_>") if index else ""
    return (titled and _BORDER.sub("", before) != "") or _NOT_A_STAMP.search(before) is not None


def _level_of_line(line: str) -> str | None:
    """Return the level when the line, one of its cells or one of its flattened columns is nothing but a level."""
    if not _HINT.search(line):
        return None
    plain = _BESIDES.sub(" | ", _TAG.sub(" ", line))
    for cell in (plain, *_CELL.split(plain)):
        level = _level_of(cell)
        if level:
            return level
    rest = _MOTTO.sub(" | ", plain)
    if rest == plain:
        return None
    return next((found for cell in rest.split("|") if (found := _level_of(cell))), None) or _column(plain, rest)


def _column(line: str, rest: str) -> str | None:
    """Return the level at the edge of a line into which two columns were flattened; `rest` has bars for the motto."""
    for words in (line, *rest.split("|")):
        match = _COLUMN.search(" ".join(_BORDER.sub(" ", words).split()))
        if match and not (match["last"] and _NOT_A_STAMP.search(match.string[: match.start("last")])):
            return _level_of(match["level"] or match["last"])
    return None


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
    """Say whether the vowel of MẬT carries its marks, or the letters are capitals of a stamp without any."""
    bare = _BORDER.sub("", unicodedata.normalize("NFC", words))
    return "ậ" in bare.lower() or (bare.isupper() and bare.isascii() and len(bare) > 3)


def find_stamp_in_file(data: bytes, file: str) -> Stamp | None:
    """Return the stamp of a file, also of a .docx whose parts are broken in places; None when it bears none."""
    from vanban.loaders.choosing import load

    try:
        loaded = load(data, file)
    except UnreadableFile:
        from vanban.loaders.salvage import salvage

        text, blocks = salvage(data, file)
        return find_stamp(text, blocks)
    return find_stamp(loaded.text, loaded.blocks)
