"""Write the result report of a conference as a Word file, in the form that offices use, from figures alone.

The head follows the two forms in force: State bodies write after Nghị định 30/2020/NĐ-CP (phụ lục I), Party bodies
after Hướng dẫn 36-HD/VPTW (2018): whose unit it is decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

FONT = "Times New Roman"  # what both forms ask for
STATE_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_HEAD = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
HEADER = ("Buổi", "Triệu tập", "Có mặt", "Vắng có lý do", "Vắng không lý do", "Cách ghi")


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One half day in the table: its name, the four counts, and in words by which methods presence was noted."""

    half_day: str
    expected: int
    present: int
    excused: int
    missing: int
    methods: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the check: its words, the provision it is about, how many answered and how many wrongly."""

    text: str
    provision: str
    answered: int
    wrong: int


@dataclass(frozen=True, slots=True)
class ResultReport:
    """Everything a result report tells; the same figures that the page shows, none computed here."""

    unit: str
    parent: str
    is_party: bool
    written_on: date
    title: str
    place: str
    texts: Sequence[str]
    agenda: Sequence[tuple[str, str]]
    attendance: Sequence[AttendanceRow]
    absent: Sequence[tuple[str, str, str]]
    results: Sequence[tuple[str, int]]
    questions: Sequence[QuestionRow]


def written(report: ResultReport) -> bytes:
    """Give the report as the bytes of a .docx file."""
    paper = Document()
    _prepare(paper)
    _head(paper, report)
    _told(paper, report)
    _attendance(paper, report)
    _check(paper, report)
    _foot(paper, report)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _prepare(paper: Paper) -> None:
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)


def _head(paper: Paper, report: ResultReport) -> None:
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    above, below = PARTY_HEAD if report.is_party else STATE_HEAD
    _centred(left, report.parent.upper(), report.unit.upper())
    _centred(right, above, below)
    day = report.written_on
    _line(paper, f"Ngày {day.day:02} tháng {day.month:02} năm {day.year}", WD_ALIGN_PARAGRAPH.RIGHT, is_italic=True)
    _line(paper, "BÁO CÁO", WD_ALIGN_PARAGRAPH.CENTER, is_bold=True)
    _line(paper, _named(report.title), WD_ALIGN_PARAGRAPH.CENTER, is_bold=True)


def _told(paper: Paper, report: ResultReport) -> None:
    _line(paper, "1. Nội dung và chương trình", is_bold=True)
    _line(paper, f"Địa điểm: {report.place or 'chưa ghi'}.")
    for text in report.texts:
        _line(paper, f"- Học tập, quán triệt: {text}.")
    for title, presenter in report.agenda:
        _line(paper, f"- {title}{f' ({presenter} trình bày)' if presenter else ''}.")


def _attendance(paper: Paper, report: ResultReport) -> None:
    _line(paper, "2. Người dự", is_bold=True)
    rows = [
        (row.half_day, str(row.expected), str(row.present), str(row.excused), str(row.missing), row.methods)
        for row in report.attendance
    ]
    _table(paper, HEADER, rows)
    if report.absent:
        _line(paper, "Người vắng:")
        _table(paper, ("Họ và tên", "Chức vụ", "Buổi, lý do"), report.absent)


def _check(paper: Paper, report: ResultReport) -> None:
    _line(paper, "3. Kiểm tra nhận thức", is_bold=True)
    if not report.questions:
        _line(paper, "Hội nghị không tổ chức kiểm tra nhận thức.")
        return
    for words, people in report.results:
        _line(paper, f"- {words}: {people} người.")
    rows = [(row.text, row.provision, str(row.answered), str(row.wrong)) for row in report.questions]
    _table(paper, ("Câu hỏi", "Điều khoản", "Số người trả lời", "Trả lời sai"), rows)


def _foot(paper: Paper, report: ResultReport) -> None:
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = "Nơi nhận:\n- Cấp trên trực tiếp;\n- Lưu văn phòng."
    _centred(right, "NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ", "(ký, ghi rõ họ tên)")


def _table(paper: Paper, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    paper.add_paragraph()


def _centred(cell: _Cell, *lines: str) -> None:
    for at, words in enumerate(line for line in lines if line):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True


def _line(
    paper: Paper,
    words: str,
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(words)
    run.bold, run.italic = is_bold, is_italic


def _named(title: str) -> str:
    """Name the report after its conference, which may call itself one already."""
    lowered = title[:1].lower() + title[1:]
    return f"Kết quả {lowered}" if lowered.startswith("hội nghị") else f"Kết quả hội nghị {lowered}"
