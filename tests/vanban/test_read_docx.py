"""The story of `read` on .docx: everything in its order, and hostile files refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

import vanban
from tests.vanban.docx_files import Docx, header, paragraph, paragraphs, table, textbox
from tests.vanban.papers import DECISION
from vanban.loaders import archive


def refusal(data: bytes) -> str:
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read(data, name="a.docx")
    assert refused.value.message.endswith((".", "!"))
    return refused.value.code


def test_the_header_table_is_read_cell_by_cell() -> None:
    columns = (
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH MINH\nSố: 7/2021/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBình Minh, ngày 1 tháng 2 năm 2021",
    )
    body = table(columns) + paragraphs("QUYẾT ĐỊNH\nVề hoa (hư cấu)\nĐiều 1. Trồng hoa.")
    document = vanban.read(Docx(body).data(), name="a.docx")
    assert (document.number, document.issuer) == ("7/2021/QĐ-UBND", "Ủy ban nhân dân tỉnh Bình Minh")
    assert document.issued_on is not None


def test_a_data_table_becomes_rows_and_a_table_leaf() -> None:
    body = paragraph("Điều 1. Bảng") + table(("STT", "Tên", "Số"), ("1", "Hoa", "5")) + paragraph("Hết.")
    document = vanban.read(Docx(body).data(), name="a.docx")
    assert "| 1 | Hoa | 5 |" in document.text
    assert "table" in [leaf.kind for leaf in document.leaves()]


def test_text_boxes_headers_and_notes_are_kept_beside_the_text() -> None:
    parts = {"word/header1.xml": header("Đầu trang"), "word/footer1.xml": header("Chân trang")}
    document = vanban.read(Docx(textbox("Trong khung") + paragraph("Ngoài khung"), parts).data(), name="a.docx")
    assert {(one.kind, one.text) for one in document.blocks} == {
        ("textbox", "Trong khung"),
        ("header", "Đầu trang"),
        ("footer", "Chân trang"),
    }
    assert "Trong khung" in document.text


def test_deleted_words_of_tracked_changes_are_left_out() -> None:
    body = "<w:p><w:ins><w:r><w:t>Mới</w:t></w:r></w:ins><w:del><w:r><w:delText>Cũ</w:delText></w:r></w:del></w:p>"
    assert vanban.read(Docx(body).data(), name="a.docx").text == "Mới"


def test_the_same_words_read_alike_from_docx_and_txt() -> None:
    written = vanban.read(Docx(paragraphs(DECISION)).data(), name="a.docx")
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert [step.node.id for step in written.walk()] == [step.node.id for step in plain.walk()]
    assert written.number == plain.number


def test_a_file_without_any_words_is_refused() -> None:
    assert refusal(Docx(paragraph("")).data()) == "no_text"


def test_a_document_type_declaration_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    assert refusal(Docx(document=bomb).data()) == "unsafe_xml"
    assert refusal(Docx(document=outside).data()) == "unsafe_xml"


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "word/../../x", "C:\\evil.xml", "..\\x"])
def test_a_member_that_leaves_the_archive_is_refused(name: str) -> None:
    assert refusal(Docx(paragraph("A"), {name: "x"}).data()) == "unsafe_path"


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    assert refusal(Docx(paragraph("A"), {"word/media/a.bin": "0" * 8_000_000}).data()) == "too_big"


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    assert refusal(Docx(paragraph("A"), {f"p{i}": "x" for i in range(4)}).data()) == "too_big"


def test_what_unpacks_to_more_than_the_directory_says_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 50_000)
    lying = bytearray(Docx(paragraph("A" * 60_000)).data())
    place = lying.index(b"PK\x01\x02")
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(lying)) in ("too_big", "broken_docx")


def test_an_archive_whose_parts_are_under_a_password_is_refused_by_that_reason() -> None:
    locked = bytearray(Docx(paragraph("A")).data())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(head) + flags] |= 1
    assert refusal(bytes(locked)) == "encrypted"


def test_deep_nesting_is_refused() -> None:
    assert refusal(Docx("<w:sdt>" * 300 + "</w:sdt>" * 300).data()) == "too_deep"


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr("hello.txt", "x")
    assert refusal(buffer.getvalue()) == "broken_docx"


def test_broken_markup_is_refused() -> None:
    assert refusal(Docx(document="<w:document><w:body>").data()) == "broken_docx"
