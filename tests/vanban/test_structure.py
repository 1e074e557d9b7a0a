"""The story of structure: headings by their numbers, whatever the page, the scanner or the quotation marks did."""

from __future__ import annotations

import unicodedata

import pytest

import vanban
from vanban.model import Document, Node

LAW = "LUẬT\nVề mùa màng (hư cấu)\n\n"


def read(text: str, name: str = "a.txt") -> Document:
    return vanban.read(text.encode("utf-8"), name=name)


def nodes(document: Document) -> dict[str, Node]:
    return {step.node.id: step.node for step in document.walk()}


def ids(text: str, name: str = "a.txt") -> list[str]:
    return [step.node.id for step in read(text, name).walk() if step.node.num]


def articles(text: str, name: str = "a.txt") -> list[tuple[str, ...]]:
    return [one.article_numbers for one in read(text, name).components if one.article_numbers]


def codes(text: str) -> dict[str, int | None]:
    known = ("type_missing", "number_missing", "date_missing", "issuer_missing", "title_missing", "no_articles")
    return {one.code: one.line for one in read(text).warnings if one.code not in known}


# The gazette, page numbers and stamps

PAGED = (
    LAW + "Điều 1. Gieo hạt\n1. Gieo khi trời\nấm và đất\n\n12\nCÔNG BÁO/Số 15 + 16/Ngày 29-12-2031\n\nđủ ẩm.\n"
    "2. Tưới mỗi sáng.\nNgười ký: CỔNG THÔNG TIN\nEmail: tin@vi.du.vn\nThời gian ký: 01.02.2031 08:00:00 +07:00\n"
    "Điều 2. Gặt\nGặt khi lúa chín.\n"
)


def test_furniture_is_a_node_of_its_own_and_cut_out_of_the_words_of_the_article() -> None:
    document = read(PAGED)
    by_id = nodes(document)
    assert by_id["art_1__cl_1"].text == "Gieo khi trời\nấm và đất\nđủ ẩm."
    assert by_id["art_1__cl_2"].text == "Tưới mỗi sáng."
    furniture = [one for one in by_id.values() if one.kind == "furniture"]
    assert [document.text[slice(*one.span)].split("\n")[0] for one in furniture] == ["12", "Người ký: CỔNG THÔNG TIN"]
    assert [leaf.span[1] for leaf in document.leaves()][-1] == len(document.text)


def test_each_kind_of_repair_is_one_warning_with_its_first_line_and_how_often() -> None:
    found = [one for one in read(PAGED).warnings if one.code == "furniture_set_apart"]
    assert [(one.line, "2 chỗ" in one.message) for one in found] == [(8, True)]


@pytest.mark.parametrize("line", ["- 3 -", "Trang 3", "Trang 3/10", "CÔNG BÁO/Số 1/Ngày 1-2-2031 3"])
def test_lines_of_the_page_are_known_by_their_form(line: str) -> None:
    kinds = [leaf.kind for leaf in read(f"Điều 1. A\nMột hai\n{line}\nba bốn.\nĐiều 2. B\n").leaves()]
    assert "furniture" in kinds


def test_bare_numbers_are_page_numbers_only_where_they_count_pages() -> None:
    page = "Lúa tốt nhờ nước, phân, cần, giống.\n" * 20
    paged = "Điều 1. A\n" + "".join(f"{page}{number}\n" for number in (4, 5, 6, 7))
    column = "Điều 1. A\nSố cây\n4\n5\n6\n7\n"
    assert [leaf.kind for leaf in read(paged).leaves()].count("furniture") == 4
    assert "furniture" not in [leaf.kind for leaf in read(column).leaves()]


# Notes of consolidated texts

NOTED = (
    "VĂN BẢN HỢP NHẤT\nNGHỊ ĐỊNH\nVề mùa màng (hư cấu)\n\nĐiều 1. Gieo hạt2\n1. Gieo khi trời\n"
    "                                        \n"
    "2 Điều này được sửa đổi theo quy định tại khoản 1 Điều 1 của Nghị định số 9/2031/NĐ-CP, như sau:\n"
    "“Điều 2. Hiệu lực\n\n13\nCÔNG BÁO/Số 15/Ngày 29-12-2031\n\nấm.\n2.3 (được bãi bỏ)\n"
    "Điều 2.4 Gặt\nGặt khi lúa chín.\n"
)


