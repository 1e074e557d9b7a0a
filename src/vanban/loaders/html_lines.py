"""Lay the tree of a web page out as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.loaders.html_tree import BLOCKS, Element
from vanban.loaders.numerals import numeral
from vanban.loaders.tables import table_lines
from vanban.patterns import late

_BLANKS = late(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLES = {"a": "letter", "A": "LETTER", "i": "roman", "I": "ROMAN"}
_CSS_STYLES = (
    ("none", ""),
    ("lower-alpha", "letter"),
    ("lower-latin", "letter"),
    ("upper-alpha", "LETTER"),
    ("upper-latin", "LETTER"),
    ("lower-roman", "roman"),
    ("upper-roman", "ROMAN"),
)
_CELL_NAMES = ("td", "th")
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_PROSE = 2_000


def lines_of(element: Element) -> list[str]:
    """Return the lines of an element, blank ones for its empty paragraphs."""
    writer = _Writer()
    writer.write(element)
    writer.end_line()
    return writer.lines


class _Writer:
    """Write elements into lines; words gather until something begins or ends a line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []

    def end_line(self, *, blank: bool = False) -> None:
        """End the line of the words that gathered; an empty one only counts when it is `blank` on purpose."""
        line = _BLANKS.sub(" ", "".join(self.words)).strip(" ")
        self.words.clear()
        if line or blank:
            self.lines.append(line)

    def write(self, element: Element) -> None:
        """Write one element with everything in it."""
        if element.name == "br":
            self.end_line(blank=True)
        elif element.name == "table":
            self.end_line()
            self.lines.extend(_table(element))
        elif element.name == "pre":
            self._write_preformatted(element)
        elif element.name in BLOCKS:
            self._write_block(element)
        elif element.name == "sup":
            self._write_raised(element)
        else:
            self._write_children(element)

    def _write_children(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self.words.append(child)
            else:
                self.write(child)

    def _write_block(self, element: Element) -> None:
        self.end_line()
        if element.name in ("ol", "ul"):
            self._write_list(element)
        else:
            self._write_children(element)
            self.end_line()

    def _write_list(self, element: Element) -> None:
        style = _style(element)
        number = _whole(element.attributes.get("start"), 1)
        for child in element.children:
            if isinstance(child, Element) and child.name == "li":
                number = _whole(child.attributes.get("value"), number)
                self.words.append(_marker(number, style))
                number += 1
            if isinstance(child, str):
                self.words.append(child)
            else:
                self._write_item(child)
        self.end_line()

    def _write_item(self, element: Element) -> None:
        """Write a list item: its marker and its first block stand on one line."""
        if element.name != "li":
            self.write(element)
            return
        writer = _Writer()
        writer._write_children(element)
        writer.end_line()
        marker = "".join(self.words)
        self.words.clear()
        lines = writer.lines or [""]
        if marker.strip() or lines != [""]:
            self.lines.extend([(marker + lines[0]).strip(" "), *lines[1:]])

    def _write_raised(self, element: Element) -> None:
        """Write a raised number in raised digits, so that a note's mark is no part of the number before it."""
        inner = _Writer()
        inner._write_children(element)
        words = "".join(inner.words)
        self.lines.extend(inner.lines)
        self.words.append(words.translate(_RAISED) if words.strip().isdecimal() else words)

    def _write_preformatted(self, element: Element) -> None:
        self.end_line()
        inner = _Writer()
        inner._write_children(element)
        text = "".join(inner.words)
        self.lines.extend([*inner.lines, *text.strip("\r\n").splitlines()])


def _style(element: Element) -> str | None:
    """Return the style of a list's numbers, "" for none at all, None for a dash."""
    css = element.attributes.get("style", "").lower()
    if "list-style" in css:
        said = css.split("list-style", 1)[1]
        for name, style in _CSS_STYLES:
            if name in said:
                return style
    return _STYLES.get(element.attributes.get("type", ""), "decimal") if element.name == "ol" else None


def _marker(number: int, style: str | None) -> str:
    if style is None:
        return "- "
    if not style:
        return ""
    return f"{numeral(number, style)}{')' if style == 'letter' else '.'} "


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written.strip()) else otherwise


def _table(table: Element) -> list[str]:
    """Return the lines of a table; one that holds tables or long prose only arranges the page."""
    cells = [list(row) for row in _rows(table)]
    rows = [[lines_of(cell) for cell in row] for row in cells]
    holding = any(_holds_table(cell) for row in cells for cell in row) and not _is_ruled(table)
    if holding or any(_is_prose(cell) for row in rows for cell in row):
        return [line for row in rows for cell in row for line in cell]
    return table_lines(rows)


def _rows(element: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row; what stands in a table outside of any cell is a row of its own."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield [Element("td", {}, [child])]
        elif child.name == "tr":
            yield [_cell(one) for one in child.children if isinstance(one, Element) or one.strip()]
        elif child.name in _ROW_GROUPS:
            yield from _rows(child)
        else:
            yield [_cell(child)]


def _cell(child: Element | str) -> Element:
    return child if isinstance(child, Element) and child.name in _CELL_NAMES else Element("td", {}, [child])


def _is_ruled(table: Element) -> bool:
    """Say whether lines are drawn around its cells, so that it is a table and no layout; one inside it is a cell."""
    ruled = table.attributes.get("border", "0").strip().lower() not in ("", "0", "none")
    return ruled or re.search(r"border(?:-\w+)?\s*:\s*[^;]*solid", table.attributes.get("style", "")) is not None


def _is_prose(cell: list[str]) -> bool:
    return sum(map(len, cell)) > _PROSE


def _holds_table(element: Element) -> bool:
    return any(child.name == "table" or _holds_table(child) for child in element.elements())
