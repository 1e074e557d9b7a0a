"""The story of how a page of .pdf is laid out: columns, tables by their lines, and pages that lie on their side."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban.papers import DECISION
from tests.vanban.pdf_files import Look, Ruled, Words, column, pdf

COLUMNS, ROWS = (70, 120, 300, 420), (700, 670, 640, 610)
CELLS = (("TT", "Nội dung", "Mức thu"), ("1", "Phí neo thuyền", "5.000 đồng"), ("a)", "Lệ phí vào bến", "7.000 đồng"))
BEFORE, AFTER = Words("Điều 1. Mức thu như sau:", y=720), Words("2. Khoản sau bảng.", y=580)


def text_of(data: bytes) -> str:
    return vanban.read(data, name="a.pdf").text


def cells(rows: tuple[tuple[str, ...], ...] = CELLS) -> list[list[Words]]:
    """Give the words of a table, row by row, each in its cell."""
    return [
        [Words(word, COLUMNS[at] + 4, ROWS[line] - 18) for at, word in enumerate(row)] for line, row in enumerate(rows)
    ]


def in_one(parts: list[list[Words]]) -> list[Words]:
    return [word for part in parts for word in part]


@pytest.mark.parametrize("drawn", ["boxes", "strokes", "path"])
def test_a_ruled_table_becomes_rows_where_it_stands(drawn: str) -> None:
    page = [BEFORE, *in_one(cells()), AFTER]
    lines = text_of(pdf(page, look=Look([Ruled(COLUMNS, ROWS, drawn)]))).split("\n")
    assert lines == [
        "Điều 1. Mức thu như sau:",
        "| TT | Nội dung | Mức thu |",
        "| 1 | Phí neo thuyền | 5.000 đồng |",
        "| a) | Lệ phí vào bến | 7.000 đồng |",
        "2. Khoản sau bảng.",
    ]


def test_the_rows_of_a_table_are_no_clauses_and_points() -> None:
    article = [Words("Điều 1. Mức thu", y=760), Words("1. Mức thu như sau:", y=740)]
    page = [*article, *in_one(cells()), AFTER]
    document = vanban.read(pdf(page, look=Look([Ruled(COLUMNS, ROWS)])), name="a.pdf")
    assert document.components[0].counts["clause"] == 2
    assert document.components[0].counts["point"] == 0


def test_cells_drawn_column_by_column_stand_in_their_rows_all_the_same() -> None:
    by_columns = [list(part) for part in zip(*cells(), strict=True)]
    page = [BEFORE, *in_one(by_columns), AFTER]
    assert "| 1 | Phí neo thuyền | 5.000 đồng |\n" in text_of(pdf(page, look=Look([Ruled(COLUMNS, ROWS)])))


def test_a_cell_over_two_rows_is_empty_in_the_second_and_one_over_two_columns_is_one() -> None:
    upper, lower = Ruled((70, 120, 420), (700, 670)), Ruled(COLUMNS, (670, 640))
    rest = Ruled((120, 300, 420), (640, 610))
    sides = Ruled((70, 120), (670, 610))
    page = in_one(cells((("TT", "Hạng"), ("1", "Một", "Hai"), ("", "Ba", "Bốn"))))
    text = text_of(pdf([*column("Điều 1. Bảng"), *page], look=Look([upper, lower, rest, sides])))
    assert text.split("\n")[1:] == ["| TT | Hạng |", "| 1 | Một | Hai |", "|  | Ba | Bốn |"]


def test_a_blank_form_keeps_its_empty_rows() -> None:
    page = [BEFORE, *in_one(cells(CELLS[:1])), AFTER]
    assert text_of(pdf(page, look=Look([Ruled(COLUMNS, ROWS)]))).count("\n|  |  |  |") == 2


def test_ruled_boxes_that_only_arrange_the_page_stay_lines() -> None:
    page = [*column("Điều 1. Thi hành"), *in_one(cells((("Nơi nhận:", "TM. ỦY BAN"), ("Như trên", "CHỦ TỊCH"))))]
    assert "|" not in text_of(pdf(page, look=Look([Ruled(COLUMNS[:3], ROWS[:3])])))


def test_a_frame_around_the_page_is_no_table() -> None:
    frame = Ruled((40, 44, 550, 554), (820, 816, 44, 40))
    framed, plain = (text_of(pdf(column(DECISION), look=Look(ruled))) for ruled in ([frame], []))
    assert framed == plain


def test_a_word_that_runs_over_a_line_is_shared_between_its_cells() -> None:
    long = Words("0123456789" * 6, 240, 622, 6)
    text = text_of(pdf([BEFORE, *cells()[0], long], look=Look([Ruled(COLUMNS, ROWS)])))
    assert long.text not in text
    assert long.text in text.replace(" | ", "")


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_on_its_side_reads_like_an_upright_one(turn: int, told: bool) -> None:
    upright = vanban.read(pdf(column(DECISION)), name="a.pdf")
    turned = vanban.read(pdf(column(DECISION), look=Look(turn=turn, told=told)), name="a.pdf")
    assert [line.strip() for line in turned.text.split("\n")] == [line.strip() for line in upright.text.split("\n")]
    assert [step.node.id for step in turned.walk()] == [step.node.id for step in upright.walk()]


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_table_on_its_side_becomes_rows_too(turn: int, told: bool) -> None:
    look = Look([Ruled(COLUMNS, ROWS)], turn, told)
    assert "\n| a) | Lệ phí vào bến | 7.000 đồng |" in text_of(pdf([BEFORE, *in_one(cells())], look=look))


def test_a_word_of_two_fonts_on_a_page_on_its_side_stays_one_word() -> None:
    split = [Words("Nhi", 72, 700), Words("ệm", 90, 700), Words("vụ", 108, 700)]
    assert "Nhiệm vụ" in text_of(pdf([*column(DECISION), *split], look=Look(turn=3)))


def test_a_running_head_that_is_not_turned_with_its_page_is_kept_before_it() -> None:
    head = Words("CÔNG BÁO/Số 12", 40, 60, turn="0 -1 1 0")
    text = text_of(pdf([*column(DECISION), head], look=Look(turn=3)))
    assert text.startswith("CÔNG BÁO/Số 12\nSỞ GIÓ MÂY\n")


COUNTED = (
    ("TT", "Tên hàng", "Đơn vị", "Số lượng"),
    ("1", "Giấy in khổ", "ram", "10"),
    ("2", "Bút bi", "hộp", "25"),
    ("3", "Kẹp giấy", "hộp", "7"),
)


def aligned(rows: tuple[tuple[str, ...], ...], *more: Words, columns: tuple[int, ...] = (72, 110, 280, 380)) -> str:
    words = [
        Words(cell, columns[at], 720 - 30 * line)
        for line, row in enumerate(rows)
        for at, cell in enumerate(row)
        if cell
    ]
    return text_of(pdf([Words("Điều 1. Mua như sau:", y=760), *words, *more]))


@pytest.mark.parametrize("turn", [0, 1])
def test_cells_in_columns_without_lines_become_rows_with_their_wrapped_words(turn: int) -> None:
    words = [
        Words(cell, 72 + 90 * at, 720 - 30 * line) for line, row in enumerate(COUNTED) for at, cell in enumerate(row)
    ]
    page = [Words("Điều 1. Mua như sau:", y=760), *words, Words("lớn A4", 162, 676), Words("2. Khoản sau bảng.", y=590)]
    assert text_of(pdf(page, look=Look(turn=turn))).split("\n") == [
        "Điều 1. Mua như sau:",
        "| TT | Tên hàng | Đơn vị | Số lượng |",
        "| 1 | Giấy in khổ lớn A4 | ram | 10 |",
        "| 2 | Bút bi | hộp | 25 |",
        "| 3 | Kẹp giấy | hộp | 7 |",
        "2. Khoản sau bảng.",
    ]


def test_numbers_set_to_the_right_and_an_empty_cell_leave_the_columns_as_they_are() -> None:
    rows = (*COUNTED[:2], ("2", "Bút bi", "", "2.500"), COUNTED[3])
    words = [Words("1.250", 388, 600), Words("Cộng", 72, 600)]
    assert "| 2 | Bút bi |  | 2.500 |\n| 3 | Kẹp giấy | hộp | 7 |\n| Cộng |  |  | 1.250 |" in aligned(rows, *words)


@pytest.mark.parametrize(
    "rows",
    [
        (("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Như Điều 3;", "CHỦ TỊCH"), ("- Lưu: VT, 15 bản.", "Lê Thị Giả")),
        (("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"), ("XÃ BÌNH MINH", "Độc lập - Tự do"), ("Số: 15/QĐ", "ngày 01 tháng 5")),
        (("NGƯỜI LẬP", "KẾ TOÁN", "CHỦ TỊCH"), ("(Ký)", "(Ký)", "(Ký)"), ("Lê Thị A", "Lê Thị B", "Lê Thị C")),
        (("1. Một.", "2. Hai.", "3. Ba."), ("4. Bốn.", "5. Năm.", "6. Sáu."), ("7. Bảy.", "8. Tám.", "9. Chín.")),
    ],
)
def test_a_letterhead_signatures_and_short_clauses_beside_one_another_are_no_table(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    assert "|" not in aligned(rows, columns=(72, 220, 380))


def test_two_columns_are_read_one_after_the_other() -> None:
    left = column("Điều 1. Trái\n1. Một của trái.\n2. Hai của trái.", 60)
    right = column("Điều 2. Phải\n1. Một của phải.\n2. Hai của phải.", 320)
    lines = text_of(pdf([*left, *right])).split("\n")
    assert lines == [word.text for word in (*left, *right)]


LEFT = """Điều 1. Cột trái nói về chuông gió
1. Khoản một của cột trái rất dài
treo chuông ở cổng và ở sân nhà,
không treo ở nơi đông người qua;
2. Khoản hai của cột trái cũng dài
lau chuông mỗi tháng hai lần, giữ
cho chuông luôn sáng và kêu vang;
3. Khoản ba."""
RIGHT = """Điều 2. Cột phải nói về trống đất
1. Khoản một của cột phải rất dài
đánh trống lúc sáng sớm và tối,
không đánh vào giờ nghỉ trưa ấy;
2. Khoản hai của cột phải cũng dài
phơi trống mỗi tháng hai lần, giữ
cho mặt trống luôn căng và khô;"""


def side_by_side(left: str, right: str) -> list[Words]:
    """Give two columns as some programs write them: line by line over both."""
    pairs = zip_longest(column(left, 60, size=11), column(right, 320, size=11))
    return [word for pair in pairs for word in pair if word]


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_two_columns_written_line_by_line_are_read_one_after_the_other(turn: int) -> None:
    title = Words("QUY ƯỚC VỀ CHUÔNG VÀ TRỐNG CỦA THÔN (HƯ CẤU), IN HAI CỘT TRÊN MỘT TRANG", y=810, size=11)
    text = text_of(pdf([title, *side_by_side(LEFT, RIGHT)], look=Look(turn=turn)))
    assert [line.strip() for line in text.split("\n")] == [title.text, *LEFT.split("\n"), *RIGHT.split("\n")]


def test_short_lines_beside_one_another_stay_together() -> None:
    names = [f"Thôn số {at}" for at in range(1, 13)]
    heads = [f"Ông trưởng thôn thứ {at}, nhiệm kỳ đang giữ chức" for at in range(1, 13)]
    lines = text_of(pdf(side_by_side("\n".join(names), "\n".join(heads)))).split("\n")
    assert lines == [f"{name} {head}" for name, head in zip(names, heads, strict=True)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(60, 540), min_size=2, max_size=6, unique=True),
    st.lists(st.integers(60, 780), min_size=2, max_size=6, unique=True),
    st.lists(st.tuples(st.integers(50, 500), st.integers(50, 790)), max_size=8),
    st.integers(0, 3),
)
def test_no_sign_is_lost_wherever_lines_stand(
    columns: list[int], rows: list[int], places: list[tuple[int, int]], turn: int
) -> None:
    counted = [Words(str(7 * at), columns[0] + 90 * (at % 3), rows[0] - 20 * (at // 3)) for at in range(9)]
    words = [*counted, *(Words(f"chữ{at}", x, y) for at, (x, y) in enumerate(places)), Words("cuối", 72, 20)]
    plain, ruled = (text_of(pdf(words, look=Look(lines, turn))) for lines in ([], [Ruled(columns, rows)]))
    assert Counter("".join(plain.replace("|", "").split())) == Counter("".join(ruled.replace("|", "").split()))
