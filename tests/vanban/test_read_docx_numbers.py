"""The story of what Word shows and no text of the file holds: numbers it counts, capitals, fonts of capitals."""

from __future__ import annotations

import vanban
from tests.vanban.docx_files import Docx, W, paragraph
from tests.vanban.test_old_encodings import TO_TCVN3

LEVELS = (
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/><w:suff w:val="space"/></w:lvl>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    '<w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="VnH"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style></w:styles>'
)
RAISED = '<w:vertAlign w:val="superscript"/>'


def item(text: str, level: int, number: int = 1) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(body: str) -> vanban.Document:
    parts = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
    return vanban.read(Docx(body, parts).data(), name="a.docx")


def test_numbers_that_word_counts_stand_in_the_text() -> None:
    body = (
        item("Gió", 0) + item("Một", 1) + item("a", 2) + item("b", 2) + item("Hai", 1) + item("c", 2) + item("Mây", 0)
    )
    document = read(body + item("Lại một", 1))
    assert document.text.split("\n") == [
        "Điều 1. Gió",
        "1. Một",
        "a) a",
        "b) b",
        "2. Hai",
        "a) c",
        "Điều 2. Mây",
        "1. Lại một",
    ]
    assert document.components[0].article_numbers == ("1", "2")
    assert document.components[0].counts["point"] == 3


def test_a_style_numbers_its_paragraphs_and_a_new_list_begins_where_it_says() -> None:
    body = (
        styled("Gió", "Dieu") + paragraph("Xen giữa") + styled("Mây", "Dieu") + item("Mưa", 0, 2) + item("Nắng", 0, 2)
    )
    assert read(body).text.split("\n") == ["Điều 1. Gió", "Xen giữa", "Điều 2. Mây", "Điều 5. Mưa", "Điều 6. Nắng"]


def test_a_list_that_is_not_there_numbers_nothing() -> None:
    assert read(item("Gió", 0, 9) + item("Mây", 0, 0) + item("Mưa", 8)).text == "Gió\nMây\nMưa"


def test_words_shown_in_capitals_are_capitals_and_raised_numbers_are_raised() -> None:
    body = styled("quyết định", "Hoa") + f"<w:p>{run('số', '<w:caps/>')}{run('1', RAISED)}</w:p>"
    assert read(body).text == "QUYẾT ĐỊNH\nSỐ¹"


def test_a_font_of_capitals_says_what_the_bytes_cannot() -> None:
    old = [line.translate(TO_TCVN3) for line in ("ế độ gió mùa", "Điều 1. Chế độ gió mùa ở đồng bằng được quy định")]
    assert read(styled(old[0], "VnH") + paragraph(old[1])).text.split("\n")[0] == "Ế ĐỘ GIÓ MÙA"


def test_a_font_of_capitals_that_was_left_behind_changes_nothing() -> None:
    body = styled("Chế độ gió mùa", "VnH") + paragraph("ở đồng bằng")
    assert read(body).text == "Chế độ gió mùa\nở đồng bằng"
