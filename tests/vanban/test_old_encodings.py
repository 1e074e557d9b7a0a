"""The story of text from before Unicode: it is read, with a warning; correct Unicode is never touched."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from tests.vanban.papers import DECISION
from vanban.loaders.choosing import load
from vanban.loaders.old_encodings import in_unicode
from vanban.loaders.old_tables import from_tcvn3, from_vni
from vanban.loaders.syllables import is_syllable

TCVN3 = "".join(map(chr, [*range(0xA1, 0x100)]))
TO_TCVN3 = {ord(new): old for old, new in zip(TCVN3, from_tcvn3(TCVN3), strict=True) if old != new}
TO_TCVN3 |= {ord(chr(new).upper()): old for new, old in list(TO_TCVN3.items()) if ord(chr(new).upper()) not in TO_TCVN3}
VOWELS = "aâăeêioôơuưy"


def vni_table() -> dict[int, str]:
    """Return Unicode letters with the VNI signs that are read as them."""
    marks = "ùøûõïâáàåãäêéèúüë"
    written = [*(letter + mark for letter in "aeouyôö" for mark in marks), *"íìæóòîñôö"]
    small = {from_vni(one): one for one in written if len(from_vni(one)) == 1}
    return {ord(new): old for new, old in small.items()} | {ord(new.upper()): old.upper() for new, old in small.items()}


TO_VNI = vni_table()


def in_old_bytes(text: str, table: dict[int, str]) -> bytes:
    return text.translate(table).encode("cp1252")


OLD = {"tcvn3": TO_TCVN3, "vni": TO_VNI}


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("form", ["raw bytes", "text read with the wrong table"])
def test_a_text_in_an_old_encoding_reads_like_the_same_text_in_unicode(encoding: str, form: str) -> None:
    old = in_old_bytes(DECISION, OLD[encoding])
    document = vanban.read(old if form == "raw bytes" else old.decode("cp1252").encode(), name="a.txt")
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert document.text.casefold() == plain.text.casefold()
    assert [step.node.id for step in document.walk()] == [step.node.id for step in plain.walk()]
    assert (document.number, document.issued_on, document.issuer) == (plain.number, plain.issued_on, plain.issuer)
    assert document.source.encoding == encoding
    assert [(one.code, one.line) for one in document.warnings[:1]] == [(f"converted_{encoding}", 1)]
    assert document.warnings[0].message.endswith("Hãy đối chiếu với bản gốc.")


def test_capitals_come_back_where_the_line_shows_them() -> None:
    line = "CHƯƠNG TRÌNH VỀ TỔ CHỨC VÀ ÁP DỤNG; Ủy ban nhân dân họp ở Số 5 Tố Hữu"
    assert in_unicode("\n".join([line.translate(TO_TCVN3)] * 3)).text.split("\n")[0] == line


@pytest.mark.parametrize("table", ["latin-1", "cp1252"])
def test_utf8_read_with_the_wrong_table_comes_back_to_the_letter(table: str) -> None:
    broken = DECISION.encode().decode(table, "replace") if table == "latin-1" else seen_as_cp1252(DECISION.encode())
    document = vanban.read(broken.encode(), name="a.txt")
    assert document.text == DECISION
    assert document.warnings[0].code == "converted_utf_8_twice"


def seen_as_cp1252(data: bytes) -> str:
    return "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in data)


def test_a_letter_whose_sign_was_lost_comes_back_where_only_one_fits() -> None:
    broken = seen_as_cp1252(DECISION.encode()).replace("\x81", "").replace("\x9d", "")
    assert "Điều 1. Treo chuông gió ở cổng." in vanban.read(broken.encode(), name="a.txt").text


def test_windows_1258_and_utf16_without_a_mark_are_read() -> None:
    spelt = "".join(_for_1258(sign) for sign in DECISION)
    assert vanban.read(spelt.encode("cp1258"), name="a.txt").text == DECISION
    assert vanban.read(DECISION.encode("utf-16-le"), name="a.txt").text == DECISION


def _for_1258(sign: str) -> str:
    """Spell a letter as windows-1258 does: the letter with its hat, then the tone as a sign of its own."""
    spelt = unicodedata.normalize("NFD", sign)
    tones = "".join(mark for mark in spelt if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in spelt if mark not in tones)) + tones


def test_one_old_paragraph_in_a_text_of_unicode_is_mended_and_nothing_else() -> None:
    old = "Căn cứ Quyết định của Ủy ban nhân dân về việc treo chuông gió;".translate(TO_TCVN3)
    before, after = DECISION.split("\n", 1)
    document = vanban.read(f"{before}\n{old}\n{after}".encode(), name="a.txt")
    assert document.text.split("\n")[1] == "Căn cứ Quyết định của Ủy ban nhân dân về việc treo chuông gió;"
    assert document.text.split("\n")[2:] == after.split("\n")
    assert document.warnings[0].line == 2


@given(st.lists(st.sampled_from(DECISION.split()), min_size=1, max_size=60), st.sampled_from(["NFC", "NFD"]))
def test_correct_unicode_is_never_touched(words: list[str], form: str) -> None:
    text = unicodedata.normalize(form, " ".join(words))  # type: ignore[arg-type]
    assert in_unicode(text).encoding is None
    assert in_unicode(text).text == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x1FFF), max_size=200))
def test_any_text_at_all_comes_back_whole_or_mended_with_its_line_ends(text: str) -> None:
    mended = in_unicode(text)
    assert mended.encoding or mended.text == text
    assert mended.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "© 2020 «Garçon»: 5 m², 30 °C, ½ café à la crème, Müller & Söhne, œuvre, naïve façade",
        "Điều 5. Diện tích 12 m² × 3 ± 0,5 µm; § 4 «Hạt giống»",
        "ESPAÑA: AÑO NUEVO, CORAZÓN, ÑANDÚ, MAÑANA",
    ],
)
def test_signs_of_other_languages_and_of_sums_are_left_alone(text: str) -> None:
    assert in_unicode(text).text == text


def test_every_syllable_is_known_and_what_a_wrong_table_makes_of_it_is_not() -> None:
    said = "nghiêng khuỷu quyết giếng gì ngoằn xoong đường oẹ uể yêu thuở huýt quốc rượu khoắng"
    assert [word for word in re.findall(r"\w+", said) if not is_syllable(word)] == []
    assert [
        word for word in ("Caên", "cöù", "nghÞ", "quyÕt", "aă", "ngề̀", "cọp̀", "bàt", "xyz") if is_syllable(word)
    ] == []


@pytest.mark.slow
def test_no_real_document_in_unicode_is_touched(corpus: Path) -> None:
    touched, count = [], 0
    for path in sorted([*(corpus / "docs").iterdir(), *(corpus / "openings").glob("*.txt")]):
        if "tcvn3" in path.name or "vni" in path.name:
            continue
        try:
            loaded = load(path.read_bytes(), path.name)
        except vanban.UnreadableFile:
            continue
        count += 1
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, loaded.text)  # type: ignore[arg-type]
            if loaded.cautions or in_unicode(text).encoding:
                touched.append(path.name)
    assert touched == []
    assert count > 150
