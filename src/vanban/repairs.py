"""List what was mended to find the structure: each kind once, with its first place and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vanban.chain import Chain
from vanban.model import Caution
from vanban.pages import Strip
from vanban.patterns import late
from vanban.text import Lines

_VOWELS = "àáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự"
# Begins with the blank, which the engine looks for much faster than for the consonants before it.
_TORN = late(rf"[ ](?=[{_VOWELS}])(?:(?<=(?<![\w.])[bcdđghklmnprstvx][ ])|(?<=(?<![\w.])(?:tr|th|nh|ng|ch|ph|kh)[ ]))")
_TORN_LEAST, _SEEN = 10, 40_000
_OCR_NUMBER = late(r"Điều[ ]*\n?[ ]*\d*[lIO]", re.IGNORECASE)
_SPLIT = late(r"[ ]*\S+[ ]*\n[ ]*\S")
_COMPARE = "Hãy đối chiếu với bản gốc."
_MESSAGES = {
    "furniture_set_apart": "Đã tách {n} chỗ là số trang, dòng Công báo hoặc dấu ký số khỏi lời văn. " + _COMPARE,
    "notes_set_apart": "Đã tách {n} chú thích khỏi lời văn của điều, khoản. " + _COMPARE,
    "split_heading_joined": "Đã nối {n} tiêu đề bị ngắt thành hai dòng. " + _COMPARE,
    "running_article_found": "Đã tách {n} điều viết liền trong đoạn trước. " + _COMPARE,
    "digits_mended": "Đã sửa {n} số điều bị nhận dạng nhầm chữ với số. " + _COMPARE,
    "quotes_unbalanced": "Có {n} dấu ngoặc kép không đủ cặp. Hãy xem lại lời trích dẫn quanh đó.",
    "quoted_articles_freed": "Đã tính {n} điều nằm sau dấu ngoặc kép không đủ cặp là điều của văn bản. " + _COMPARE,
    "glyphs_split": "Có ít nhất {n} chữ bị tách rời do phông của tệp gốc. Hãy dùng bản rõ hơn nếu có.",
}


class Repair(NamedTuple):
    """One kind of repair: its code, where it was needed first, how often."""

    code: str
    offset: int
    times: int


def repairs_of(text: str, strips: Sequence[Strip], chain: Chain) -> Iterator[Repair]:
    """Yield the kinds of repairs that a text needed."""
    places = {
        "furniture_set_apart": [one.start for one in strips if one.kind == "furniture"],
        "notes_set_apart": [one.start for one in strips if one.kind == "note"],
        "split_heading_joined": [],
        "running_article_found": [],
        "digits_mended": [],
        "quoted_articles_freed": sorted(chain.freed),
        "quotes_unbalanced": list(chain.quotes.unbalanced),
        "glyphs_split": [match.start() for match in _TORN.finditer(text, 0, _SEEN)],
    }
    for heading in chain.accepted:
        one = heading.candidate
        if one.strength == 1 and one.kind == "article":
            places["running_article_found"].append(one.start)
        elif one.kind in ("article", "chapter", "section") and _SPLIT.match(text, one.start, one.end + 1):
            places["split_heading_joined"].append(one.start)
        if one.kind == "article" and _OCR_NUMBER.match(text[one.start : one.end].lstrip()):
            places["digits_mended"].append(one.start)
    if len(places["glyphs_split"]) < _TORN_LEAST:
        del places["glyphs_split"]
    yield from (Repair(code, found[0], len(found)) for code, found in places.items() if found)


def cautions_of(repairs: Sequence[Repair], lines: Lines) -> Iterator[Caution]:
    """Yield one warning a kind of repair, at the line where it was needed first."""
    for one in repairs:
        yield Caution(one.code, lines.at(one.offset), _MESSAGES[one.code].format(n=one.times))
