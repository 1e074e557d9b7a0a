"""The story of `rescue`: a broken .docx still says where a stamp could stand, and whether all of that was seen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.vanban.docx_files import Docx, header, paragraphs
from vanban.loaders.rescue import rescue
from vanban.model import Block
from vanban.stamp import find_stamp_in_file, find_stamp_in_rescued

BODY = paragraphs("SỞ HẠT GIỐNG\nQUYẾT ĐỊNH\nVề cất giữ hạt giống (hư cấu)\nĐiều 1. Cất kỹ.")
BROKEN = f"<w:document><w:body>{BODY}"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
HEADER_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
TYPES = "[Content_Types].xml"
LINKS = "word/_rels/document.xml.rels"
CUSTOM = '<Properties><property name="Độ mật"><vt:lpwstr>Mật</vt:lpwstr></property></Properties>'


def types(*entries: str) -> dict[str, str]:
    """Return the list of content types with these entries."""
    return {TYPES: f"<Types>{''.join(entries)}</Types>"}


def override(part: str, kind: str = HEADER_TYPE) -> str:
    """Return the entry that says what kind one part is."""
    return f'<Override ContentType="{kind}" PartName="{part}"/>'


def links(target: str) -> dict[str, str]:
    """Return the relationships of the text with a page header."""
    return {LINKS: f"<Relationships><Relationship Id='r1' Type='{HEADER_LINK}' Target='{target}'/></Relationships>"}


ELSEWHERE: dict[str, Mapping[str, str]] = {
    "by its content type": {**types(override("/word/top.xml")), "word/top.xml": header("TỐI MẬT")},
    "by the kind of its ending": {
        **types(f'<Default Extension="hdr" ContentType="{HEADER_TYPE}"/>'),
        "word/a.hdr": header("MẬT"),
    },
    "by its relationship": {**links("../parts/top.xml"), "parts/top.xml": header("MẬT")},
    "by an absolute relationship": {**links("/top%20page.xml"), "top page.xml": header("MẬT")},
    "under a name in capitals": {"word/HEADER1.XML": header("MẬT")},
    "in a footer": {"word/footer3.xml": header("MẬT")},
    "in a footnote": {"word/footnotes.xml": header("TUYỆT MẬT")},
    "in a comment": {"word/comments.xml": header("MẬT")},
    "in custom properties": {"docProps/custom.xml": CUSTOM},
    "as a keyword": {"docProps/core.xml": "<a><keywords>hạt giống; Mật</keywords></a>"},
    "as a category": {"docProps/core.xml": "<cp:a><cp:category>Tối mật</cp:category></cp:a>"},
}


@pytest.mark.parametrize("parts", ELSEWHERE.values(), ids=ELSEWHERE.keys())
@pytest.mark.parametrize("document", [None, BROKEN], ids=["sound", "broken"])
def test_a_stamp_in_another_part_is_seen(parts: Mapping[str, str], document: str | None) -> None:
    data = Docx(BODY, dict(parts), document).data()
    assert find_stamp_in_file(data, "a.docx") is not None
    assert find_stamp_in_rescued(rescue(data)) is not None


QUIET: dict[str, Mapping[str, str]] = {
    "a person of that name": {"docProps/core.xml": "<a><dc:creator>Mật</dc:creator><cp:lastModifiedBy>Mật</a>"},
    "a footnote with a sentence": {"word/footnotes.xml": header("Độ Mật theo luật về bí mật nhà nước.")},
    "a footnote that lists levels": {"word/footnotes.xml": header("Các độ:\nTuyệt mật\nTối mật\nMật")},
    "a title about secrets": {"docProps/core.xml": "<a><dc:title>Danh mục bí mật</dc:title></a>"},
}


@pytest.mark.parametrize("parts", QUIET.values(), ids=QUIET.keys())
def test_words_about_secrets_beside_the_text_are_no_stamp(parts: Mapping[str, str]) -> None:
    assert find_stamp_in_file(Docx(BODY, dict(parts)).data(), "a.docx") is None


WHOLE = {**types(override("/word/top.xml")), **links("top.xml"), "word/top.xml": header("Trang 1")}


def test_a_broken_text_with_every_header_shows_every_place() -> None:
    rescued = rescue(Docx("", dict(WHOLE), BROKEN).data())
    assert rescued.shows_every_place
    assert {"word/document.xml", "word/top.xml"} <= rescued.parts
    assert "SỞ HẠT GIỐNG" in rescued.texts[0]
    assert Block("header", "Trang 1\n") in rescued.blocks


HIDING: dict[str, tuple[str, Mapping[str, str]]] = {
    "a header by content type is gone": (BROKEN, types(override("/word/top.xml"))),
    "a header by relationship is gone": (BROKEN, {**types(), **links("top.xml")}),
    "the text asks for a header nobody lists": (BROKEN + "<w:headerReference r:id='r1'/>", {}),
    "the text is blank": ("<w:document/>", types()),
}


@pytest.mark.parametrize(("document", "parts"), HIDING.values(), ids=HIDING.keys())
def test_where_a_stamp_could_hide_not_every_place_was_seen(document: str, parts: Mapping[str, str]) -> None:
    assert not rescue(Docx("", dict(parts), document).data()).shows_every_place


def test_a_text_cut_short_without_a_list_of_parts_does_not_show_every_place() -> None:
    data = Docx(paragraphs("\n".join(f"Dòng {number * number}" for number in range(2000)))).data()
    rescued = rescue(data[: len(data) // 2])
    assert rescued.texts[0].startswith("Dòng 0\nDòng 1")
    assert not rescued.shows_every_place


def test_what_is_no_archive_gives_nothing_and_raises_nothing() -> None:
    assert rescue(b"PK\x03\x04 nothing").texts == ()
    assert not rescue(b"").shows_every_place
