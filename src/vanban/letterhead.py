"""Read the body whose name stands in capitals over the number, or over the grounds, and write it in its usual spelling.

Every name comes from `vocab/issuers.toml`; only the name of a place is taken as the page prints it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.lexicon import vocabulary
from vanban.patterns import late
from vanban.text import squeeze, unaccented

_ORNAMENT = late(r"[|*_~=]+|-{3,}|[-–]\s*$|^\s*-\s+")
_FURNITURE = late(
    r"CÔNG BÁO|VĂN BẢN (?:QUY PHẠM|PHÁP LUẬT)|THƯ VIỆN PHÁP LUẬT|NỘI DUNG|PAGE \d|CỔNG THÔNG TIN"
    r"|Độc lập|THÔNG TIN VĂN BẢN"
)
_CONSOLIDATED = late(r"^VĂN BẢN HỢP NHẤT\s*-?\s*")
_KINDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
_PLACE = late(rf"(?:(?P<kind>{'|'.join(_KINDS).upper()})\s+)?(?P<name>[^\n,;:/]{{2,60}})$")
_MOST_LINES = 4
_NOT_A_PLACE = late(
    r"(?:VÀ|CÁC|CỦA|VỀ|SỐ|KHÓA|KHOÁ|KỲ|NĂM|LÂM THỜI|TRỰC THUỘC|TỐI CAO|CẤP CAO)\b"
    r"|\b(?:SỞ|(?<!HẢI )PHÒNG|CỤC|TRUNG TÂM|THANH TRA|ỦY|TÒA ÁN|ĐẢNG|HỘI ĐỒNG|CÔNG TY|CỘNG HÒA)\b"
    r"|\b(?:BAN (?:TỔ|TUYÊN|DÂN|NỘI|KINH|CHỈ|QUẢN|XÂY|THƯỜNG|CHẤP|BÍ)|TRƯỜNG (?:ĐẠI|CAO|TRUNG|TIỂU|MẦM|CHÍNH))"
)
# The official spelling has a capital only in this city's name, after a committee's.
_CAPITALISED = {"thành phố Hồ Chí Minh": "Thành phố Hồ Chí Minh"}


class Body(NamedTuple):
    """A body in its usual spelling; `place` is the place it is of, `party` says that it is one of the Party's."""

    name: str
    place: str | None = None
    party: bool = False


def body_in(column: str) -> str | None:
    """Return the last body that the lines of a letterhead name, with the body above it where its name needs that."""
    lines = lines_of(column)
    whole = _last_chain(lines)
    return whole or _last_chain([part for line in lines for part in _heads().split(line)])


def _last_chain(lines: list[str]) -> str | None:
    for start in range(max(0, len(lines) - 2 * _MOST_LINES), len(lines)):
        named = _chain(lines[start:])
        if named:
            return named
    return None


def lines_of(column: str) -> list[str]:
    """Return the lines in capitals of a letterhead without its furniture; a name printed twice stands once."""
    found: list[str] = []
    for line in column.split("\n"):
        words = _CONSOLIDATED.sub("", squeeze(_ORNAMENT.sub(" ", _expanded(line)))).strip(" .")
        if words and words.isupper() and not _FURNITURE.search(words) and (not found or found[-1] != words):
            found.append(words)
    return found


def body_of(words: str) -> str | None:
    """Return the body that words in capitals name in full: "BỘ TRƯỞNG BỘ Y TẾ" names the ministry."""
    found = _body(_expanded(words))
    return found.name if found else None


def known(words: str) -> str | None:
    """Return the usual spelling of a central body's name, also where a scan lost marks; None for any other."""
    return _bodies().get(_key(words)) or _bare_bodies().get(unaccented(_key(words)))


def _chain(lines: list[str]) -> str | None:
    """Read lines as one body, or as one body under another; all lines must be used."""
    for cut in range(1, len(lines) + 1):
        upper = _body(" ".join(lines[:cut]))
        if upper is None:
            continue
        if cut == len(lines):
            return upper.name
        lower = _under(upper, " ".join(lines[cut:])) or _body(" ".join(lines[cut:]))
        if lower:
            return lower if isinstance(lower, str) else lower.name
    return None


def _body(words: str) -> Body | None:
    name = known(words)
    if name:
        return Body(name, party=name.startswith(("Ban ", "Bộ Chính trị", "Đảng ủy")))
    headed = _headed().match(words)
    if headed:
        return _body(words[headed.end() :])
    return _local(words)


def _under(upper: Body, words: str) -> str | None:
    """Write a department or commission with the place or committee above it: "Sở Nội vụ tỉnh Bình Minh"."""
    table = vocabulary("issuers")["letterhead"]
    key = _key(words)
    if upper.party:
        for name in table["committees"]:
            if _key(name) == key:
                return f"{name} {'Trung ương' if upper.name.startswith('Ban Chấp hành Trung ương') else upper.name}"
    for name in table["departments"]:
        if _key(name) == key:
            return f"{name} {upper.place if name.startswith('Sở') and upper.place else upper.name}"
    return None


def _local(words: str) -> Body | None:
    """Write "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH" as "Ủy ban nhân dân tỉnh Quảng Ninh"."""
    for name in _local_names():
        if not words.startswith(name.upper() + " "):
            continue
        match = _PLACE.match(words[len(name) + 1 :])
        if match and not _NOT_A_PLACE.search(match["name"]):
            place = f"{match['kind'].lower()} " if match["kind"] else ""
            place = _CAPITALISED.get(place + match["name"].title(), place + match["name"].title())
            return Body(f"{name} {place}", place, party=name.endswith(("ủy", "Đảng bộ")))
    return None


def _expanded(line: str) -> str:
    """Write out abbreviations: "UBND TP. BÌNH MINH" becomes "ỦY BAN NHÂN DÂN THÀNH PHỐ BÌNH MINH"."""
    return _short().sub(lambda match: vocabulary("issuers")["letterhead"]["short"][match[1]].upper() + " ", line)


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    names = "|".join(vocabulary("issuers")["letterhead"]["short"])
    return re.compile(rf"(?<!\w)({names})(?:\.[ ]*(?=[^\Wa-z])|[ ]+(?=[^\Wa-z])|[ ]*$)", re.MULTILINE)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """Match the space before a body that a scan set on one line with the body above it."""
    table = vocabulary("issuers")
    names = {*table["letterhead"]["departments"], *table["letterhead"]["committees"], *table["local"]}
    upper = sorted((name.upper() for name in names if " " in name), key=len, reverse=True)
    return re.compile(rf"(?<=\w) (?=(?:{'|'.join(map(re.escape, upper))}|SỞ)\b)")


@lru_cache(maxsize=1)
def _headed() -> re.Pattern[str]:
    names = sorted(vocabulary("issuers")["letterhead"]["headed_by"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(name.upper() for name in names)})\s+(?=\S)")


@lru_cache(maxsize=1)
def _local_names() -> tuple[str, ...]:
    table = vocabulary("issuers")
    names = {*table["local"], *table["letterhead"]["local"]} - set(table["letterhead"]["short"])
    return tuple(sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    table = vocabulary("issuers")
    return {_key(name): name for name in reversed([*table["bodies"], *table["ministries"]])}


@lru_cache(maxsize=1)
def _bare_bodies() -> dict[str, str]:
    """Return the bodies by their names without marks, where no two have the same."""
    names: dict[str, str] = {}
    for key, name in _bodies().items():
        bare = unaccented(key)
        names[bare] = "" if bare in names and names[bare].casefold() != name.casefold() else name
    return {bare: name for bare, name in names.items() if name}


def _key(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words).strip().upper()
