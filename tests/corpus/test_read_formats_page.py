"""Whatever the format of a file, its tables are tables on the page and a doubt stands beside the words it is about."""

from __future__ import annotations

from html import escape

import pytest
from django.test import Client

from tests.corpus import papers
from tests.corpus.test_read_document_page import imported, read
from tests.factories import NOW, Four
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import Expression

pytestmark = pytest.mark.django_db(databases="__all__")
CELLS = (("STT", "Việc", "Số ngày"), ("1", "Ghi sổ hẹn", "2"), ("2", "Trả lời người dân", "15"))
BEFORE, AFTER = papers.TEXT.split("Chương II\n")
ODD = papers.TEXT.replace("b) ngày làm xong;", "b) ngày làm xong, gọi là “ngày hẹn;")


def in_html(text: str, cells: str = "") -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>" if line != "@" else cells for line in text.splitlines())
    return f"<html><head><meta charset='utf-8'></head><body>{lines}</body></html>".encode()


def with_table(file_format: str) -> bytes:
    """Make a file whose second article ends with a table of three rows."""
    rows = ["| " + " | ".join(row) + " |" for row in CELLS]
    if file_format == "md":
        rows.insert(1, "|---|---|---|")
    if file_format in ("md", "txt"):
        return f"{BEFORE}{chr(10).join(rows)}\nChương II\n{AFTER}".encode()
    if file_format == "html":
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in CELLS)
        return in_html(f"{BEFORE}@\nChương II\n{AFTER}", f"<table>{cells}</table>")
    body = papers.body_of(f"{BEFORE}@\nChương II\n{AFTER}")
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in CELLS
    )
    body = body.replace("<w:p><w:r><w:t>@</w:t></w:r></w:p>", f"<w:tbl>{cells}</w:tbl>")
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
    return papers.zipped({papers.TYPES: types, papers.MAIN: body})


def brought(content: bytes, file_format: str) -> Expression:
    return import_document(content, name=f"quy-dinh.{file_format}", by=None, now=NOW)


@pytest.mark.parametrize("file_format", ["txt", "md", "html", "docx"])
def test_a_table_is_a_table_in_a_frame_that_can_be_scrolled(four: Four, client: Client, file_format: str) -> None:
    page = read(client, four, brought(with_table(file_format), file_format).get_absolute_url())
    table = page[page.index('<div class="law-table"') : page.index("</table></div>")]
    assert 'role="group" tabindex="0" aria-label="Bảng"' in table
    assert [f'<th scope="col">{cell}</th>' in table for cell in CELLS[0]] == [True] * 3
    assert '<td class="num">15</td>' in table and "<td>Trả lời người dân</td>" in table
    assert table.count("<tr>") == 3 and "|" not in table


@pytest.mark.parametrize("file_format", ["txt", "md", "html", "docx"])
def test_a_doubt_stands_beside_the_very_point_and_is_listed_on_top(
    four: Four, client: Client, file_format: str
) -> None:
    content = {"html": in_html(ODD), "docx": papers.docx(ODD)}.get(file_format, ODD.encode())
    page = read(client, four, brought(content, file_format).get_absolute_url())
    point = page[page.index('id="art_2__cl_2__point_b"') : page.index('id="art_2__cl_2__point_c"')]
    assert "Có 1 dấu ngoặc kép không đủ cặp." in point and 'role="note"' in point
    assert '<a href="#art_2__cl_2__point_b"><span lang="vi">điểm b khoản 2 Điều 2</span>, dòng 18</a>' in page


def test_what_was_mended_is_listed_quietly_and_not_beside_the_words(four: Four, client: Client) -> None:
    mended = papers.TEXT.replace("2. Người hẹn ghi rõ:", "CÔNG BÁO/Số 7 + 8/Ngày 01-11-2026\n2. Người hẹn ghi rõ:")
    page = read(client, four, imported(mended).get_absolute_url())
    assert "Máy đã nắn lại khi đọc" in page and 'role="note"' not in page
    assert "chỗ máy đọc chưa chắc" not in page
    assert '<div class="furniture no-print"' in page


def test_a_doubt_about_no_line_is_only_listed(four: Four, client: Client) -> None:
    expression = imported()
    expression.warnings = [{"code": "pages_without_text", "line": None, "message": "Trang 2 là ảnh."}]
    expression.save()
    page = read(client, four)
    assert "<li>Trang 2 là ảnh.</li>" in page and 'role="note"' not in page


def test_a_citation_leads_where_it_says_and_one_the_corpus_lacks_is_plain_words(four: Four, client: Client) -> None:
    text = papers.TEXT.replace("Mỗi lời hẹn", "Theo khoản 2 Điều này và Nghị định số 99/2020/NĐ-CP, mỗi lời hẹn")
    page = read(client, four, imported(text).get_absolute_url())
    assert '<a class="cross" href="#art_2__cl_2" data-peek="/van-ban/xem-truoc/' in page
    clause = page[page.index('id="art_2__cl_1"') : page.index('id="art_2__cl_2"')]
    assert "Nghị định số 99/2020/NĐ-CP, mỗi lời hẹn" in clause and clause.count('class="cross"') == 1


def test_the_parts_of_a_file_lead_the_page_with_their_articles(four: Four, client: Client) -> None:
    attached = (
        "\nQUY CHẾ\nlàm việc của tổ hẹn\n(Ban hành kèm theo Quy định số 118-QĐ/TU)\n"
        "Điều 1. Tổ\nTổ có ba người.\nĐiều 2. Họp\nTổ họp mỗi tháng.\n"
    )
    page = read(client, four, imported(papers.TEXT + attached).get_absolute_url())
    parts = page[page.index('<nav class="parts') : page.index("</nav>", page.index('<nav class="parts'))]
    assert "<b>Quy định</b>" in parts and "3 điều" in parts
    assert 'href="#component-1"' in parts and "2 điều" in parts
    assert 'id="component-1"' in page and 'id="att_1__art_2"' in page


def test_a_party_paper_without_articles_has_an_outline_of_its_clauses(four: Four, client: Client) -> None:
    head = papers.TEXT.split("Chương I\n")[0]
    body = "I- TÌNH HÌNH\n1- Kết quả đạt được trong năm.\n2- Hạn chế cần khắc phục.\nII- NHIỆM VỤ\n1- Giữ lời hẹn.\n"
    page = read(client, four, imported(head + body).get_absolute_url())
    outline = page[page.index('<nav class="outline"') : page.index("</nav>")]
    assert ">I- TÌNH HÌNH</a>" in outline and ">1- Kết quả đạt được trong năm.</a>" in outline
    assert ">II- NHIỆM VỤ</a>" in outline


def test_many_parts_fold_away_so_that_what_the_text_says_of_its_force_stays_in_sight(
    four: Four, client: Client
) -> None:
    annexes = "".join(
        f"\nPHỤ LỤC {numeral}\nMẪU SỔ HẸN\n(Kèm theo Quy định)\n1. Ghi tên.\n"
        for numeral in ("I", "II", "III", "IV", "V")
    )
    page = read(client, four, imported(papers.TEXT + annexes).get_absolute_url())
    assert "<summary>6 phần của văn bản</summary>" in page
    few = (
        papers.TEXT.replace(papers.NUMBER, "119-QĐ/TU") + "\nPHỤ LỤC I\nMẪU SỔ HẸN\n(Kèm theo Quy định)\n1. Ghi tên.\n"
    )
    assert "phần của văn bản</summary>" not in read(client, four, imported(few).get_absolute_url())
