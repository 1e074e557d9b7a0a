"""Write an official paper as a Word file that an office can go on writing in. Pure: values in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from thongsuot.papers.measures import Measures, measures_of
from thongsuot.papers.paper import Grid, Heading, OfficialPaper, Part, Picture, Signature, Words
from thongsuot.papers.wording import cut, ending

FONT = "Times New Roman"
CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
LEFT_CM, RIGHT_CM = 6.6, 9.4  # the two halves of the head
SIGN_CM = 0.8


def word_file(paper: OfficialPaper) -> bytes:
    """Give the bytes of a .docx file."""
    measures, sheet = measures_of(paper.head.form), Document()
    _prepare(sheet, paper, measures)
    _head(sheet, paper, measures)
    _title(sheet, paper, measures)
    for part in ending(paper.parts):
        _part(sheet, part, measures)
    sheet.paragraphs[-1].paragraph_format.keep_with_next = True  # nobody signs a page of its own
    _foot(sheet, paper, measures)
    out = BytesIO()
    sheet.save(out)
    return out.getvalue()


def _prepare(sheet: Sheet, paper: OfficialPaper, measures: Measures) -> None:
    style = sheet.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(measures.body)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = sheet.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(measures.top), Cm(measures.bottom)
    section.left_margin, section.right_margin = Cm(measures.left), Cm(measures.right)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number, "PAGE")
    kept = sheet.core_properties
    kept.title, kept.author, kept.language = paper.subject, paper.head.unit, "vi-VN"
    if paper.head.on is not None:
        on = paper.head.on
        kept.created = kept.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)


def _head(sheet: Sheet, paper: OfficialPaper, measures: Measures) -> None:
    head, table = paper.head, sheet.add_table(rows=2, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widths(table, (LEFT_CM, RIGHT_CM))
    left, right = table.rows[0].cells
    if head.parent:
        _say(left, head.parent.upper(), measures.unit)
    _say(left, head.unit.upper(), measures.unit, is_bold=True)
    if measures.star:
        _say(left, measures.star, measures.unit)
    else:
        _rule(left, LEFT_CM * 0.62, LEFT_CM)
    for words, size in measures.banner:
        _say(right, words, size, is_bold=True)
    _rule(right, RIGHT_CM - measures.banner_cm, RIGHT_CM)
    _say(table.rows[1].cells[0], head.number, measures.number)
    _say(table.rows[1].cells[1], head.dated, measures.number, is_italic=True)
    for cell in (left, right, *table.rows[1].cells):
        _drop_first(cell)


def _title(sheet: Sheet, paper: OfficialPaper, measures: Measures) -> None:
    _line(sheet, paper.name, measures.name, CENTRE, is_bold=True).paragraph_format.space_before = Pt(18)
    if paper.title:
        _line(sheet, paper.title, measures.title, CENTRE, is_bold=True)
    if measures.dashes:
        _line(sheet, measures.dashes, measures.title, CENTRE)
    else:
        _border(_line(sheet, "", 2, CENTRE), 5.5, 5.5)
    for at, to in enumerate(paper.to):
        words = f"Kính gửi: {to}" if len(paper.to) == 1 else f"{'Kính gửi:' if at == 0 else ''}\t- {to}"
        _line(sheet, words, measures.body, CENTRE if len(paper.to) == 1 else LEFT)
    sheet.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _part(sheet: Sheet, part: Part, measures: Measures) -> None:
    if isinstance(part, Grid):
        _grid(sheet, part, measures)
    elif isinstance(part, Picture):
        _picture(sheet, part, measures)
    elif isinstance(part, Heading):
        paragraph = _body(sheet, part.words, measures, is_bold=True)
        paragraph.paragraph_format.keep_with_next = True
    elif isinstance(part, Words):
        _body(sheet, part.words, measures)


def _body(sheet: Sheet, words: str, measures: Measures, *, is_bold: bool = False) -> Paragraph:
    paragraph = _line(sheet, words, measures.body, JUSTIFY, is_bold=is_bold)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Cm(1.27), Pt(6), 1.15
    return paragraph


def _grid(sheet: Sheet, part: Grid, measures: Measures) -> None:
    _line(sheet, "", 4, LEFT)
    table = sheet.add_table(rows=1, cols=len(part.header), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _ask(table.rows[0], "tblHeader")
    for cell, words in zip(table.rows[0].cells, part.header, strict=True):
        _say(cell, words, measures.grid, is_bold=True)
        _drop_first(cell)
    for row in part.rows:
        cells = table.add_row()
        _ask(cells, "cantSplit")
        if part.tall:
            cells.height = Cm(SIGN_CM)
        for at, (cell, words) in enumerate(zip(cells.cells, row, strict=True)):
            cell.paragraphs[0].alignment = CENTRE if at in part.numeric else LEFT
            cell.paragraphs[0].add_run(words).font.size = Pt(measures.grid)
    _widths(table, [measures.width * share / 100 for share in part.shares])
    _line(sheet, "", 4, LEFT)


def _picture(sheet: Sheet, part: Picture, measures: Measures) -> None:
    paragraph = _line(sheet, "", measures.body, CENTRE)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().add_picture(BytesIO(part.content), width=Cm(3 if part.is_small else 12))
    _line(sheet, part.caption, measures.grid, CENTRE, is_italic=True)


def _foot(sheet: Sheet, paper: OfficialPaper, measures: Measures) -> None:
    _line(sheet, "", 6, LEFT).paragraph_format.keep_with_next = True
    hands = paper.signatures
    table = sheet.add_table(rows=1, cols=1 + len(hands) if paper.receivers else max(len(hands), 2))
    cells = list(table.rows[0].cells)
    if paper.receivers:
        _receivers(cells.pop(0), paper.receivers, measures)
    elif len(hands) == 1:
        cells.pop(0)
    for cell, hand in zip(cells, hands, strict=True):
        _signature(cell, hand, measures)


def _receivers(cell: _Cell, receivers: Sequence[str], measures: Measures) -> None:
    run = cell.paragraphs[0].add_run("Nơi nhận:")
    run.font.size = Pt(measures.receivers_head)
    run.bold = run.italic = measures.star == ""
    run.underline = measures.star != ""
    for line in cut(receivers):
        cell.add_paragraph().add_run(line).font.size = Pt(measures.receivers)


def _signature(cell: _Cell, hand: Signature, measures: Measures) -> None:
    if hand.behalf:
        _say(cell, hand.behalf.upper(), measures.signature, is_bold=True)
    _say(cell, hand.post.upper(), measures.signature, is_bold=measures.post_is_bold or not hand.behalf)
    for _line_left in range(4):
        _say(cell, "", measures.signature)
    _say(cell, hand.name, measures.signature, is_bold=True)
    _drop_first(cell)


def _say(cell: _Cell, words: str, size: float, *, is_bold: bool = False, is_italic: bool = False) -> None:
    paragraph = cell.add_paragraph()
    paragraph.alignment = CENTRE
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), is_bold, is_italic


def _drop_first(cell: _Cell) -> None:
    """Take away the empty paragraph that every cell begins with, once it holds another."""
    if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def _line(
    sheet: Sheet,
    words: str,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
) -> Paragraph:
    paragraph = sheet.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), is_bold, is_italic
    return paragraph


def _rule(cell: _Cell, spare: float, width: float) -> None:
    """Draw a solid line under what a cell says, `spare` cm shorter than the cell."""
    paragraph = cell.add_paragraph()
    paragraph.add_run("").font.size = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(4)
    side = min(spare, width) / 2
    _border(paragraph, side, side)


def _border(paragraph: Paragraph, left: float, right: float) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Cm(left), Cm(right)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _widths(table: Table, centimetres: Sequence[float]) -> None:
    """Set the columns: Word reads the cells, other writers read the grid above them."""
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _ask(row: _Row, what: str) -> None:
    """Ask of a row to be repeated on every page (tblHeader), or to stay in one piece (cantSplit)."""
    mark = OxmlElement(f"w:{what}")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
