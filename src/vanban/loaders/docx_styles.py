"""Know what the styles of a .docx say about words and paragraphs: font, capitals, raised digits, list numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from vanban.loaders.docx_numbers import W, is_on
from vanban.loaders.old_signs import Look

_DEEPEST = 20
_TABLE_STYLE, _STYLE_ENDS = b'<w:style w:type="table"', b"</w:style>"


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all it is based on: the look of its words and the list its paragraphs are numbered by."""

    look: Look = field(default_factory=Look)
    list_id: str | None = None
    level: int = 0


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        default_look = Look()
        for child in () if root is None else root:
            if child.tag == f"{W}style":
                self._elements[child.get(f"{W}styleId", "")] = child
                if child.get(f"{W}type") == "paragraph" and child.get(f"{W}default") == "1":
                    self._default = child.get(f"{W}styleId", "")
            elif child.tag == f"{W}docDefaults":
                default_look = look_of(child.find(f"{W}rPrDefault/{W}rPr"), default_look)
        self._base = Style(default_look)

    def of(self, style_id: str | None) -> Style:
        """Return a paragraph style, the default one for None or an unknown id."""
        return self._style(style_id if style_id in self._elements else self._default, self._base, 0)

    def look(self, style_id: str, under: Look) -> Look:
        """Return the look of words under a character style."""
        element = self._elements.get(style_id)
        return under if element is None else look_of(element.find(f"{W}rPr"), under)

    def _style(self, style_id: str | None, base: Style, depth: int) -> Style:
        if not style_id or style_id not in self._elements or depth > _DEEPEST:
            return base
        if style_id not in self._known:
            element = self._elements[style_id]
            under = self._style(value_of(element.find(f"{W}basedOn")), base, depth + 1)
            style = replace(under, look=look_of(element.find(f"{W}rPr"), under.look))
            self._known[style_id] = numbered(style, element.find(f"{W}pPr"))
        return self._known[style_id]


def without_table_styles(markup: bytes) -> bytes:
    """Return the part of styles without those of tables, which say nothing here and are most of its bytes."""
    kept, *cut = markup.split(_TABLE_STYLE)
    return b"".join([kept, *(one.partition(_STYLE_ENDS)[2] for one in cut)])


def look_of(properties: Element | None, under: Look) -> Look:
    """Return the look that run properties give to words that look like `under` without them."""
    if properties is None:
        return under
    fonts = properties.find(f"{W}rFonts")
    caps, align = properties.find(f"{W}caps"), properties.find(f"{W}vertAlign")
    font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    return Look(
        font or under.font,
        under.capitals if caps is None else is_on(caps),
        under.raised if align is None else align.get(f"{W}val") == "superscript",
    )


def numbered(style: Style, properties: Element | None) -> Style:
    """Return a style with the list that paragraph properties name, if they do."""
    numbers = None if properties is None else properties.find(f"{W}numPr")
    if numbers is None:
        return style
    list_id, level = value_of(numbers.find(f"{W}numId")), value_of(numbers.find(f"{W}ilvl"))
    return replace(
        style,
        list_id=style.list_id if list_id is None else list_id,
        level=int(level) if level is not None and level.isdecimal() else style.level,
    )


def value_of(element: Element | None) -> str | None:
    """Return the w:val of an element that may not be there."""
    return None if element is None else element.get(f"{W}val")
