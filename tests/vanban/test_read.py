"""The story of `read`: a file becomes a document whose every character is somewhere, or a sentence says why not."""

from __future__ import annotations

from datetime import date

import pytest

import vanban
from tests.vanban.papers import DECISION
from vanban.model import COUNTED, Document


def read(text: str, name: str = "a.txt") -> Document:
    return vanban.read(text.encode("utf-8"), name=name)


def articles(text: str) -> list[tuple[str, ...]]:
    return [one.article_numbers for one in read(text).components if one.article_numbers]


def test_signs_that_print_as_boxes_are_shown_and_keep_their_places() -> None:
    text = "LUẬT\nVề ao làng\n\nĐiều 1. Ao\n\uf0b7 Thả cá\x07 mùa\x85\x7f xuân\x0bSen\n"
    document = vanban.read(text.encode(), name="a.txt")
    assert document.text == "LUẬT\nVề ao làng\n\nĐiều 1. Ao\n• Thả cá  mùa…  xuân\nSen\n"
    assert [one.line for one in document.warnings if one.code == "unprintable_replaced"] == [5]


def test_header_facts_are_read_with_their_spans_in_the_text() -> None:
    document = read(DECISION)
    assert (document.type, document.number, document.issued_on) == ("quyet-dinh", "15/QĐ-SGM", date(2020, 3, 5))
    assert document.title == "Về việc treo chuông gió (hư cấu)"
    assert document.in_force_from == date(2020, 3, 5)
    assert [one.number for one in document.based_on] == ["9999/2019/NĐ-CP"]


def test_what_the_header_does_not_say_is_null_with_a_warning() -> None:
    document = read("Chào buổi sáng.\nHôm nay trời nắng.")
    assert (document.type, document.number, document.issued_on, document.issuer, document.title) == (None,) * 5
    assert {one.code for one in document.warnings} >= {
        "type_missing",
        "number_missing",
        "date_missing",
        "title_missing",
    }


@pytest.mark.parametrize("sign", [",", ";", ".", " ;"])
def test_the_date_line_is_known_by_its_place_whatever_sign_a_scan_put_behind_it(sign: str) -> None:
    assert read(DECISION.replace("Bình Minh,", f"Bình Minh{sign}")).issued_on == date(2020, 3, 5)


def test_a_date_line_with_a_comma_goes_before_one_with_another_sign() -> None:
    scanned = DECISION.replace("Số: 15", "Bản quét Sương Mai; ngày 06 tháng 4 năm 2021\nSố: 15")
    assert read(scanned).issued_on == date(2020, 3, 5)


def test_a_date_behind_a_sentence_about_something_else_is_not_the_documents_own() -> None:
    sentence = DECISION.replace("Bình Minh, ngày", "Gửi theo thư; ngày")
    assert read(sentence).issued_on is None


def test_an_unknown_office_is_not_guessed() -> None:
    assert read(DECISION).issuer is None


def test_the_number_of_a_cited_document_is_not_the_documents_own() -> None:
    assert read("QUYẾT ĐỊNH\nVề trồng hoa\nCăn cứ Nghị định số 12/2020/NĐ-CP;\nĐiều 1. Trồng.").number is None


def test_leaves_tile_the_text_and_ids_are_unique_ascii() -> None:
    document = read(DECISION)
    ends = [0]
    for leaf in document.leaves():
        assert leaf.span[0] == ends[-1] < leaf.span[1]
        ends.append(leaf.span[1])
    ids = [step.node.id for step in document.walk(leads=True)]
    assert ends[-1] == len(document.text)
    assert len(set(ids)) == len(ids)
    assert all(one.isascii() for one in ids)


def test_the_walk_gives_each_node_once_with_its_parent_before_it() -> None:
    steps = list(read(DECISION).walk())
    seen: set[str] = set()
    for position, step in enumerate(steps):
        assert step.position == position
        assert step.parent_id is None or step.parent_id in seen
        seen.add(step.node.id)
    assert "art_2__cl_2__point_b" in seen


