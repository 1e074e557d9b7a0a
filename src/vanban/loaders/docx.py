"""Load .docx with the standard library: paragraphs and table cells in the order of the document, the header table too.

Layout tables (the two columns above the title, the signature block) become lines; data tables become rows "| a | b |".
Source of the markup: ECMA-376 Part 1, WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vanban.loaders.archive import Archive
from vanban.loaders.loaded import Loaded
from vanban.loaders.markup import boxes_of, lines_of, markup_of, properties_of
from vanban.loaders.parts import is_list, kind_of, named_parts
from vanban.loaders.tables import table_lines
from vanban.model import Block, UnreadableFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"}
_BLOCKS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag"}


def load_docx(data: bytes, file: str) -> Loaded:
    """Return the text of a .docx; raises UnreadableFile when it is hostile, broken or holds no text."""
    archive = Archive(data, file)
    if "word/document.xml" not in archive.names():
        raise UnreadableFile(
            "broken_docx", f"Tệp {file} không phải văn bản Word. Hãy lưu lại thành .docx rồi thử lại.", file
        )
    body = archive.xml("word/document.xml").find(f"{_W}body")
    boxes: list[Block] = []
    text = "\n".join(_lines(body, boxes)) if body is not None else ""
    blocks = (*boxes, *_side_blocks(archive))
    if not text.strip():
        raise UnreadableFile("no_text", f"Tệp {file} không có chữ nào đọc được. Hãy dùng bản có lớp chữ.", file)
    return Loaded(text, "docx", "utf-8", blocks=blocks)


def _side_blocks(archive: Archive) -> Iterator[Block]:
    """Yield headers, footers, notes and properties; a broken one gives the words that can be saved."""
    named = named_parts({name: markup_of(archive.read(name)) for name in archive.names() if is_list(name)})
    for name in archive.names():
        kind = kind_of(name, named)
        if kind == "metadata":
            yield Block(kind, "\n".join(properties_of(markup_of(archive.read(name)))))
        elif kind:
            yield from _side_block(archive, name, kind)


def _side_block(archive: Archive, name: str, kind: str) -> Iterator[Block]:
    boxes: list[Block] = []
    try:
        lines = list(_lines(archive.xml(name), boxes))
    except UnreadableFile as error:
        if error.code != "broken_docx":
            raise
        markup = markup_of(archive.read(name))
        lines = lines_of(markup)
        boxes.extend(Block("textbox", words) for words in boxes_of(markup))
    yield Block(kind, "\n".join(lines))
    yield from boxes


def _lines(container: Element, boxes: list[Block]) -> Iterator[str]:
    for child in container:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, boxes)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, boxes)
        elif child.tag in _BLOCKS or child.tag in (f"{_W}footnote", f"{_W}endnote", f"{_W}comment"):
            yield from _lines(child, boxes)


def _paragraph(paragraph: Element, boxes: list[Block]) -> Iterator[str]:
    pieces: list[str] = []
    inner: list[str] = []
    _collect(paragraph, pieces, inner, boxes)
    yield "".join(pieces)
    yield from inner


def _collect(element: Element, pieces: list[str], inner: list[str], boxes: list[Block]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[child.tag])
        elif child.tag == f"{_W}txbxContent":
            lines = list(_lines(child, boxes))
            boxes.append(Block("textbox", "\n".join(lines)))
            inner.extend(lines)
        elif child.tag == _TEXTPATH:
            boxes.append(Block("textbox", child.get("string", "")))
        elif child.tag == _FALLBACK:
            _collect(child, [], [], boxes)  # its words stand in the text already, but a stamp may be drawn only here
        elif child.tag not in _SKIPPED:
            _collect(child, pieces, inner, boxes)


def _table(table: Element, boxes: list[Block]) -> Iterator[str]:
    rows = [_cells(row, boxes) for row in table if row.tag == f"{_W}tr" or row.tag in _BLOCKS]
    yield from table_lines(rows)


def _cells(row: Element, boxes: list[Block]) -> list[list[str]]:
    cells = (
        list(row.iter(f"{_W}tc"))
        if row.tag in _BLOCKS
        else [cell for cell in row if cell.tag in (f"{_W}tc", f"{_W}sdt")]
    )
    return [list(_lines(cell if cell.tag == f"{_W}tc" else _inner_cell(cell), boxes)) for cell in cells]


def _inner_cell(control: Element) -> Element:
    inner = control.find(f".//{_W}tc")
    return control if inner is None else inner