def test_notes_at_the_foot_of_a_page_are_nodes_and_no_words_of_the_article() -> None:
    by_id = nodes(read(NOTED))
    assert articles(NOTED) == [("1", "2")]
    assert by_id["art_1"].heading == "Gieo hạt"
    assert by_id["art_1__cl_1"].text == "Gieo khi trời\nấm."
    assert by_id["art_1__cl_1__note_2"].num == "2"


def test_the_number_of_a_note_glued_to_a_heading_is_not_part_of_it() -> None:
    by_id = nodes(read(NOTED))
    assert by_id["art_2"].heading == "Gặt"
    assert by_id["art_1__cl_2"].text == "(được bãi bỏ)"


def test_without_notes_a_number_at_the_end_of_a_heading_stays() -> None:
    assert nodes(read("Điều 1. Kỳ thi 12\nA.\nĐiều 2. Luật số 3/2031/QH13\nB."))["art_1"].heading == "Kỳ thi 12"


# Numbers as printers and scanners write them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều l. A\nĐiều 2. B", ("1", "2")),
        ("ĐIỀU 1: A\nĐIỀU 2: B", ("1", "2")),
        ("Điều 1.- A\nĐiều 2.- B", ("1", "2")),
        ("Đi ều 1. A\nĐiề u 2. B", ("1", "2")),
        ("Điều\n\n1. A\nĐiều\n2. B", ("1", "2")),
        ("- Điều 1. A\n- Điều 2. B", ("1", "2")),
        ("| Điều 1. A | |\n| Điều 2. B | |", ("1", "2")),
        ("| Điều 1. A |\n|---|\n| 1. Một |", ("1",)),
        ("Điều 1. A b. Điều\n2. Cây xanh bốn mùa quanh năm", ("1", "2")),
        ("Điều 1. A\nĐiều 2. B\ntheo quy định tại khoản 3\nĐiều 3.\nĐiều 3. C", ("1", "2", "3")),
        ("Điều 1. A\nĐiều 5. B\nĐiều 6. C", ("1", "5", "6")),
    ],
)
def test_articles_are_known_in_every_print(text: str, expected: tuple[str, ...]) -> None:
    assert articles(text) == [expected]


@pytest.mark.parametrize("write", ["{n}. X", "{n}) X", "({n}) X", "{n} . X", "{n}- X", "{n}.- X", "{n}.X", "{n}/ X"])
def test_clauses_are_known_in_every_print(write: str) -> None:
    lines = [write.format(n=number) for number in (1, 2, 3)]
    assert ids("\n".join(["Điều 1. A", *lines, "Điều 2. B"])) == [
        "art_1",
        *(f"art_1__cl_{number}" for number in (1, 2, 3)),
        "art_2",
    ]


def test_a_clause_without_its_dot_counts_below_a_finished_line_only() -> None:
    assert ids("Điều 1. A\n1 Người gieo hạt.\n2 Người tưới.\ntheo khoản\n3 Người khác.") == [
        "art_1",
        "art_1__cl_1",
        "art_1__cl_2",
    ]


def test_points_follow_the_vietnamese_alphabet_and_steps_their_clause() -> None:
    text = (
        "Điều 1. A\n1. Một:\nc) lẻ\na) x;\nb) y;\nc) z;\nd) t;\nđ) u;\n"
        "e) v;\n2. Hai:\n2.1. một;\n2.2. hai;\n3.1. lạc.\n"
    )
    assert ids(text) == [
        "art_1",
        "art_1__cl_1",
        *(f"art_1__cl_1__point_{letter}" for letter in ("a", "b", "c", "d", "dd", "e")),
        "art_1__cl_2",
        "art_1__cl_2__point_2-1",
        "art_1__cl_2__point_2-2",
    ]