def test_words_of_a_node_leave_out_number_and_heading() -> None:
    by_id = {step.node.id: step.node for step in read(DECISION).walk()}
    assert by_id["art_2"].heading == "Việc treo chuông"
    assert by_id["art_2__cl_2"].text == "Dây treo:"
    assert by_id["art_2__cl_2__point_a"].text == "Bằng tre;"
    assert by_id["art_1"].text == "Treo chuông gió ở cổng."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Điều 1. A b", "Điều 2. C d", "Điều 12 của Luật này", "Điều 3. E"], ("1", "2", "3")),
        (["Điều 1. A b", "Điều 2. C d", "Điều 2a. Thêm", "Điều 2b. Nữa", "Điều 3. E"], ("1", "2", "2a", "2b", "3")),
        (["Điều 1. A b", "theo khoản 1", "Điều 2 Nghị định số 5/2020/NĐ-CP.", "Điều 2. C"], ("1", "2")),
        (["Điều 1. Sửa như sau:", "“Điều 2. Cũ", "Điều 3. Cũ nữa”.", "Điều 2. Mới"], ("1", "2")),
        (["Điều", "1. A b", "ĐIỀU 2. C"], ("1", "2")),
        (["Điều 1. Mở “ngoặc không đóng", "Điều 2. C", "Điều 3. “Đóng” mở"], ("1", "2", "3")),
        (["Điều 1. A b. Điều 2. Cây xanh bốn mùa. Điều 3. Hoa nở quanh năm."], ("1", "2", "3")),
        (["Điều 1. A", "Điều 2. B", "Điều 4. D", "Điều 5. E"], ("1", "2", "4", "5")),
    ],
)
def test_articles_follow_the_chain_of_their_numbers(lines: list[str], expected: tuple[str, ...]) -> None:
    assert articles("\n".join(lines)) == [expected]


def test_a_gap_in_the_chain_is_a_warning_with_its_line() -> None:
    document = read("Điều 1. A\nĐiều 2. B\nĐiều 4. D\nĐiều 5. E")
    assert [(one.code, one.line) for one in document.warnings if one.code == "article_gap"] == [("article_gap", 3)]


def test_an_attached_regulation_begins_again_and_has_its_own_ids() -> None:
    text = (
        DECISION + "TM. SỞ\nQUY CHẾ\nTreo chuông\n(Ban hành kèm theo Quyết định số 15/QĐ-SGM)\nĐiều 1. A\nĐiều 2. B\n"
    )
    document = read(text)
    assert [(one.kind, one.article_numbers) for one in document.components] == [
        ("main", ("1", "2", "3")),
        ("attached", ("1", "2")),
    ]
    assert "att_1__art_1" in {step.node.id for step in document.walk()}


def test_an_annex_named_inside_the_act_does_not_cut_it_in_two() -> None:
    assert articles("Điều 1. A\nPhụ lục I\nĐiều 2. B\nĐiều 3. C") == [("1", "2", "3")]


def test_markdown_marks_are_kept_in_the_text_and_seen_through() -> None:
    document = read(
        "**QUYẾT ĐỊNH**\n\n**Về trồng *hoa***\n\n**Điều 1. **Trồng hoa.\n\n### Điều 2. Tưới\n\nTưới.", "a.md"
    )
    assert document.components[0].article_numbers == ("1", "2")
    assert document.title == "Về trồng hoa"
    assert document.text.startswith("**QUYẾT")


def test_front_matter_of_a_markdown_file_is_not_the_header() -> None:
    matter = '---\ntitle: x\ncan_cu:\n  - "Luật Y số 63/2025/QH15"\n---\n'
    document = read(matter + DECISION, "a.md")
    assert document.number == "15/QĐ-SGM"


def test_a_table_is_a_leaf_of_its_own() -> None:
    document = read("Điều 1. Bảng\n| A | B |\n| 1 | 2 |\nSau bảng.\nĐiều 2. C")
    kinds = [leaf.kind for leaf in document.leaves()]
    assert kinds == ["paragraph", "table", "paragraph", "article"]


def test_counts_name_every_counted_kind() -> None:
    counts = read(DECISION).components[0].counts
    assert dict(counts) == dict.fromkeys(COUNTED, 0) | {"article": 3, "clause": 2, "point": 2}


def test_a_summary_leaves_out_bodies() -> None:
    shape = read(DECISION).to_json(summary=True)
    assert all("body" not in one for one in shape["components"])
    assert shape["source"]["chars"] == len(read(DECISION).text)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (b"\x00\x01\x02" * 50, "a.txt", "binary"),
        (b"\xff\xfe\xfd abc \xc3", "a.md", "encoding"),
        (b"%PDF-1.7", "a.pdf", "broken_pdf"),
        (b"abc", "a.exe", "unknown_format"),
        (b"PK\x03\x04 broken", "a.docx", "broken_docx"),
        (b"not a zip", "a.docx", "broken_docx"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_the_next_step(data: bytes, name: str, code: str) -> None:
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read(data, name=name)
    assert refused.value.code == code
    assert name in refused.value.message
    assert "Hãy " in refused.value.message


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read("no/such/file.txt")
    assert refused.value.code == "not_found"


def test_utf16_text_is_read() -> None:
    document = vanban.read("Điều 1. A\nĐiều 2. B".encode("utf-16"), name="a.txt")
    assert document.components[0].article_numbers == ("1", "2")
    assert document.source.encoding == "utf-16"
