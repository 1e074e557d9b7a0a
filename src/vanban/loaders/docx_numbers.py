"""Count the numbers Word writes by itself in front of paragraphs ("Điều 1.", "a)"): they stand in no text of the file.

Source: ECMA-376 Part 1, section 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vanban.loaders.numerals import numeral
from vanban.patterns import late

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {"lowerLetter": "letter", "upperLetter": "LETTER", "lowerRoman": "roman", "upperRoman": "ROMAN"}
_PLACE = late(r"%([1-9])")
_LEVELS = 9
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    suffix: str
    restarts: bool
    is_legal: bool


@dataclass(frozen=True, slots=True)
class _Numbering:
    """One w:num: its list, whose count it shares with others of that list, and where it begins anew."""

    list_id: str
    begins: Mapping[int, int]


class Numbers:
    """The lists of a document, counted paragraph by paragraph in its order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._numberings: dict[str, _Numbering] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for child in () if root is None else root:
            if child.tag == f"{W}abstractNum":
                self._lists[child.get(f"{W}abstractNumId", "")] = self._levels(child)
            elif child.tag == f"{W}num":
                self._numberings[child.get(f"{W}numId", "")] = _numbering(child)

    def next(self, number_id: str, level: int) -> str:
        """Return what Word writes before the next paragraph of a list's level, "" for a list that is not there."""
        numbering = self._numberings.get(number_id)
        levels = self._lists.get(numbering.list_id, {}) if numbering else {}
        if numbering is None or level not in levels:
            return ""
        self._count(number_id, numbering, level, levels)
        return self._written(numbering.list_id, level, levels)

    def _levels(self, one: Element) -> dict[int, _Level]:
        return {_whole(level.get(f"{W}ilvl"), 0): _level(level) for level in one.findall(f"{W}lvl")}

    def _count(self, number_id: str, numbering: _Numbering, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(numbering.list_id, [None] * _LEVELS)
        if level in numbering.begins and (number_id, level) not in self._begun:
            self._begun.add((number_id, level))
            counts[level] = numbering.begins[level]
        else:
            now = counts[level]
            counts[level] = levels[level].start if now is None else min(now + 1, _MOST)
        for deeper in range(level + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                counts[deeper] = None

    def _written(self, list_id: str, level: int, levels: dict[int, _Level]) -> str:
        one = levels[level]
        if one.format == "bullet":
            return "- "
        if one.format == "none" and "%" in one.text:
            return ""
        counts = self._counts[list_id]

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            found = levels.get(place, one)
            number = counts[place]
            return _shown(found.start if number is None else number, "decimal" if one.is_legal else found.format)

        written = _PLACE.sub(shown, one.text)
        return written + {"nothing": ""}.get(one.suffix, " ") if written else ""


def _shown(number: int, format_: str) -> str:
    if format_ == "decimalZero":
        return f"{number:02}"
    return "" if format_ == "none" else numeral(number, _STYLES.get(format_, "decimal"))


def _level(level: Element) -> _Level:
    def said(name: str, otherwise: str) -> str:
        found = level.find(f"{W}{name}")
        return otherwise if found is None else found.get(f"{W}val", otherwise)

    legal = level.find(f"{W}isLgl")
    return _Level(
        _whole(said("start", "1"), 1),
        said("numFmt", "decimal"),
        said("lvlText", ""),
        said("suff", "tab"),
        said("lvlRestart", "1") != "0",
        legal is not None and is_on(legal),
    )


def _numbering(num: Element) -> _Numbering:
    of = num.find(f"{W}abstractNumId")
    begins = {}
    for override in num.findall(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        if start is not None:
            begins[_whole(override.get(f"{W}ilvl"), 0)] = _whole(start.get(f"{W}val"), 1)
    return _Numbering("" if of is None else of.get(f"{W}val", ""), begins)


def is_on(switch: Element) -> bool:
    """Say whether a switch such as w:caps is on: its absence of a value means that it is."""
    return switch.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else otherwise
