"""The story of `read` on .odt: everything in its order, numbers of lists too; stamps are seen wherever they stand."""

from __future__ import annotations

import pytest

import vanban
from tests.vanban.odt_files import Odt, paragraphs, table
from tests.vanban.papers import DECISION
from vanban.stamp import find_stamp_in_file

LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Điều " style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<style:style style:name="Hoa" style:family="text">'
    '<style:text-properties fo:text-transform="uppercase"/></style:style>'
    '<style:style style:name="Cao" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
)


def read(file: Odt) -> vanban.Document:
    return vanban.read(file.data(), name="a.odt")


def refusal(file: Odt) -> str:
    with pytest.raises(vanban.UnreadableFile) as refused:
        read(file)
    assert refused.value.message.endswith((".", "!"))
    return refused.value.code


def items(*texts: str, inner: str = "", more: str = "") -> str:
    last = len(texts) - 1
    body = "".join(
        f"<text:list-item><text:p>{text}</text:p>{inner if at == last else ''}</text:list-item>"
        for at, text in enumerate(texts)
    )
    return f'<text:list text:style-name="L"{more}>{body}</text:list>'


def test_the_same_words_read_alike_from_odt_and_txt() -> None:
    written = read(Odt(paragraphs(DECISION)))
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert [step.node.id for step in written.walk()] == [step.node.id for step in plain.walk()]
    assert (written.number, written.issued_on, written.title) == (plain.number, plain.issued_on, plain.title)
    assert written.source.format == "odt"


def test_the_header_table_becomes_lines_and_a_data_table_rows() -> None:
    head = table(("SỞ GIÓ\nSố: 1/QĐ-SG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    text = read(Odt(head + paragraphs("Điều 1. Bảng") + table(("STT", "Tên"), ("1", "Gió")))).text
    assert text.startswith("SỞ GIÓ\nSố: 1/QĐ-SG\nCỘNG HÒA")
    assert text.endswith("| STT | Tên |\n| 1 | Gió |")


def test_numbers_of_lists_stand_in_the_text_and_go_on_where_the_list_does() -> None:
    parts = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in ("một", "hai"))
    inner = f"<text:list>{parts}</text:list>"
    body = items("Gió", inner=inner) + paragraphs("Xen giữa") + items("Mây", more=' text:continue-numbering="true"')
    assert read(Odt(body, LIST)).text.split("\n") == ["Điều 1. Gió", "a) một", "b) hai", "Xen giữa", "Điều 2. Mây"]


def test_blanks_breaks_capitals_and_raised_numbers_are_as_a_reader_sees_them() -> None:
    body = (
        '<text:p>A<text:s text:c="3"/>b<text:tab/>c<text:line-break/><text:span text:style-name="Hoa">số</text:span>'
        '<text:span text:style-name="Cao">2</text:span></text:p>'
    )
    assert read(Odt(body, LIST)).text == "A   b\tc\nSỐ²"


def test_a_note_leaves_its_mark_in_the_text_and_its_words_beside_it() -> None:
    words = "<text:note-citation>1</text:note-citation><text:note-body><text:p>Chú</text:p></text:note-body>"
    note = f"<text:note>{words}</text:note>"
    document = read(Odt(f"<text:p>Gió{note} thổi</text:p>"))
    assert document.text == "Gió¹ thổi"
    assert [(one.kind, one.text) for one in document.blocks if one.kind == "note"] == [("note", "Chú")]


def test_words_of_tracked_changes_that_were_deleted_are_left_out() -> None:
    gone = "<text:tracked-changes><text:changed-region><text:p>Cũ</text:p></text:changed-region></text:tracked-changes>"
    assert read(Odt(gone + paragraphs("Mới"))).text == "Mới"


BOX = "<text:p><draw:frame><draw:text-box><text:p>MẬT</text:p></draw:text-box></draw:frame></text:p>"
STAMPED = {
    "in a page header": Odt(paragraphs(DECISION), edges="<style:header><text:p>TỐI MẬT</text:p></style:header>"),
    "in a footer of the first page": Odt(
        paragraphs(DECISION), edges="<style:footer-first><text:p>MẬT</text:p></style:footer-first>"
    ),
    "in a text box": Odt(BOX + paragraphs(DECISION)),
    "above the title": Odt(paragraphs("MẬT\n" + DECISION)),
    "as a keyword": Odt(paragraphs(DECISION), parts={"meta.xml": "<meta:keyword>Mật</meta:keyword>"}),
}


@pytest.mark.parametrize("file", STAMPED.values(), ids=STAMPED.keys())
def test_a_stamp_is_seen_wherever_it_is_printed(file: Odt) -> None:
    assert find_stamp_in_file(file.data(), "a.odt") is not None
    assert find_stamp_in_file(Odt(paragraphs(DECISION)).data(), "a.odt") is None


def test_what_is_empty_locked_hostile_or_broken_is_refused() -> None:
    lock = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert refusal(Odt("<text:p/>")) == "no_text"
    assert refusal(Odt(paragraphs("A"), parts=lock)) == "encrypted"
    assert refusal(Odt("<text:section>" * 300 + "</text:section>" * 300)) == "too_deep"
    assert refusal(Odt("<text:p>")) == "broken_odt"
