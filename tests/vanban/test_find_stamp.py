"""The story of `find_stamp`: a secret is known by where its stamp stands, never by what a document is about."""

from __future__ import annotations

import unicodedata

import pytest

import vanban
from tests.vanban.docx_files import Docx, header, paragraph, paragraphs, table, textbox
from vanban.model import Block
from vanban.stamp import find_stamp, find_stamp_in_file

REST = "\nQUYẾT ĐỊNH\nVề việc cất giữ hạt giống (hư cấu)\n\nCăn cứ Luật Hạt giống;\nĐiều 1. Cất kỹ."
STAMPED = {
    "alone above the office": "MẬT\nSỞ HẠT GIỐNG",
    "alone below the office": "SỞ HẠT GIỐNG\nTUYỆT MẬT\nSố: 1/QĐ-SHG",
    "small letters": "Sở Hạt giống\nTối mật",
    "brackets": "SỞ HẠT GIỐNG\n[ MẬT ]",
    "round brackets": "( TỐI MẬT )",
    "bold in markdown": "**TỐI MẬT**",
    "bold in html": "<b>MẬT</b>",
    "spaced letters": "M Ậ T",
    "spaced letters of two words": "T Ố I   M Ậ T",
    "border of bars": "| TUYỆT MẬT |",
    "border of stars": "*****\n* MẬT *\n*****",
    "box of signs": "+-----+\n| MẬT |\n+-----+",
    "two lines of one cell": "TỐI\nMẬT",
    "label": "Độ mật: Tối mật",
    "label in capitals": "ĐỘ MẬT: TUYỆT MẬT",
    "below the motto": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\nMẬT\nX, ngày 1-2-2020",
    "two columns in one line": "SỞ HẠT GIỐNG\nMẬT     Độc lập - Tự do - Hạnh phúc",
    "two columns without a gap": "TUYỆT MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "between office and motto": "TỈNH ỦY SÔNG XANH MẬT ĐẢNG CỘNG SẢN VIỆT NAM",
    "behind the number": "Số: 12-BC/TU   Tối mật",
    "before the number": "MẬT Số: 12/BC-SHG",
    "with urgency": "TUYỆT MẬT - HỎA TỐC",
    "with a copy number": "BẢN SỐ: 01    MẬT",
    "as a kind of paper": "TÀI LIỆU MẬT",
    "label with its sign": "Độ mật : A (Tuyệt mật)",
    "label with a sign alone": "ĐỘ MẬT: C",
    "level with its sign": "MẬT (A)",
    "kind": "Loại: MẬT",
    "kind of paper": "Phân loại tài liệu: Tối mật",
    "the word stamp before it": "SỞ HẠT GIỐNG\nDẤU MẬT",
    "a copy": "BẢN SAO: TỐI MẬT",
    "a copy without a colon": "SAO MẬT",
    "cell of a row": "| MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
}
UNUSUAL = {
    "a soft hyphen inside": ("M\u00adẬT", "mat"),
    "a sign without width inside": ("TỐI M\u200bẬT", "toi-mat"),
    "marks of direction around it": ("\u200eMẬT\u200f", "mat"),
    "wide letters": ("ＭẬＴ", "mat"),
    "entities in markdown": ("<b>T&#7888;I&nbsp;M&#7852;T</b>", "toi-mat"),
    "line ends of another kind": ("SỞ HẠT GIỐNG\u2028MẬT\u2028", "mat"),
    "a new page before it": ("SỞ HẠT GIỐNG\fMẬT\n", "mat"),
    "a VNI font": ("TUYEÄT MAÄT", "tuyet-mat"),
    "a TCVN3 font": ("TèI MËT", "toi-mat"),
    "Cyrillic letters": ("МẬТ", "mat"),
    "a Cyrillic vowel with marks": ("M\u0410\u0302\u0323T", "mat"),
    "a mark lost": ("SỞ HẠT GIỐNG\nTỐI MÂT", "toi-mat"),
    "Greek letters": ("ΤỐΙ ΜẬΤ", "toi-mat"),
    "capitals without marks": ("SỞ HẠT GIỐNG\nTOI MAT", "toi-mat"),
    "the highest level without marks": ("TUYET MAT", "tuyet-mat"),
    "no marks above the number": ("SỞ HẠT GIỐNG\nMAT\nSố: 12/QĐ-SHG", "mat"),
    "no marks beside the number": ("Số: 12/QĐ-SHG    MAT", "mat"),
    "a label without a colon": ("Độ mật Tối mật", "toi-mat"),
}
UNSTAMPED = {
    "a metre alone": "SỞ HẠT GIỐNG\nMét\nMÉT",
    "a list of secrets": "QUYẾT ĐỊNH\nBAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC LĨNH VỰC HẠT GIỐNG",
    "a title over two lines": "QUYẾT ĐỊNH\nDANH MỤC BÍ\nMẬT NHÀ NƯỚC",
    "a title that ends with the word": "QUY ĐỊNH\nVỀ CHẾ ĐỘ BẢO\nMẬT",
    "a title that ends with the level": "QUYẾT ĐỊNH\nDANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ\nTỐI MẬT",
    "a law about secrets": "LUẬT\nBẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "a sentence in the body": "QUYẾT ĐỊNH\nCăn cứ Luật;\nĐiều 1. Độ mật gồm:\nTuyệt mật\nTối mật\nMật",
    "a body that lists levels": "THÔNG TƯ\nĐiều 1. Các độ\na) Mật;\nMẬT\nTỐI MẬT",
    "honey": "Hoa Mật Ong\nXã Mật Ong",
    "three bare letters": "SỞ HẠT GIỐNG\nMAT\nPHÒNG KHO",
    "a kind of honey": "Loại: Mật ong",
    "a copy of a title": "BẢN SAO: DANH MỤC BÍ MẬT",
    "the office of a village": "ỦY BAN NHÂN DÂN XÃ BÍ MẬT",
}