def test_clauses_may_carry_the_number_of_their_article() -> None:
    found = nodes(read("Điều 1. A\n1.1. Một.\n1.2. Hai.\nĐiều 2. B\n2.1. Ba.\n"))
    assert [one for one in found if "cl_" in one] == ["art_1__cl_1-1", "art_1__cl_1-2", "art_2__cl_2-1"]


def test_deep_numbers_do_not_nest_without_bound() -> None:
    text = "Điều 1. A\n1. Một\n" + "\n".join("1." * depth + " X" for depth in range(2, 400))
    assert max(step.depth for step in read(text).walk()) < 8


@pytest.mark.parametrize(
    "lines",
    [
        ("Chương I", "Chương II"),
        ("CHƯƠNG 1", "CHƯƠNG 2"),
        ("Chương thứ nhất", "Chương thứ hai"),
        ("CHƯƠNG\nI", "CHƯƠNG\nII"),
        ("Ch ương I", "Ch ương II"),
        ("Chương I. QUY ĐỊNH", "Chương II. THI HÀNH"),
        ("Chương I[1]", "Chương II[2]"),
    ],
)
def test_chapters_are_known_in_every_print(lines: tuple[str, str]) -> None:
    document = read(f"{lines[0]}\nCHUNG\nĐiều 1. A\n{lines[1]}\nRIÊNG\nĐiều 2. B")
    assert document.components[0].counts["chapter"] == 2


def test_every_level_of_a_code_stands_in_the_tree() -> None:
    text = (
        "Phần thứ nhất\nCHUNG\nChương I\nA\nMục 1\nB\nTiểu mục 1\nC\nĐiều 1. D\n"
        "1. E:\na) G;\nPhần thứ hai\nX\nChương I\nY\nĐiều 2. Z"
    )
    kinds = [(step.depth, step.node.kind) for step in read(text).walk() if step.node.num]
    expected = ["part", "chapter", "section", "subsection", "article", "clause", "point"]
    assert kinds == [*enumerate(expected), (0, "part"), (1, "chapter"), (2, "article")]


def test_a_party_text_without_articles_has_sections_clauses_and_steps() -> None:
    text = (
        "CHỈ THỊ\nVề mùa màng\n\nI- TÌNH HÌNH\n1- Kết quả\n1.1- Lúa tốt.\n"
        "a) Ở đồng.\n1.2- Ngô tốt.\n2- Hạn chế\nII- NHIỆM VỤ\n1- Gieo.\n"
    )
    assert ids(text) == [
        "sec_i",
        "sec_i__cl_1",
        "sec_i__cl_1__point_1-1",
        "sec_i__cl_1__point_1-1__point_a",
        "sec_i__cl_1__point_1-2",
        "sec_i__cl_2",
        "sec_ii",
        "sec_ii__cl_1",
    ]


def test_decomposed_text_with_every_trap_gives_the_same_tree() -> None:
    for text in (PAGED, NOTED):
        other = read(unicodedata.normalize("NFD", text))
        assert [one.span for one in other.leaves()] == [one.span for one in read(text).leaves()]


# Quotation marks


@pytest.mark.parametrize(("opens", "closes"), [("“", "”"), ('"', '"'), ("''", "''"), ("“", "“")])
@pytest.mark.parametrize("ends", ["{0}.", ".{0}", ".{0};", "{0}"])
def test_quoted_articles_are_not_those_of_the_act(opens: str, closes: str, ends: str) -> None:
    quoted = f"{opens}Điều 2. Cũ\n1. Một.\nĐiều 3. Cũ nữa\n2. Hai" + ends.format(closes)
    text = f"Điều 1. Sửa như sau:\n{quoted}\nĐiều 2. Bãi bỏ cụm từ {opens}cây{closes}.\nĐiều 3. Hiệu lực\n"
    assert ids(text) == ["art_1", "art_2", "art_3"]


def test_quoted_chapters_clauses_and_points_are_not_those_of_the_act() -> None:
    text = (
        "Điều 1. Sửa như sau:\n1. Thay Chương II như sau:\n“Chương II\nMỚI\nĐiều 7. X\n1. Y:\na) Z.”.\n"
        "2. Bổ sung:\n“3. Ba;\n4. Bốn.”.\nĐiều 2. Hiệu lực\n"
    )
    assert ids(text) == ["art_1", "art_1__cl_1", "art_1__cl_2", "art_2"]


