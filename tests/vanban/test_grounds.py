"""The story of grounds: each is one citation, with or without a number; who proposed the act is no ground."""

from __future__ import annotations

from datetime import date

import vanban
from vanban.model import Citation

HEAD = """TỈNH ỦY BÌNH MINH
*
ĐẢNG CỘNG SẢN VIỆT NAM
Số 12-QĐ/TU
Bình Minh, ngày 05 tháng 3 năm 2031

QUY ĐỊNH
về tưới cây (hư cấu)

"""
BODY = "\n\nĐiều 1. Tưới cây\nTưới mỗi ngày.\n"


def grounds(preamble: str, name: str = "a.txt") -> tuple[Citation, ...]:
    return vanban.read((HEAD + preamble + BODY).encode(), name=name).based_on


def test_a_ground_without_a_number_keeps_its_words() -> None:
    rules, working, law = grounds(
        "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;\n- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XX;\n"
        "- Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"
    )
    assert (rules.type, rules.number) == ("Điều lệ Đảng Cộng sản Việt Nam", None)
    assert (working.type, working.number, working.title) == ("Quy chế", None, "làm việc")
    assert (law.type, law.number, law.date) == ("Luật Tổ chức chính quyền địa phương", None, date(2015, 6, 19))


def test_several_works_in_one_ground_are_several_grounds() -> None:
    found = grounds(
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam; Quy chế làm việc của Tỉnh ủy;\n"
        "Căn cứ Nghị định số 9901/2030/NĐ-CP ngày 01 tháng 02 năm 2030;"
        " Nghị định số 9902/2030/NĐ-CP sửa đổi Nghị định số 9901/2030/NĐ-CP;\n"
    )
    assert [one.number for one in found] == [None, None, "9901/2030/NĐ-CP", "9902/2030/NĐ-CP"]


def test_who_proposed_or_reported_is_no_ground() -> None:
    found = grounds(
        "Căn cứ Luật Chuông gió số 901/2030/QH17;\n"
        "Theo đề nghị của Ban Tổ chức tại Tờ trình số 12-TTr/BTC ngày 01/02/2031;\n"
        "Xét đề nghị của Văn phòng;\nSau khi xem xét Báo cáo số 3-BC/VP;\n"
    )
    assert [one.number for one in found] == ["901/2030/QH17"]


def test_a_plan_is_based_on_what_it_carries_out() -> None:
    found = grounds("Thực hiện Kết luận số 9002-KL/TW ngày 01/02/2031 của Ban Bí thư, Ban Thường vụ quy định như sau:")
    assert [(one.number, one.issuer) for one in found] == [("9002-KL/TW", "Ban Bí thư")]


def test_a_ground_broken_over_lines_and_marked_slanted_is_one() -> None:
    found = grounds(
        "*Căn cứ Luật Tổ chức chính\nquyền địa phương số 72/2025/QH15;*\n\n"
        "*Căn cứ Luật Chuông gió\nsố 901/2030/QH17;*\n",
        "a.md",
    )
    assert [one.number for one in found] == ["72/2025/QH15", "901/2030/QH17"]


def test_grounds_on_one_line_as_scans_give_them_are_told_apart() -> None:
    found = grounds(
        "Căn cứ Luật Chuông gió số 901/2030/QH17; Căn cứ Luật Diều số 902/2030/QH17; Theo đề nghị của Văn phòng;"
    )
    assert [one.number for one in found] == ["901/2030/QH17", "902/2030/QH17"]


def test_every_ground_lies_where_its_span_says() -> None:
    text = HEAD + "Căn cứ tình hình thực tế của địa phương;\nCăn cứ Luật Chuông gió số 901/2030/QH17;" + BODY
    document = vanban.read(text.encode(), name="a.txt")
    assert [document.text[slice(*one.span)] for one in document.based_on] == [
        "tình hình thực tế của địa phương",
        "Luật Chuông gió số 901/2030/QH17",
    ]