@pytest.mark.parametrize("head", STAMPED.values(), ids=STAMPED.keys())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stamp_is_seen_in_every_print(head: str, form: str) -> None:
    stamp = find_stamp(unicodedata.normalize(form, head + REST))  # type: ignore[arg-type]
    assert stamp is not None
    letters = "".join(head.upper().split())
    wanted = "tuyet-mat" if "TUYỆTMẬT" in letters else "toi-mat" if "TỐIMẬT" in letters else "mat"
    assert stamp.level == wanted


@pytest.mark.parametrize("head", UNSTAMPED.values(), ids=UNSTAMPED.keys())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_about_secrets_are_no_stamp(head: str, form: str) -> None:
    assert find_stamp(unicodedata.normalize(form, head + REST)) is None  # type: ignore[arg-type]


PROSE = "\n".join(f"{number}. Cất hạt giống vào hũ số {number}." for number in range(2, 300))
LETTER = "SỞ HẠT GIỐNG\nSố: 1/SHG-VP\nKính gửi: Kho giống\n"
APART = {
    "below the address": (LETTER + "MẬT\nSở báo cáo như sau.", "head"),
    "below the basis": ("QUYẾT ĐỊNH\nVề hạt giống\nCăn cứ Luật Hạt giống;\nTỐI MẬT\nĐiều 1. Cất kỹ.", "head"),
    "at the very end": (f"{LETTER}{PROSE}\nNơi nhận:\n- Như trên.\n[ MẬT ]\n\n", "end"),
    "below the signer in capitals": (f"{LETTER}{PROSE}\nGIÁM ĐỐC\nTRẦN VĂN THỬ\nTUYỆT MẬT", "end"),
    "below an address in capitals": ("SỞ HẠT GIỐNG\nKính gửi:\nKHO GIỐNG\nMẬT\nSở báo cáo.", "head"),
    "after a form feed": (f"{LETTER}{PROSE}\n\fTUYỆT MẬT\n{PROSE}", "page"),
    "before a form feed": (f"{LETTER}{PROSE}\nMẬT\n\f{PROSE}", "page"),
    "beside a page number": (f"{LETTER}{PROSE}\n- 2 -\nMẬT\n{PROSE}", "page"),
    "between a blank and a bare number": (f"{LETTER}{PROSE}\n\nMẬT\n7\n{PROSE}", "page"),
    "again and again between blanks": (f"{LETTER}{PROSE}\n\nTỐI MẬT\n\n{PROSE}\n\nTỐI MẬT\n\n{PROSE}", "page"),
}
NOT_APART = {
    "a level in small letters": LETTER + "Mật\nSở báo cáo như sau.",
    "a list of levels": f"{LETTER}{PROSE}\n- 2 -\nTUYỆT MẬT\n- 3 -\nTỐI MẬT\n- 4 -\nMẬT",
    "a phrase over two lines": f"{LETTER}{PROSE}\n- 2 -\nBẢO VỆ BÍ\nMẬT\n- 3 -\n{PROSE}",
    "a phrase that goes on below": f"{LETTER}{PROSE}\n- 2 -\nMẬT\nNHÀ NƯỚC\n{PROSE}",
    "a phrase alone": f"{LETTER}{PROSE}\n- 2 -\nBÍ MẬT NHÀ NƯỚC\n- 3 -\n{PROSE}",
    "a phrase at the end": f"{LETTER}{PROSE}\nCHẾ ĐỘ BẢO\nMẬT",
    "a field of a form": f"{LETTER}{PROSE}\nĐóng dấu:\nMẬT\n- 3 -\n{PROSE}",
    "one line amid the text": f"{LETTER}{PROSE}\nMẬT\n{PROSE}",
    "one line between blanks": f"{LETTER}{PROSE}\n\nMẬT\n\n{PROSE}",
}