def test_a_quotation_that_is_never_closed_ends_at_the_next_outer_article() -> None:
    text = "Điều 1. Sửa:\n“Điều 5. Cũ\nĐiều 2. Sửa:\n“1. Mới.”.\nĐiều 3. Hiệu lực\n"
    assert articles(text) == [("1", "2", "3")]
    assert "quotes_unbalanced" in codes(text)


def test_articles_between_two_stray_marks_are_freed_by_the_gap_they_would_leave() -> None:
    text = "Điều 1. A\n“Điều x lạc\nĐiều 2. B\nĐiều 3. C\nlạc”.\nĐiều 4. D\nĐiều 5. E\n"
    assert articles(text) == [("1", "2", "3", "4", "5")]
    assert "quoted_articles_freed" in codes(text)


def test_a_stray_mark_before_plain_words_hides_no_article() -> None:
    assert articles("Điều 1. A\n“Hồ sơ mời\nĐiều 2. B\nĐiều 3. C\nsố”\n") == [("1", "2", "3")]


# Components

DECISION = (
    "QUYẾT ĐỊNH\nBan hành quy chế (hư cấu)\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Hiệu lực.\n"
    "TM. ỦY BAN\nCHỦ TỊCH\nLê Thị Giả Định\n\n"
)


def test_attached_texts_annexes_and_forms_have_their_titles() -> None:
    text = DECISION + (
        "QUY CHẾ\nMượn sách\n(Kèm theo Quyết định số 1/QĐ-X)\nĐiều 1. A\nĐiều 2. B\n\n"
        "Phụ lục I\n- 7 -\nDANH MỤC SÁCH\n(Kèm theo Quy chế)\n1. Truyện.\n\n"
        "Mẫu số 01\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n-----\nBình Minh, ngày ... tháng ... năm ...\n"
        "QUYẾT ĐỊNH\nVề việc cho mượn\nĐiều 1. Ông (bà) được mượn.\nĐiều 2. Thi hành.\n"
    )
    assert [(one.kind, one.title, one.article_numbers) for one in read(text).components] == [
        ("main", None, ("1", "2")),
        ("attached", "QUY CHẾ Mượn sách", ("1", "2")),
        ("annex", "Phụ lục I DANH MỤC SÁCH", ()),
        ("form", "Mẫu số 01 QUYẾT ĐỊNH Về việc cho mượn", ("1", "2")),
    ]


def test_a_list_that_names_forms_makes_no_component_of_them() -> None:
    forms = "".join(f"Mẫu số 0{number}\nĐơn xin mượn\n" for number in (1, 2, 3))
    text = DECISION + "PHỤ LỤC\n" + forms + "Mẫu số 01\nĐƠN XIN MƯỢN\n" + "Kính gửi thư viện làng.\n" * 30
    assert [one.kind for one in read(text).components] == ["main", "annex", "form"]


def test_an_attached_text_of_no_known_type_begins_at_its_title() -> None:
    text = DECISION + "BỘ QUY TẮC\nVề giữ sách\n(Ban hành kèm theo Quyết định số 1/QĐ-X)\nI. GIỮ\n1. Giữ khô.\n"
    assert [(one.kind, one.title) for one in read(text).components] == [
        ("main", None),
        ("attached", "BỘ QUY TẮC Về giữ sách"),
    ]


def test_an_annex_below_recipients_that_end_in_a_comma_is_one() -> None:
    text = DECISION.rstrip() + "\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT,\nPhụ lục I\nDANH MỤC SÁCH\n1. Truyện.\n"
    assert [one.kind for one in read(text).components] == ["main", "annex"]


