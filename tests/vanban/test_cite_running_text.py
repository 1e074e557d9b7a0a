"""The story of `cite` in running text: where places, names, numbers and titles end, and what cites nothing."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Citation


def only(text: str) -> Citation:
    found = vanban.cite(text)
    assert len(found) == 1, found
    return found[0]


def places(text: str) -> list[tuple[str | None, ...]]:
    return [(one.chapter, one.article, one.clause, one.point) for one in vanban.cite(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các điểm a và b khoản 1, điểm d khoản 2 Điều 5 Luật Tố cáo",
            [(None, "5", "1", "a"), (None, "5", "1", "b"), (None, "5", "2", "d")],
        ),
        (
            "khoản 1 Điều 5 và khoản 3 Điều 7 Nghị định số 9030/2020/NĐ-CP",
            [(None, "5", "1", None), (None, "7", "3", None)],
        ),
        (
            "các Điều 3, 4 và 12a Luật Tố cáo",
            [(None, "3", None, None), (None, "4", None, None), (None, "12a", None, None)],
        ),
        ("các khoản từ 1 đến 3 Điều 5 Luật Tố cáo", [(None, "5", str(number), None) for number in (1, 2, 3)]),
        ("điểm a đến điểm d khoản 2 Điều 5 Luật Tố cáo", [(None, "5", "2", letter) for letter in "abcd"]),
        ("Điều 5 khoản 2 điểm a Luật Tố cáo", [(None, "5", "2", "a")]),
        ("Mục 2 Chương III Nghị định này", [("III", None, None, None)]),
        ("Chương II, Chương III Luật Tố cáo", [("II", None, None, None), ("III", None, None, None)]),
        ("điểm 2.1 khoản 2 Điều 5 Luật Tố cáo", [(None, "5", "2", "2.1")]),
        ("khoản 1 và khoản 2 Điều này", [(None, None, "1", None), (None, None, "2", None)]),
        ("điểm a khoản Điều 2 Luật Tố cáo", [(None, "2", None, "a")]),
    ],
)
def test_places_are_read_in_every_order(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert places(f"theo {text}.") == expected
    assert len({(one.span, one.group) for one in vanban.cite(f"theo {text}.")}) == 1


def test_complete_places_without_a_document_stand_by_themselves() -> None:
    found = vanban.cite("tại khoản 1 Điều 7; Điều 8 và điểm a khoản 2 Điều 9 và Điều 11.")
    assert [one.text for one in found] == ["khoản 1 Điều 7", "Điều 8", "điểm a khoản 2 Điều 9", "Điều 11"]


def test_places_of_this_article_stand_apart_from_those_of_another_document() -> None:
    found = vanban.cite("theo khoản 2 Điều này và Điều 5 Nghị định số 9030/2020/NĐ-CP")
    assert [(one.text, one.target) for one in found] == [
        ("khoản 2 Điều này", "self"),
        ("Điều 5 Nghị định số 9030/2020/NĐ-CP", "other"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chương II\nQUY ĐỊNH CỤ THỂ\n\nĐiều 5. Giờ họp\n1. Họp buổi sáng.",
        "Họp xong thì về.\nĐiều 6\nGiờ nghỉ",
        "“Điều 35a. Giờ nghỉ",
        "QUY ĐỊNH CHUNG Điều 1. Phạm vi điều chỉnh",
        "Luật số: 9024/2018/QH14",
        "CÔNG BÁO/Số 242/Ngày 22-04-2026",
        "xử lý kỷ luật đối với cán bộ",
        "Kế hoạch 5 năm, khoản 5 tỷ đồng và 10 điểm",
        "Nghị định này quy định về chợ phiên.",
        "theo Mẫu số 01 Phụ lục II ban hành kèm theo Nghị định này",
    ],
)
def test_headings_headers_and_common_words_cite_nothing(text: str) -> None:
    assert vanban.cite(text) == []


def test_an_article_at_the_end_of_a_sentence_is_no_heading() -> None:
    assert places("thực hiện theo quy định tại\nĐiều 5.\nNgười bán ghi sổ.") == [(None, "5", None, None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật tổ chức Chính phủ ngày 19 tháng 6 năm 2015", "Luật tổ chức Chính phủ"),
        ("nêu tại Luật Tố cáo Người bán ghi sổ", "Luật Tố cáo"),
        ("của Luật Tố cáo hết hiệu lực kể từ ngày", "Luật Tố cáo"),
        (
            "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Kế toán, Luật Giá và Luật Dự trữ quốc gia số 9056/2024/QH15",
            "Luật sửa đổi, bổ sung một số điều của Luật Kế toán, Luật Giá và Luật Dự trữ quốc gia",
        ),
        ("theo Luật Chợ phiên, họp và bán hàng rong số 9012/2027/QH16", "Luật Chợ phiên, họp và bán hàng rong"),
    ],
)
def test_the_name_of_a_law_ends_where_it_ends(text: str, name: str) -> None:
    assert only(text).type == name


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (
            "Nghị định số 921/2024/NĐ-CP ngày 23 \ntháng 02 năm 2024 của Chính phủ quy định chi tiết việc họp được sửa",
            "Chính phủ",
            "quy định chi tiết việc họp",
        ),
        (
            "Quyết định số 9019/QĐ-SNV của Giám đốc Sở Nội vụ tỉnh Mơ về họp chợ;",
            "Giám đốc Sở Nội vụ tỉnh Mơ",
            "họp chợ",
        ),
        ("Chỉ thị số 48-CT/TW của Ban Bí thư về họp chợ, Ban Thường vụ yêu cầu", "Ban Bí thư", "họp chợ"),
        ("QUY ĐỊNH SỐ 9377-QĐ/TW NGÀY 08/10/2025 CỦA BỘ CHÍNH TRỊ VỀ HỌP CHỢ", "BỘ CHÍNH TRỊ", "HỌP CHỢ"),
        ("Quyết định số 9019/QĐ-UBND của Uỷ ban nhân dân tỉnh Mơ", "Uỷ ban nhân dân tỉnh Mơ", None),
    ],
)
def test_issuer_and_title_end_before_what_is_said_of_the_document(text: str, issuer: str, title: str | None) -> None:
    found = vanban.cite(text)[0]
    assert (found.issuer, found.title) == (issuer, title)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nghị định số 9030/2020/NĐ-CP, số 9031/2020/NĐ-CP", ["9030/2020/NĐ-CP", "9031/2020/NĐ-CP"]),
        ("Nghị định số 48-CP và Quyết định số 217-HĐBT", ["48-CP", "217-HĐBT"]),
        ("nêu tại Quy định 377 để cụ thể hóa", ["377"]),
        ("Báo cáo thẩm tra số 414/BC-UBPL", ["414/BC-UBPL"]),
    ],
)
def test_numbers_of_old_short_and_listed_forms_are_read(text: str, numbers: list[str]) -> None:
    assert [one.number for one in vanban.cite(text)] == numbers


def test_numbers_that_share_their_letters_are_one_group() -> None:
    found = vanban.cite("theo các Kết luận số 9187, 9188 và 9190-KL/TW ngày 29/8/2025 của Bộ Chính trị;")
    assert [one.number for one in found] == ["9187-KL/TW", "9188-KL/TW", "9190-KL/TW"]
    assert len({(one.span, one.group, one.date, one.issuer) for one in found}) == 1
    assert [one.number for one in vanban.cite("Quyết định số 22, 24/QĐ-UBND", as_written=True)] == ["22/QĐ-UBND"]


def test_whole_numbers_in_a_list_stand_by_themselves() -> None:
    found = vanban.cite("các Kết luận số 9121-KL/TW, 9126-KL/TW và 9127-KL/TW của Ban Bí thư")
    assert [(one.text, one.number) for one in found][:2] == [
        ("Kết luận số 9121-KL/TW", "9121-KL/TW"),
        ("9126-KL/TW", "9126-KL/TW"),
    ]
    assert (found[2].number, found[2].issuer) == ("9127-KL/TW", "Ban Bí thư")


def test_clauses_that_climb_to_their_article_never_belong_to_the_article_before() -> None:
    text = "khoản 2 Điều 5, khoản 2 và khoản 3 Điều 6, khoản 1 Điều 9 và khoản 2 Điều 10 Luật Tố cáo"
    assert [one[1:3] for one in places(text)] == [("5", "2"), ("6", "2"), ("6", "3"), ("9", "1"), ("10", "2")]
    assert places("Điều 5, khoản 2 và khoản 3 Điều 6 Luật Tố cáo")[0] == (None, "5", None, None)


def test_a_section_beside_articles_belongs_to_the_words_only() -> None:
    assert [one[1] for one in places("Mục 2, Điều 9 và Điều 11 Thông tư số 9026/2016/TT-BTC")] == ["9", "11"]


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        ("tiền lương của Bảo hiểm xã hội Việt Nam, Đài Truyền hình Việt Nam, Quỹ Mây", ". Từ nay"),
        ("thi hành án", ", Bộ Tư pháp đề nghị các nơi"),
        ("thi hành án", ", Bộ Tư pháp, Bộ Công an đề nghị các nơi"),
        ("chợ phiên", " và hướng dẫn của Bộ Công Thương"),
        ("chợ phiên", ", cụ thể: mở cửa sớm"),
        ("chợ phiên", " (Thông tư số 9001/2020/TT-BCT)"),
        ("việc công bố thủ tục hành chính được thay thế lĩnh vực chợ", ". Từ nay"),
        ("chợ phiên", " được thay thế bởi Thông tư số 9002/2021/TT-BCT"),
    ],
)
def test_a_title_ends_where_something_else_is_said(title: str, behind: str) -> None:
    text = f"Theo Thông tư số 9001/2020/TT-BCT ngày 1/2/2020 của Bộ Công Thương về {title}{behind}"
    assert vanban.cite(text)[0].title == title


def test_an_amending_title_names_all_the_acts_it_amends() -> None:
    amended = "sửa đổi một số điều của Nghị định số 9051/2016/NĐ-CP về lương và Nghị định số 9052/2016/NĐ-CP về thưởng"
    assert only(f"Nghị định số 9021/2024/NĐ-CP ngày 1/2/2024 của Chính phủ {amended};").title == amended


def test_an_amending_act_beside_another_is_no_part_of_its_title() -> None:
    amends = "sửa đổi một số điều của Nghị định số 9051/2016/NĐ-CP"
    found = vanban.cite(
        f"Nghị định số 9065/2022/NĐ-CP ngày 1/2/2022 của Chính phủ {amends} về chợ và Nghị định số 9008/2023/NĐ-CP"
        " ngày 5/3/2023 của Chính phủ sửa đổi, bổ sung một số điều tại các Nghị định về chợ;"
    )
    assert [one.number for one in found] == ["9065/2022/NĐ-CP", "9008/2023/NĐ-CP"]


def test_a_title_may_hold_a_semicolon_where_one_work_is_spoken_of() -> None:
    title = "hướng dẫn cơ chế tài chính của chợ; xử lý tài sản khi chợ dời đi"
    work = f"Thông tư số 9056/2022/TT-BTC ngày 1/9/2022 của Bộ trưởng Bộ Tài chính {title}"
    assert only(f"Căn cứ {work};\nCăn cứ đề nghị của ông chủ chợ;").title == title
    assert only(f"Sửa đổi một số điều của {work}").title == title
    assert only("Theo Thông tư số 9056/2022/TT-BTC về chợ; xử lý rác sau phiên.").title == "chợ"


def test_a_day_that_was_left_open_hides_neither_issuer_nor_title() -> None:
    found = only("Nghị định số 9091/2017/NĐ-CP ngày 31 tháng năm 2017 của Chính phủ quy định chi tiết về chợ;")
    assert (found.date, found.issuer, found.title) == (None, "Chính phủ", "quy định chi tiết về chợ")


def test_a_form_with_a_number_is_no_report() -> None:
    assert vanban.cite("Thay thế Biểu mẫu báo cáo số 1 như sau") == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Nghị định số 1 13/2017/NĐ-CP", "113/2017/NĐ-CP"),
        ("Thông tư số 0\n6/2018/TT-\nBTC", "06/2018/TT-BTC"),
        ("Luật số 93⁄2025/QH15", "93/2025/QH15"),
    ],
)
def test_a_number_that_print_has_torn_is_put_together(written: str, number: str) -> None:
    assert only(f"theo {written} thì").number == number


@pytest.mark.parametrize("text", ["Kế hoạch 2026: 30 chợ", "KẾT LUẬN 1. Ưu điểm", "Phần III. KẾT LUẬN 1: tốt"])
def test_a_year_or_a_heading_is_no_number(text: str) -> None:
    assert vanban.cite(text) == []


def test_a_title_whose_line_breaks_off_goes_on() -> None:
    text = "Nghị quyết số 9281/NQ-CP ngày 15/9/2025 của Chính phủ ban hành\nChương trình dựng chợ;"
    assert only(text).title == "ban hành Chương trình dựng chợ"
