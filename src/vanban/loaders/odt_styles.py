"""Know what the styles of an .odt say: how words look, and the numbers its lists are counted by.

Source: OASIS OpenDocument 1.3, part 3, sections 16 (styles) and 20 (attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vanban.loaders.numerals import numeral
from vanban.loaders.old_signs import Look
from vanban.patterns import late

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMATS = {"1": "decimal", "a": "letter", "A": "LETTER", "i": "roman", "I": "ROMAN"}
_PLACE = late(r"%(\d{1,2})%")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `written` has %1% for the number of level 1, and so on."""

    written: str
    format: str
    start: int


class Styles:
    """The styles of the content and of the pages."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._known: dict[tuple[str, str], Look] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for element in root.iter():
                self._take(element)

    def look(self, family: str, name: str | None, under: Look) -> Look:
        """Return the look of words under a style of the family "paragraph" or "text"."""
        return under if name is None else self._look(family, name, under, 0)

    def levels(self, name: str | None) -> dict[int, Level]:
        """Return the levels of a list style."""
        return self._lists.get(name or "", {})

    def _take(self, element: Element) -> None:
        name = element.get(f"{STYLE}name", "")
        if element.tag == f"{STYLE}style":
            self._elements[(element.get(f"{STYLE}family", ""), name)] = element
        elif element.tag == f"{STYLE}font-face":
            self._fonts[name] = element.get(f"{_SVG}font-family", "")
        elif element.tag == f"{TEXT}list-style":
            self._lists[name] = dict(_levels(element))
        elif element.tag == f"{TEXT}outline-style":
            self.outline = dict(_levels(element))

    def _look(self, family: str, name: str, under: Look, depth: int) -> Look:
        element = self._elements.get((family, name))
        if element is None or depth > _DEEPEST:
            return under
        parent = element.get(f"{STYLE}parent-style-name")
        base = self._look(family, parent, under, depth + 1) if parent else under
        properties = element.find(f"{STYLE}text-properties")
        return base if properties is None else self._with(base, properties)

    def _with(self, look: Look, properties: Element) -> Look:
        font = properties.get(f"{STYLE}font-name")
        family = self._fonts.get(font, font) if font else properties.get(f"{FO}font-family")
        transform, position = properties.get(f"{FO}text-transform"), properties.get(f"{STYLE}text-position")
        return look._replace(
            font=family.strip("'\"") if family else look.font,
            capitals=look.capitals if transform is None else transform == "uppercase",
            raised=look.raised if position is None else position.startswith("super"),
        )


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for child in style:
        level = whole_number(child.get(f"{TEXT}level"), 1)
        if child.tag == f"{TEXT}list-level-style-bullet":
            yield level, Level("-", "", 1)
        elif child.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
            yield level, _numbered(child, level)


def _numbered(child: Element, level: int) -> Level:
    format_ = _FORMATS.get(child.get(f"{STYLE}num-format", ""), "")
    written = child.get(f"{_EXTENDED}num-list-format") or child.get(f"{STYLE}num-list-format")
    if written is None:
        shown = whole_number(child.get(f"{TEXT}display-levels"), 1)
        places = ".".join(f"%{place}%" for place in range(max(level - shown, 0) + 1, level + 1))
        written = f"{child.get(f'{STYLE}num-prefix', '')}{places}{child.get(f'{STYLE}num-suffix', '')}"
    return Level(
        written if format_ else _PLACE.sub("", written), format_, whole_number(child.get(f"{TEXT}start-value"), 1)
    )


def number_of(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    """Return what stands before an item of a level with its blank, "" when that level is not numbered."""

    def shown(match: re.Match[str]) -> str:
        place = int(match[1])
        one = levels.get(place)
        return numeral(counts.get(place, 1), one.format) if one and one.format else ""

    written = _PLACE.sub(shown, levels[level].written) if level in levels else ""
    return f"{written.strip()} " if written.strip() else ""


def whole_number(written: str | None, otherwise: int) -> int:
    """Return a number as written, or another where none stands."""
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else otherwise
