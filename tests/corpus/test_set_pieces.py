"""Set a stored text for reading: paragraphs, numbers, tables, what is set apart, and the outline over all of it."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.corpus.setting.contents import outline
from thongsuot.corpus.setting.paragraphs import Source
from thongsuot.corpus.setting.pieces import Piece, Row, Setting, pieces


def row(text: str, kind: str = "clause", *, said: str | None = None, **values: object) -> Row:
    """Make the row of a text that is one provision; `said` are the words stored for it."""
    given = {"eid": "x", "kind": kind, "num": "", "heading": "", "depth": 0, "component": 0, "start": 0}
    return Row(**{**given, "end": len(text), "text": text if said is None else said, **values})  # type: ignore[arg-type]


def pieces_of(source: Source, rows: Sequence[Row], *titles: str | None) -> tuple[Piece, ...]:
    return pieces(source, rows, range(len(rows)), Setting((None, *titles)))


def paragraphs_of(piece: Piece) -> list[str]:
    return [paragraph.text for paragraph in piece.paragraphs]


def test_markdown_marks_and_broken_lines_are_set_as_words() -> None:
    text = "1. Việc **rất quan trọng mà mỗi tổ dân phố\ncùng làm** trong năm:\n- một;\n- hai."
    (piece,) = pieces_of(Source(text, is_marked=True), [row(text, num="1", said=text.removeprefix("1. "))])
    assert piece.marker == "1."
    assert paragraphs_of(piece) == [
        "Việc rất quan trọng mà mỗi tổ dân phố cùng làm trong năm:",
        "- một;",
        "- hai.",
    ]


def test_a_signature_behind_the_last_article_keeps_its_lines() -> None:
    text = "Điều 3.\nThi hành.\nTM. BAN\nCHỦ TỊCH\nNguyễn Thử"
    (piece,) = pieces_of(Source(text), [row(text, "article", num="3", said=text.removeprefix("Điều 3.\n"))])
    assert paragraphs_of(piece)[1:] == ["TM. BAN", "CHỦ TỊCH", "Nguyễn Thử"]


def test_numbers_are_set_as_written() -> None:
    text = "1- Thứ nhất.\nKhoản viết lạ\n?? ý\nI- Tình hình\n"
    starts = [text.index(word) for word in ("1-", "Khoản", "??", "I-")]
    first, second, heading = pieces_of(
        Source(text),
        [
            row(text, num="1", said="Thứ nhất.", end=starts[1]),
            row(text, num="2", said="", start=starts[1], end=starts[3]),
            row(text, "point", num="a", said="", depth=1, start=starts[2], end=starts[3]),
            row(text, "section", num="I", heading="Tình hình", said="", start=starts[3]),
        ],
    )
    assert (first.marker, second.marker, second.children[0].marker, heading.marker) == ("1-", "2.", "a)", "I-")
    assert heading.label == "I- Tình hình"


def test_a_table_keeps_its_cells_empty_ones_too() -> None:
    text = "| TT | Việc |\n|---|---|\n| 1 | một |\n| | hai | thừa |\n"
    table = pieces_of(Source(text, is_marked=True), [row(text, "table")])[0].table
    assert table is not None
    assert [cell.text for cell in table.head] == ["TT", "Việc", ""]
    assert [[cell.text for cell in cells] for cells in table.rows] == [["1", "một", ""], ["", "hai", "thừa"]]
    assert table.rows[0][0].is_number and not table.rows[0][1].is_number


def test_the_first_row_is_the_head_where_it_names_every_column() -> None:
    named, unnamed = "| STT | Tên loại |\n| 1 | Nghị quyết |\n", "| 1 | Nghị quyết |\n| 2 | Chỉ thị |\n"
    head = pieces_of(Source(named), [row(named, "table")])[0].table
    none = pieces_of(Source(unnamed), [row(unnamed, "table")])[0].table
    assert head is not None and none is not None
    assert [cell.text for cell in head.head] == ["STT", "Tên loại"]
    assert none.head == () and len(none.rows) == 2


def test_a_row_of_cells_outside_a_table_stays_on_one_line() -> None:
    text = "| THÀNH ỦY | ĐẢNG CỘNG SẢN |\nQUY ĐỊNH\n"
    (piece,) = pieces_of(Source(text), [row(text, "preamble")])
    assert paragraphs_of(piece) == ["THÀNH ỦY · ĐẢNG CỘNG SẢN", "QUY ĐỊNH"]


def test_columns_lined_up_by_spaces_keep_their_gaps() -> None:
    lines = ["Phường        2024   2025", "Bến Đá           12     14", "An Hải           10     11"]
    text = "Số liệu như sau:\n" + "\n".join(lines) + "\nHết."
    (piece,) = pieces_of(Source(text), [row(text, "paragraph")])
    assert [paragraph.is_typed for paragraph in piece.paragraphs] == [False, True, False]
    assert piece.paragraphs[1].text.split("\n") == lines


def test_what_the_page_added_stands_apart_from_the_words_around_it() -> None:
    text = "1. Nửa đầu của câu này dài hơn một dòng,\nCÔNG BÁO/Số 7\nnửa sau của câu.\n"
    start, end = text.index("CÔNG"), text.index("nửa sau")
    said = "Nửa đầu của câu này dài hơn một dòng,\nnửa sau của câu."
    strip = row(text, "furniture", said="CÔNG BÁO/Số 7", eid="x__furniture", depth=1, start=start, end=end)
    (piece,) = pieces_of(Source(text), [row(text, num="1", said=said), strip])
    assert paragraphs_of(piece) == ["Nửa đầu của câu này dài hơn một dòng, nửa sau của câu."]
    assert (piece.children[0].kind, paragraphs_of(piece.children[0])) == ("furniture", ["CÔNG BÁO/Số 7"])


def test_a_note_of_the_editors_is_told_from_the_law() -> None:
    text = "[3] Điều này được sửa đổi theo quy định tại khoản 1."
    (piece,) = pieces_of(Source(text), [row(text, "paragraph", num="3", eid="art_1__note_3")])
    assert (piece.kind, piece.marker) == ("note", "[3]")


def test_an_attached_text_stands_under_its_title() -> None:
    text = "Điều 1. Ban hành\nĐiều 1. Tên\n"
    rows = [
        row(text, "article", num="1", said="", end=text.index("\n") + 1),
        row(text, "article", num="1", heading="Tên", said="", eid="att_1__art_1", component=1, start=17),
    ]
    _act, attached, _article = pieces_of(Source(text), rows, "QUY CHẾ làm việc")
    assert attached.is_container and attached.heading == "QUY CHẾ làm việc"
    _first, group = outline(Source(text), rows, [None, "QUY CHẾ làm việc"], {})
    assert (group.label, group.articles, group.entries[0].range) == ("QUY CHẾ làm việc", 1, "Điều 1")


def test_the_title_of_an_attached_text_is_said_once() -> None:
    text = "QUY CHẾ\nlàm việc\n(Ban hành kèm theo Quyết định này)"
    rows = [row("", "article", num="1"), row(text, "preamble", component=1)]
    assert paragraphs_of(pieces_of(Source(text), rows, "QUY CHẾ làm việc")[-1]) == [
        "(Ban hành kèm theo Quyết định này)"
    ]
    assert len(pieces_of(Source(text), rows, "Phụ lục")[-1].paragraphs) == 3
