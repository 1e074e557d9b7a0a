"""An official paper: the form of Party and State to the point and the millimetre, the same words in Word and PDF."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.shared import Pt

from thongsuot.papers.paper import Form, Grid, Head, Heading, OfficialPaper, Signature, Words
from thongsuot.papers.pdf import pdf_file
from thongsuot.papers.word import word_file

DAY = date(2026, 2, 6)


def paper(form: Form) -> OfficialPaper:
    return OfficialPaper(
        Head(form, "Đơn vị để thử", "Đơn vị cấp trên", "BC", "ĐV", "Nơi thử", DAY),
        "BÁO CÁO",
        "Kết quả hội nghị <để thử> & hơn thế",
        (
            Heading("1. Người dự"),
            Grid(("Buổi", "Có mặt"), (("Sáng", "1.214"), ("Chiều", "1.209")), (3, 1), frozenset({1})),
            Words("Trên đây là kết quả."),
        ),
        receivers=("Đơn vị cấp trên", "Lưu văn phòng"),
        signatures=(Signature("T/M Ban Chấp hành", "Bí thư", "Nguyễn Thị Bình"),),
    )


def words_of_word(content: bytes) -> str:
    sheet = Document(BytesIO(content))
    cells = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in sheet.paragraphs), *cells])


def words_of_pdf(content: bytes) -> str:
    read = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in read)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form.PARTY, ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số ……-BC/ĐV", "*", "-----")),
        (Form.STATE, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: ……/BC-ĐV")),
    ],
)
def test_both_files_bear_the_head_of_their_form_and_the_same_words(form: Form, expected: tuple[str, ...]) -> None:
    both = (words_of_word(word_file(paper(form))), words_of_pdf(pdf_file(paper(form))))
    always = (
        "ĐƠN VỊ ĐỂ THỬ",
        "Nơi thử, ngày 06 tháng 02 năm 2026",
        "<để thử> & hơn thế",
        "1.214",
        "1.209",
        "Nơi nhận:",
    )
    for written in both:
        for words in (*expected, *always, "Trên đây là kết quả./.", "- Lưu văn phòng.", "BÍ THƯ", "Nguyễn Thị Bình"):
            assert words in written, words


@pytest.mark.parametrize(("form", "right", "name"), [(Form.PARTY, 1.5, 16), (Form.STATE, 2, 14)])
def test_the_word_file_keeps_the_margins_and_sizes_of_the_form(form: Form, right: float, name: float) -> None:
    sheet = Document(BytesIO(word_file(paper(form))))
    section = sheet.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.cm, 1) for side in sides] == [2, 2, 3, right]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    normal = sheet.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    (title,) = [each for each in sheet.paragraphs if each.text == "BÁO CÁO"]
    assert (title.runs[0].font.size, title.runs[0].bold) == (Pt(name), True)


def test_a_paper_on_two_pages_numbers_the_second_and_not_the_first() -> None:
    whole = paper(Form.STATE)
    rows = tuple((f"Buổi {at}", "có") for at in range(60))
    long = OfficialPaper(whole.head, whole.name, whole.title, (Grid(("Buổi", "Có mặt"), rows),))
    first, second, *_rest = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf_file(long))]
    assert (first.split()[-1], "2" in second.split()) == ("có", True)
    assert second.startswith("Buổi Có mặt"), "the head of a table stands on every page"
