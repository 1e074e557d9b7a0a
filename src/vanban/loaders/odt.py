"""Load .odt: paragraphs, lists with their numbers, table cells in the order of the document; headers and notes beside.

Source: OASIS OpenDocument 1.3, part 3, sections 5 (text), 9 (tables) and 10.4 (frames).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vanban.loaders.archive import Archive
from vanban.loaders.loaded import Loaded, locked
from vanban.loaders.markup import markup_of, properties_of
from vanban.loaders.odt_lists import Lists
from vanban.loaders.odt_styles import STYLE, TEXT, Styles, whole_number
from vanban.loaders.old_signs import Look, as_it_looks
from vanban.loaders.tables import table_lines
from vanban.model import Block, UnreadableFile

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_ROWS = (f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-rows")
_SKIPPED = {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{_OFFICE}forms", f"{TEXT}ruby-text"}
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_MOST_BLANKS = 100


def load_odt(data: bytes, file: str) -> Loaded:
    """Return the text of an .odt; raises UnreadableFile when it is hostile, broken, locked or holds no text."""
    archive = Archive(data, file, "odt")
    _check_lock(archive)
    content, pages = archive.xml("content.xml"), _optional(archive, "styles.xml")
    writer = _Writer(Styles([one for one in (pages, content) if one is not None]))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    text = "\n".join(writer.lines(body)) if body is not None else ""
    if not text.strip():
        raise UnreadableFile("no_text", f"Tệp {file} không có chữ nào đọc được. Hãy dùng bản có lớp chữ.", file)
    if pages is not None:
        writer.write_page_edges(pages)
    if "meta.xml" in archive.names():
        writer.blocks.append(Block("metadata", "\n".join(properties_of(markup_of(archive.read("meta.xml"))))))
    return Loaded(text, "odt", "utf-8", blocks=tuple(writer.blocks))


def _check_lock(archive: Archive) -> None:
    name = "META-INF/manifest.xml"
    if name in archive.names() and b"encryption-data" in archive.read(name):
        raise locked(archive.file)


def _optional(archive: Archive, name: str) -> Element | None:
    return archive.xml(name) if name in archive.names() else None


class _Writer:
    """Write elements into lines; text boxes, notes, headers and footers are kept in `blocks` too."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lists = Lists(styles)
        self.blocks: list[Block] = []

    def write_page_edges(self, pages: Element) -> None:
        """Keep every header and footer of every kind of page."""
        for master in pages.iter(f"{STYLE}master-page"):
            for edge in master:
                kind = "header" if edge.tag.startswith(f"{STYLE}header") else "footer"
                self.blocks.append(Block(kind, "\n".join(self.lines(edge))))

    def lines(self, container: Element) -> Iterator[str]:
        """Yield the lines of a container in the order of the document."""
        for child in container:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                with self.lists.inside(child):
                    yield from self._items(child)
            elif child.tag == f"{_TABLE}table":
                yield from table_lines(list(self._rows(child)))
            elif child.tag.startswith(_DRAW):
                yield from self._box(child)
            elif child.tag not in _SKIPPED:
                yield from self.lines(child)

    def _items(self, one: Element) -> Iterator[str]:
        for item in one:
            if item.tag == f"{TEXT}list-item":
                self.lists.next(item)
            yield from self.lines(item)

    def _rows(self, table: Element) -> Iterator[list[list[str]]]:
        for child in table:
            if child.tag in _ROWS:
                yield from self._rows(child)
            elif child.tag == f"{_TABLE}table-row":
                yield [list(self.lines(cell)) for cell in child if cell.tag == f"{_TABLE}table-cell"]

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        pieces: list[str] = []
        inner: list[str] = []
        look = self.styles.look("paragraph", paragraph.get(f"{TEXT}style-name"), Look())
        self._collect(paragraph, look, pieces, inner)
        text = "".join(pieces)
        yield self.lists.number(paragraph) + text if text.strip() else text
        yield from inner

    def _collect(self, element: Element, look: Look, pieces: list[str], inner: list[str]) -> None:
        pieces.append(as_it_looks(_squeezed(element.text), look))
        for child in element:
            if child.tag == f"{TEXT}s":
                pieces.append(" " * min(whole_number(child.get(f"{TEXT}c"), 1), _MOST_BLANKS))
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
            elif child.tag == f"{TEXT}note":
                pieces.append(self._note(child))
            elif child.tag == f"{_OFFICE}annotation":
                self.blocks.append(Block("note", "\n".join(self.lines(child))))
            elif child.tag.startswith(_DRAW):
                inner.extend(self._box(child))
            elif child.tag not in _SKIPPED:
                within = self.styles.look("text", child.get(f"{TEXT}style-name"), look)
                self._collect(child, within, pieces, inner)
            pieces.append(as_it_looks(_squeezed(child.tail), look))

    def _note(self, note: Element) -> str:
        """Keep the words of a note beside the text, and return its mark."""
        body, mark = note.find(f"{TEXT}note-body"), note.find(f"{TEXT}note-citation")
        if body is not None:
            self.blocks.append(Block("note", "\n".join(self.lines(body))))
        return as_it_looks("".join(mark.itertext()), Look(raised=True)) if mark is not None else ""

    def _box(self, drawn: Element) -> list[str]:
        """Return the lines of whatever is drawn, each of its text boxes being a block too."""
        lines = list(self.lines(drawn))
        if any(line.strip() for line in lines):
            self.blocks.append(Block("textbox", "\n".join(lines)))
        return lines


def _squeezed(words: str | None) -> str:
    """Return words as OpenDocument counts their blanks: line ends and tabs of the markup are blanks (section 6.1.2)."""
    return (words or "").replace("\n", " ").replace("\t", " ")
