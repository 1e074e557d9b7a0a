"""The story of `read` on .pdf: the text layer in its order, and a clear sentence where there is none."""

from __future__ import annotations

import pytest

import vanban
from tests.vanban.papers import DECISION
from tests.vanban.pdf_files import Words, column, mixed, pdf, pdf_of, scan


def refusal(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read(data, name=name)
    assert refused.value.message.endswith((".", "!"))
    return refused.value.code


def test_the_same_words_read_alike_from_pdf_and_txt() -> None:
    printed = vanban.read(pdf_of(DECISION, 12), name="a.pdf")
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert [step.node.id for step in printed.walk()] == [step.node.id for step in plain.walk()]
    assert (printed.number, printed.issued_on, printed.title) == (plain.number, plain.issued_on, plain.title)
    assert printed.source.format == "pdf"


def test_each_page_after_the_first_begins_with_a_form_feed() -> None:
    text = vanban.read(pdf_of(DECISION, 12), name="a.pdf").text
    assert text.count("\f") == 1
    assert text.split("\f")[1].startswith("1. Treo cao")


def test_a_pdf_is_known_by_its_bytes_whatever_it_is_called() -> None:
    assert vanban.read(pdf_of(DECISION), name="a.docx").source.format == "pdf"


def test_a_scan_is_refused_for_its_missing_text_layer() -> None:
    assert refusal(scan(3)) == "no_text_layer"


def test_a_scan_that_bears_only_a_digital_signature_has_no_text_layer_either() -> None:
    signed = column("Người ký: Nguyễn Văn Hạt (hư cấu)\nThời gian ký: 01/01/2020", size=8)
    assert refusal(scan(12, signed)) == "no_text_layer"


def test_a_page_that_is_a_picture_is_warned_of_and_as_the_first_page_refuses_the_file() -> None:
    document = vanban.read(mixed(DECISION, picture_first=False), name="a.pdf")
    assert document.warnings[0].code == "pages_without_text"
    assert document.warnings[0].message.startswith("Trang 2 là ảnh")
    assert refusal(mixed(DECISION, picture_first=True)) == "no_text_layer"


def test_a_file_under_a_password_is_refused_by_that_reason() -> None:
    assert refusal(pdf([Words("Điều 1. Kín.")], locked=True)) == "encrypted"


def test_a_broken_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7 and nothing more") == "broken_pdf"


def shown_as(text: str, by: int) -> str:
    """Give the letters that come out of a file whose table of letters is wrong."""
    return "".join(letter if letter.isspace() else chr(ord(letter) + by) for letter in text)


@pytest.mark.parametrize("by", [-29, 3, 29, 0xE000])
def test_a_text_layer_with_other_letters_than_the_page_shows_is_refused(by: int) -> None:
    assert refusal(pdf_of(shown_as(DECISION, by))) == "garbled_text"


def test_garbled_pages_after_a_first_one_that_can_be_read_are_warned_of() -> None:
    pages = [column(DECISION), column(DECISION), column(shown_as(DECISION, -29))]
    document = vanban.read(pdf(*pages), name="a.pdf")
    assert document.warnings[0].code == "pages_garbled"
    assert document.warnings[0].message.startswith("Trang 3 có lớp chữ sai mã")


def test_a_text_in_another_language_or_an_old_encoding_is_not_taken_for_garbled() -> None:
    english = "Whereas the ward shall keep its wind chimes bright, every household cleans them twice a month.\n" * 6
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp, tù do, h¹nh phóc; quyÕt ®Þnh vÒ viÖc treo chu«ng giã.\n" * 6
    assert vanban.read(pdf_of(english), name="a.pdf").text.startswith("Whereas the ward")
    assert vanban.read(pdf_of(old), name="a.pdf").text.startswith("Cộng hòa xã hội")