@pytest.mark.parametrize(
    "broken",
    ["(Mẫu số 05 tại\nPhụ lục\nban hành kèm", "hạt đã kê theo\nMẫu số 02.\nvà các", "hạt tại\n\nPhụ lục I\n\nvà cây"],
)
def test_an_annex_named_at_the_edge_of_a_wrapped_line_opens_no_component(broken: str) -> None:
    annex = f"PHỤ LỤC I\nDANH MỤC\nI. GIEO HẠT\n1. Đơn xin gieo {broken} theo Nghị định.\n2. Bản kê.\nII. CÂY\n1. Ổi.\n"
    document = read(DECISION + annex)
    assert [one.kind for one in document.components] == ["main", "annex"]
    assert (document.components[1].counts["section"], document.components[1].counts["clause"]) == (2, 3)


def test_annexes_of_a_text_without_articles_are_components_below_its_signature() -> None:
    text = (
        "KẾ HOẠCH\nTrồng cây\n\nI. MỤC TIÊU\n1. Xanh.\nTM. ỦY BAN\nCHỦ TỊCH\n"
        "Lê Thị Giả Định\n\nPHỤ LỤC I\nDANH MỤC CÂY\n1. Bàng.\n"
    )
    assert [one.kind for one in read(text).components] == ["main", "annex"]


def test_an_attached_text_keeps_its_own_signature_block() -> None:
    text = DECISION + "QUY CHẾ\nX\n(Kèm theo Quyết định số 1/QĐ-X)\nĐiều 1. A\nĐiều 2. B\nTM. ỦY BAN\nCHỦ TỊCH\n"
    assert [one.body[-1].kind for one in read(text).components] == ["signature", "signature"]


def test_a_table_over_two_pages_is_two_tables_around_the_edge_and_no_word_of_the_clause() -> None:
    text = "Điều 1. Bảng\n| A | B |\n| 1 | 2 |\n- 3 -\n| 3 | 4 |\n| 5 | 6 |\nĐiều 2. C\n"
    assert [leaf.kind for leaf in read(text).leaves()] == ["paragraph", "table", "furniture", "table", "article"]


# Numbers that only look like headings, and headings that hardly look like ones


@pytest.mark.parametrize("first", ["Điều 1.", "Điều l.", "Điều  1. "])
def test_articles_that_run_on_are_found_with_a_misread_one_and_with_doubled_blanks(first: str) -> None:
    text = f"Chương I\nQUY ĐỊNH CHUNG  {first} Phạm vi của chợ. Điều 2. Giờ chợ mở sớm. Điều 3. Rác thì dọn ngay."
    assert articles(text) == [("1", "2", "3")]


def test_a_part_of_an_act_whose_first_articles_are_lost_keeps_the_articles_it_has() -> None:
    assert articles("Điều 7. A\nX.\nĐiều 8. B\nY.\nĐiều 9. C\nZ.") == [("7", "8", "9")]


def test_an_amount_in_brackets_that_begins_a_line_is_no_clause() -> None:
    text = "Điều 1. A\n1. Có sân;\n2. Có cân;\n3. Bán từ năm\n(05) năm trở lên;\n4. Có sổ.\nĐiều 2. B\nC."
    assert [one.num for one in nodes(read(text))["art_1"].children if one.kind == "clause"] == ["1", "2", "3", "4"]


def test_rows_of_a_table_between_blank_lines_are_no_clauses() -> None:
    rows = "1. Hệ số như sau:\n\nSTT Chức vụ Hệ số\n\n1 Chủ chợ 0,4 0,3\n\n2 Phó chủ chợ 0,3 0,2\n\n3 Thủ quỹ 0,2 0,1"
    text = f"Điều 1. A\n\n{rows}\n\n2. Hệ số khác.\n\nĐiều 2. B\n\nC."
    assert [one.num for one in nodes(read(text))["art_1"].children if one.kind == "clause"] == ["1", "2"]


def test_a_point_with_the_mark_of_a_note_is_a_point() -> None:
    text = "VĂN BẢN HỢP NHẤT\nĐiều 1. A\n1. Gồm:\na)5 Mưa;\nb)[6] Bão;\nđ)\nĐiều 2. B\nC."
    assert {"art_1__cl_1__point_a", "art_1__cl_1__point_b"} <= set(nodes(read(text)))
