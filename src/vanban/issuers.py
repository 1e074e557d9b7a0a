"""Tell who issued a document: by the number's suffix where the law fixes it, else by signature or header."""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import issuer_of_suffix, vocabulary
from vanban.text import squeeze
from vanban.titles import Head

_SIGNED = re.compile(r"^[ |]*T/?M\.?[ ]+(?P<body>[^\n|a-z]{6,60})", re.MULTILINE)
_NATION = r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT"
MOTTO = re.compile(_NATION)
_ENACTS = re.compile(
    r"(?P<body>Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương(?: Đảng)?)\s+"
    r"(?:quy định|ban hành|quyết định|yêu cầu|kết luận)"
)
_NEAR = 3_000
_COLUMN_END = re.compile(rf"{_NATION}|Số\s*:|SỐ\s*:|Số\s+\d|Luật\s+số", re.IGNORECASE)
_CENTRAL_PARTY = re.compile(r"-[^/]+/TW$")
_TAIL = 40_000
# The official spelling has a capital only in this city's name, after a committee's.
_CAPITALISED = {"thành phố Hồ Chí Minh": "Thành phố Hồ Chí Minh"}


def issuer_of(head: Head, number: str | None) -> str | None:
    """Return the issuing body in usual spelling, None when neither suffix, signature nor header names a known one."""
    fixed = issuer_of_suffix(number)
    if fixed:
        return fixed
    if number and _CENTRAL_PARTY.search(number):
        signed = _SIGNED.search(head.view, max(head.end, len(head.view) - _TAIL))
        known = _known(signed["body"]) if signed else None
        if known:
            return known
    enacted = _ENACTS.search(head.view, head.start, head.end + _NEAR)
    if enacted and number and _CENTRAL_PARTY.search(number):
        return _known(enacted["body"])
    motto = _COLUMN_END.search(head.view, head.start, head.end)
    return _from_column(head.view[head.start : motto.start()]) if motto else None


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    table = vocabulary("issuers")
    names = [*table["bodies"], *table["ministries"]]
    return {_key(name): name for name in names}


def _key(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words).strip().upper()


def _known(words: str) -> str | None:
    return _bodies().get(_key(words))


def _from_column(column: str) -> str | None:
    lines = [squeeze(re.sub(r"[|*_]+|-{3,}", " ", line)) for line in column.split("\n")]
    words = [line for line in lines if line and line.isupper() and not line.startswith("CÔNG BÁO")]
    joined = " ".join(words[-4:])
    return _known(joined) or _local(joined)


_PLACE = r"(?P<body>{})\s+(?P<kind>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)?\s*(?P<name>[^\n,;]{{2,40}})$"


def _local(words: str) -> str | None:
    """Write "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH" as "Ủy ban nhân dân tỉnh Quảng Ninh"."""
    bodies = sorted((name for name in vocabulary("issuers")["local"] if len(name) > 4), key=len, reverse=True)
    for body in bodies:
        match = re.fullmatch(_PLACE.format(re.escape(body.upper())), words)
        if match:
            kind = f"{match['kind'].lower()} " if match["kind"] else ""
            return f"{body} {_CAPITALISED.get(kind + match['name'].title(), kind + match['name'].title())}"
    return None