@pytest.mark.parametrize(("text", "place"), APART.values(), ids=APART.keys())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stamp_that_stands_apart_below_the_head_is_seen(text: str, place: str, form: str) -> None:
    stamp = find_stamp(unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert stamp is not None
    assert stamp.place == place


@pytest.mark.parametrize("text", NOT_APART.values(), ids=NOT_APART.keys())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_levels_that_belong_to_the_text_are_no_stamp(text: str, form: str) -> None:
    assert find_stamp(unicodedata.normalize(form, text)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["header", "footer", "textbox", "metadata"])
def test_a_stamp_beside_the_text_is_seen(kind: str) -> None:
    stamp = find_stamp("Điều 1. A", [Block(kind, "Trang 1\nTUYỆT MẬT")])
    assert stamp is not None
    assert (stamp.level, stamp.place) == ("tuyet-mat", kind)


@pytest.mark.parametrize("words", ["Độ MẬT theo luật.", "Các độ:\nTUYỆT MẬT\nTỐI MẬT\nMẬT", "(1) Mật ong rừng"])
def test_a_footnote_that_explains_levels_is_no_stamp(words: str) -> None:
    assert find_stamp("Điều 1. A", [Block("note", words)]) is None


def test_a_note_that_is_nothing_but_a_level_is_a_stamp() -> None:
    assert find_stamp("Điều 1. A", [Block("note", "Trang sau\nMẬT")]) is not None


def test_the_line_of_the_stamp_is_told() -> None:
    stamp = find_stamp("SỞ HẠT GIỐNG\n\nMẬT" + REST)
    assert stamp is not None
    assert (stamp.level, stamp.place, stamp.line) == ("mat", "head", 3)


def stamped_files() -> dict[str, bytes]:
    """Return .docx files that carry the stamp in different places."""
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    body = paragraphs("QUYẾT ĐỊNH\nVề hạt giống\nĐiều 1. Cất kỹ.")
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>'
    return {
        "header table": Docx(table(("SỞ HẠT GIỐNG\nMẬT", motto)) + body).data(),
        "text box": Docx(textbox("TỐI MẬT") + body).data(),
        "page header": Docx(body, {"word/header2.xml": header("MẬT")}).data(),
        "word art": Docx(art + body).data(),
        "split runs": Docx("<w:p><w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r></w:p>" + body).data(),
        "broken page header": Docx(body, {"word/header1.xml": header("MẬT")[:-6]}).data(),
        "broken document": Docx(document="<w:document><w:body>" + paragraph("TUYỆT MẬT") + body).data(),
    }


@pytest.mark.parametrize("place", stamped_files().keys())
def test_a_stamp_in_a_word_file_is_seen_even_when_parts_are_broken(place: str) -> None:
    assert find_stamp_in_file(stamped_files()[place], "a.docx") is not None


def test_a_sound_word_file_without_a_stamp_has_none() -> None:
    data = Docx(paragraphs("SỞ HẠT GIỐNG\nQUYẾT ĐỊNH\nVề bí mật nhà nước\nĐiều 1. Cất kỹ.")).data()
    assert find_stamp_in_file(data, "a.docx") is None
    document = vanban.read(data, name="a.docx")
    assert find_stamp(document.text, document.blocks) is None


def test_a_file_that_is_nothing_has_no_stamp_and_raises_nothing() -> None:
    assert find_stamp_in_file(b"\x00\x01", "a.bin") is None


@pytest.mark.parametrize(("head", "level"), UNUSUAL.values(), ids=UNUSUAL.keys())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stamp_is_seen_however_its_letters_are_stored(head: str, level: str, form: str) -> None:
    stamp = find_stamp(unicodedata.normalize(form, head + REST))  # type: ignore[arg-type]
    assert stamp is not None
    assert stamp.level == level


@pytest.mark.parametrize("words", ["MẬT - Trang 2", "Kế hoạch số 12-KH/TU – TỐI MẬT", "Trang 3 | Mật"])
def test_a_stamp_that_shares_its_line_of_a_page_header_is_seen(words: str) -> None:
    assert find_stamp(REST, [Block("header", words)]) is not None


def test_a_page_header_that_names_a_law_about_secrets_is_no_stamp() -> None:
    assert find_stamp(REST, [Block("header", "Luật Bảo vệ bí mật nhà nước - Trang 2")]) is None


def test_a_stamp_drawn_only_for_old_programs_is_seen() -> None:
    old = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"/><mc:Fallback>{textbox("TỐI MẬT")}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )
    assert find_stamp_in_file(Docx(old + paragraphs(REST)).data(), "x.docx") is not None
