"""Read document numbers: 30/2020/NĐ-CP, 798/QĐ-TTg, 126-QĐ/TW, 01-QĐi/TW, also printed with stray spaces.

Source of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục III (State documents); practice of Party offices for N-X/TW.
"""

from __future__ import annotations

import re

from vanban.lexicon import vocabulary
from vanban.patterns import late

_LETTERS = r"[A-ZĐƯÔÂÊƠĂ][A-Za-zĐđƯÔÂÊƠĂư&]*\d{0,2}"
# Behind a hyphen or a stroke a line may end, with blanks on both sides of its end.
_GAP = r"(?:[ ]{0,8}\n[ ]{0,8}|[ ]{0,2}|\s?)"
TAIL = rf"{_LETTERS}(?:(?:\s?-{_GAP}|[/_]){_LETTERS}){{0,8}}"
_STATE = rf"\d{{1,5}}[a-z]?[ ]{{0,3}}\s?/{_GAP}(?:\d{{4}}\s?/{_GAP})?{TAIL}"
_PARTY = rf"\d{{1,5}}[a-z]?[ ]{{0,2}}\s?-{_GAP}{_LETTERS}[ ]?\s?/{_GAP}{TAIL}"
SOURCE = rf"(?:{_PARTY}|{_STATE})(?!\w)"
# Before 1997 a State number had no stroke: 48-CP, 217-HĐBT, 118-TTg.
OLD = r"\d{1,4}[a-z]?\s?-\s?(?:CP|TTg|HĐBT|HĐNN\d?|LCT(?:/HĐNN\d?)?|BT|CT|NV|TW|TC|LB|QĐ|NQ|CT|TT)(?![\w/-])"
PATTERN = late(SOURCE)
YEAR = late(r"/(\d{4})/")


def tidy(number: str) -> str:
    """Return the number without stray spaces and with plain hyphens."""
    return re.sub(r"\s+", "", number).replace("–", "-").replace("Ð", "Đ")


def year_of(number: str | None) -> int | None:
    """Return the year inside a number such as 30/2020/NĐ-CP, None where it has none."""
    match = YEAR.search(number or "")
    return int(match[1]) if match else None


def is_party(number: str | None) -> bool:
    """Say whether a number has the Party's form N-X/Y rather than the State's N/X."""
    return bool(number and re.match(r"\d+[a-z]?-[^/]+/", number))


def issuing_letters(number: str) -> list[str]:
    """Return the letters that say who issued: ["BTC", "BTP"] of 05/2014/TTLT-BTC-BTP, ["BGDĐT"] of 4725/BGDĐT-PC."""
    if is_party(number):
        return number.rpartition("/")[2].split("-")[:1]
    parts = [part for part in re.split(r"[-/_]", number)[1:] if not part.isdigit()]
    kinds = vocabulary("types")["numbers"]["types"]
    rest = [part for part in parts if part not in kinds]
    return rest if len(rest) < len(parts) else rest[:1]


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(text: str) -> int | None:
    """Return the value of a well-formed roman numeral up to 399, else None."""
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [_ROMAN[sign] for sign in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
