"""Tell whether a few words are a level of secrecy and nothing else, in every print and every form of the letters.

Source of the levels: Luật Bảo vệ bí mật nhà nước 2018, Điều 8.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from vanban.patterns import late
from vanban.text import normalise

_ORDER = {"tuyetmat": "tuyet-mat", "toimat": "toi-mat", "mat": "mat"}
_LABEL = late(
    r"^(?:(?P<graded>(?:đ[ộô]|mức|cấp|cấp\s+độ|mức\s+độ|dấu\s+chỉ\s+độ|dấu\s+độ|dấu)\s+(?:độ\s+)?mật)"
    r"|(?:phân\s+)?loại(?:\s+(?:tài\s+liệu|văn\s+bản))?(?=\s*:)|(?:bản\s+)?sao(?=\s*:))\s*[:.–-]?\s*(?P<level>.+)$",
    re.IGNORECASE,
)
_SIGNS = {"a": "tuyet-mat", "b": "toi-mat", "c": "mat"}  # the signs on an envelope: Nghị định 26/2020/NĐ-CP
_SIGN = late(r"^\(?\s*[ABC]\s*\)?\s*(?=[(:–-])|[(\[/–-]\s*[ABC]\s*[)\]]?\s*$")
_LOOK_ALIKE = str.maketrans("АВСЕНІКМОРТХУҮаеосрхуіΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIKMOPTXYYaeocpxyiABEZHIKMNOPTYX")
_CELL = late(r"\||\t+|\s{3,}|\u2003+|[│┃║]")
_BORDER = late(r"[\s*|_=~#<>()\[\]{}.,:;!\"'“”«»+/\\─━│┃┌┐└┘├┤═║╔╗╚╝•·●■□▪★☆–—-]+")
_MOTTO = late(
    r"CỘNG\s*H[ÒO][AÀ]\s*XÃ\s*HỘI(?:\s*CHỦ\s*NGHĨA)?(?:\s*VIỆT\s*NAM)?|ĐẢNG\s*CỘNG\s*SẢN\s*VIỆT\s*NAM|Độc\s*lập\s*-\s*Tự\s*do\s*-\s*Hạnh\s*phúc|"
    r"(?:Luật\s+)?Số\s*:?\s*\d[\w/ .Đđ-]*|[\wÀ-ỹ. ]{2,30},\s*ngày\s+\d{0,2}\s*tháng.*$",
    re.IGNORECASE,
)
_COLUMN = late(
    r"^(?P<level>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?=\s+(?:CỘNG|ĐẢNG|BAN|BỘ|ỦY|UBND|CHÍNH|THÀNH|TỈNH|SỞ|Số|HUYỆN|ĐẢNG)\b)|(?<=\s)(?P<last>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)$"
)
_SHAPELESS = late("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_ENDS = late("[\x0b\x0c\x85\u2028\u2029]")
_OLD_FONTS = (  # the levels as files typed with TCVN3 and VNI fonts hold them
    (late(r"m(?:aä|ë)t\b", re.IGNORECASE), "mật"),
    (late(r"t(?:oá|è)i(?=\s*mật)", re.IGNORECASE), "tối"),
    (late(r"tuy(?:eä|ö)t(?=\s*mật)", re.IGNORECASE), "tuyệt"),
)
_HINT = late(r"[Mm]\W{0,6}[ẬậAaÂâ]")
_TAG = late(r"</?[A-Za-z][^<>]{0,60}>")
_BESIDES = late(
    r"HỎA\s+TỐC(?:\s+HẸN\s+GIỜ)?|HOẢ\s+TỐC|THƯỢNG\s+KHẨN|(?<!\w)KHẨN(?!\w)|\(?\s*(?:chỉ\s+)?lưu\s+hành\s+nội\s+bộ\s*\)?|bản\s+số\s*:?\s*\d*|"
    r"(?:tài\s+liệu\s+)?thu\s+hồi|xem\s+xong\s+trả\s+lại|không\s+sao\s+chụp|^[\s|*#>_\[(]*(?:tài\s+liệu|văn\s+bản|dấu|(?:bản\s+)?sao)(?=\s+(?:tuyệt\s+|tối\s+)?mật\W*$)",
    re.IGNORECASE,
)
NOT_A_STAMP = late(
    r"(?:BÍ|BẢO|ĐỘ|GIẢI|CƠ|PHÂN\s+LOẠI|DANH\s+MỤC|TÀI\s+LIỆU|VĂN\s+BẢN|NƯỚC|LỘ|LỌT|ĐÓNG\s+DẤU|TỐI|TUYỆT|DẤU)\s*$",
    re.IGNORECASE,
)


def legible(text: str) -> str:
    """Write a text as an eye sees it: plain letters for entities, wide ones, look-alikes and old fonts."""
    plain = _SHAPELESS.sub("", _LINE_ENDS.sub("\n", unescape(normalise(text))))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", plain).translate(_LOOK_ALIKE))
    for old, level in _OLD_FONTS:
        plain = old.sub(level, plain)
    return plain


def level_of_line(line: str) -> str | None:
    """Return the level when the line, one of its cells or one of its flattened columns is nothing but a level."""
    if not _HINT.search(line):
        return None
    plain = _BESIDES.sub(" | ", _TAG.sub(" ", line))
    for cell in (plain, *_CELL.split(plain)):
        level = level_of(cell)
        if level:
            return level
    rest = _MOTTO.sub(" | ", plain)
    if rest == plain:
        return None
    return next((found for cell in rest.split("|") if (found := level_of(cell))), None) or _column(plain, rest)


def _column(line: str, rest: str) -> str | None:
    """Return the level at the edge of a line into which two columns were flattened; `rest` has bars for the motto."""
    for words in (line, *rest.split("|")):
        match = _COLUMN.search(" ".join(_BORDER.sub(" ", words).split()))
        if match and not (match["last"] and NOT_A_STAMP.search(match.string[: match.start("last")])):
            return level_of(match["level"] or match["last"])
    return None


def level_alone(line: str) -> str | None:
    """Return the level when the whole line is nothing else: no other cell, no other column."""
    words = _TAG.sub(" ", line)
    return level_of(words) or level_of(_BESIDES.sub(" ", words))


def level_of(words: str) -> str | None:
    """Return the level when `words` hold nothing else, whatever the border, case, spacing or form of the letters."""
    text = " ".join(words.split()).strip("*|_ #>")
    label = _LABEL.match(text.replace("*", ""))
    stamped = label["level"] if label else text
    if len(stamped) > 60:
        return None
    if label and label["graded"] and letters_of(stamped) in _SIGNS:
        return _SIGNS[letters_of(stamped)]
    plain = _SIGN.sub("", stamped)
    return _ORDER.get(letters_of(plain)) if _accented(plain) else None


def level_of_letters(letters: str) -> str | None:
    """Return the level that bare small letters spell: mat, toimat, tuyetmat."""
    return _ORDER.get(letters)


def letters_of(words: str) -> str:
    """Return the letters of `words` alone: small, without marks, borders, blanks and digits."""
    plain = unicodedata.normalize("NFD", _BORDER.sub("", words).lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign) and not sign.isdigit())


def _accented(words: str) -> bool:
    """Say whether the vowel of MẬT carries its marks, or the letters are capitals of a stamp that lost some."""
    bare = _BORDER.sub("", unicodedata.normalize("NFC", words)).rstrip("0123456789")
    lost = bare.isupper() and (bare == "MÂT" or (len(bare) > 3 and bare[-2] in "AÂ"))
    return lost or "ậ" in bare.lower()
