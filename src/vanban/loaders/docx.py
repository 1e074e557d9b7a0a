"""Load .docx: paragraphs and table cells in the order of the document, the header table too.

Layout tables (the two columns above the title, the signature block) become lines; data tables become rows "| a | b |".
Source of the markup: ECMA-376 Part 1, WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from vanban.loaders.archive import Archive
from vanban.loaders.docx_numbers import Numbers
from vanban.loaders.docx_styles import Styles, look_of, numbered, value_of, without_table_styles
from vanban.loaders.loaded import Loaded
from vanban.loaders.markup import boxes_of, lines_of, markup_of, properties_of
from vanban.loaders.old_signs import Look, as_it_looks
from vanban.loaders.parts import is_list, kind_of, named_parts
from vanban.loaders.tables import table_lines
from vanban.model import Block, UnreadableFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = {f"{_W}txbxContent", _TEXTPATH, _FALLBACK}
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
    styles = Styles(_optional(archive, "word/styles.xml", without_table_styles))
    writer = _Writer(styles, Numbers(_optional(archive, "word/numbering.xml")))
    body = archive.xml("word/document.xml").find(f"{_W}body")
    text = "\n".join(writer.lines(body)) if body is not None else ""
    blocks = (*writer.boxes, *_side_blocks(archive))
    if not text.strip():
        raise UnreadableFile("no_text", f"Tệp {file} không có chữ nào đọc được. Hãy dùng bản có lớp chữ.", file)
    return Loaded(text, "docx", "utf-8", blocks=blocks)


def _optional(archive: Archive, name: str, lean: Callable[[bytes], bytes] = bytes) -> Element | None:
    """Return a part that only says how the text looks, after `lean` made it less; a broken one is as good as none."""
    try:
        return archive.xml(name, lean) if name in archive.names() else None
    except UnreadableFile as error:
        if error.code != "broken_docx":
            raise
        return None


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
    writer = _Writer(Styles(None), Numbers(None))
    try:
        lines = list(writer.lines(archive.xml(name)))
    except UnreadableFile as error:
        if error.code != "broken_docx":
            raise
        markup = markup_of(archive.read(name))
        lines = lines_of(markup)
        writer.boxes.extend(Block("textbox", words) for words in boxes_of(markup))
    yield Block(kind, "\n".join(lines))
    yield from writer.boxes


class _Writer:
    """Write paragraphs and tables into lines; what stands in text boxes is kept in `boxes` too."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles, self.numbers = styles, numbers
        self.boxes: list[Block] = []

    def lines(self, container: Element) -> Iterator[str]:
        """Yield the lines of a container in the order of the document."""
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in _BLOCKS or child.tag in (f"{_W}footnote", f"{_W}endnote", f"{_W}comment"):
                yield from self.lines(child)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        properties = paragraph.find(f"{_W}pPr")
        named = None if properties is None else value_of(properties.find(f"{_W}pStyle"))
        style = numbered(self.styles.of(named), properties)
        words = _Words(self, style.look)
        words.collect(paragraph)
        number = self.numbers.next(style.list_id, style.level) if style.list_id else ""
        text = "".join(words.pieces)
        yield number + text if text.strip() else text
        yield from words.inner

    def _table(self, table: Element) -> Iterator[str]:
        rows = [self._cells(row) for row in table if row.tag == f"{_W}tr" or row.tag in _BLOCKS]
        yield from table_lines(rows)

    def _cells(self, row: Element) -> list[list[str]]:
        cells = (
            list(row.iter(f"{_W}tc"))
            if row.tag in _BLOCKS
            else [cell for cell in row if cell.tag in (f"{_W}tc", f"{_W}sdt")]
        )
        return [list(self.lines(cell if cell.tag == f"{_W}tc" else _inner_cell(cell))) for cell in cells]


class _Words:
    """Collect the words of one paragraph as they look; lines of text boxes inside it come after it."""

    def __init__(self, writer: _Writer, look: Look) -> None:
        self.writer, self.look = writer, look
        self.pieces: list[str] = []
        self.inner: list[str] = []

    def collect(self, element: Element) -> None:
        """Take up the words of an element."""
        for child in element:
            if child.tag == f"{_W}t":
                self.pieces.append(as_it_looks(child.text or "", self.look))
            elif child.tag in _BREAKS:
                self.pieces.append(_BREAKS[child.tag])
            elif child.tag == f"{_W}r":
                self._collect_run(child)
            elif child.tag in _DRAWN:
                self._collect_drawn(child)
            elif child.tag not in _SKIPPED:
                self.collect(child)

    def _collect_run(self, run: Element) -> None:
        before, properties = self.look, run.find(f"{_W}rPr")
        if properties is not None:
            named = value_of(properties.find(f"{_W}rStyle"))
            self.look = look_of(properties, self.writer.styles.look(named, before) if named else before)
        self.collect(run)
        self.look = before

    def _collect_drawn(self, element: Element) -> None:
        boxes = self.writer.boxes
        if element.tag == _TEXTPATH:
            boxes.append(Block("textbox", element.get("string", "")))
        elif element.tag == _FALLBACK:  # its words stand in the text already, but a stamp may be drawn only here
            _Words(self.writer, self.look).collect(element)
        else:
            lines = list(self.writer.lines(element))
            boxes.append(Block("textbox", "\n".join(lines)))
            self.inner.extend(lines)


def _inner_cell(control: Element) -> Element:
    inner = control.find(f".//{_W}tc")
    return control if inner is None else inner
