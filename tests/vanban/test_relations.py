"""The story of relations: what an act does to others by its own words, all of a list, nothing that others did."""

from __future__ import annotations

from datetime import date

import pytest

import vanban

HEAD = """BỘ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 9901/2031/TT-BYT
Hà Nội, ngày 05 tháng 3 năm 2031

THÔNG TƯ
{title}

Căn cứ Luật Chuông gió số 901/2030/QH17 được sửa đổi, bổ sung bởi Luật số 902/2030/QH17;
Căn cứ Nghị định số 9/2029/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 8/2028/NĐ-CP;

Điều 1. Treo chuông
Chuông treo ở cổng.
Điều 2. Hiệu lực thi hành
{clause}
"""
CLAUSES = {
    "1. Thông tư này thay thế Thông tư số 1/2020/TT-BYT ngày 01 tháng 01 năm 2020.": ["replaces 1/2020/TT-BYT"],
    "1. Thông tư này có hiệu lực kể từ ngày ký và thay thế Thông tư số 1/2020/TT-BYT.": ["replaces 1/2020/TT-BYT"],
    "1. Bãi bỏ Thông tư số 1/2020/TT-BYT về chuông; Thông tư số 2/2021/TT-BYT về diều.": [
        "repeals 1/2020/TT-BYT",
        "repeals 2/2021/TT-BYT",
    ],
    "1. Bãi bỏ các Thông tư sau:\na) Thông tư số 1/2020/TT-BYT về chuông;\nb) Thông tư số 2/2021/TT-BYT về diều.": [
        "repeals 1/2020/TT-BYT",
        "repeals 2/2021/TT-BYT",
    ],
    "1. Bãi bỏ các Quyết định số 1/QĐ-BYT ngày 01/02/2020 về chuông; số 2/QĐ-BYT ngày 02/03/2021 về diều.": [
        "repeals 1/QĐ-BYT",
        "repeals 2/QĐ-BYT",
    ],
    "1. Thông tư số 1/2020/TT-BYT và Thông tư số 2/2021/TT-BYT hết hiệu lực kể từ ngày Thông tư này có hiệu lực.": [
        "repeals 1/2020/TT-BYT",
        "repeals 2/2021/TT-BYT",
    ],
    "1. Sửa đổi, bổ sung khoản 2 Điều 5 Thông tư số 1/2020/TT-BYT như sau:\n“2. Bãi bỏ Thông tư số 7/2017/TT-BYT.”.": [
        "amends 1/2020/TT-BYT"
    ],
    "1. Bãi bỏ cụm từ “chuông đồng” tại Điều 3 Thông tư số 1/2020/TT-BYT.": ["amends 1/2020/TT-BYT"],
    "10. Bãi bỏ văn bản của trưởng thôn trái với Thông tư số 1/2020/TT-BYT, nghị quyết của hội chuông.": [],
    "1. Thực hiện theo Thông tư số 1/2020/TT-BYT được sửa đổi, bổ sung bởi Thông tư số 2/2021/TT-BYT.": [],
    "1. Văn bản dẫn chiếu được thay thế bằng Thông tư số 1/2020/TT-BYT thì theo văn bản mới.": [],
    "1. Bổ sung số lượng chuông đã nêu tại Thông tư số 1/2020/TT-BYT.": [],
}


def relations(title: str, clause: str) -> list[str]:
    document = vanban.read(HEAD.format(title=title, clause=clause).encode(), name="a.txt")
    return [f"{one.kind} {one.target.number or one.target.type}" for one in document.relations]


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_does_to_others_what_its_own_words_say(clause: str) -> None:
    assert relations("Quy định về chuông (hư cấu)", clause) == CLAUSES[clause]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sửa đổi, bổ sung một số điều của Thông tư số 1/2020/TT-BYT về chuông", ["amends 1/2020/TT-BYT"]),
        ("Bãi bỏ Thông tư số 1/2020/TT-BYT", ["repeals 1/2020/TT-BYT"]),
        ("Quy định chi tiết thi hành Luật Chuông gió", ["implements Luật Chuông gió"]),
        ("HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH SỐ 9/2029/NĐ-CP", ["implements 9/2029/NĐ-CP"]),
        ("Về việc treo chuông ở cổng", []),
    ],
)
def test_a_title_says_what_the_act_does(title: str, expected: list[str]) -> None:
    assert relations(title, "Mọi người thực hiện.") == expected


def test_a_consolidated_text_does_nothing_itself() -> None:
    ending = (
        "BỘ Y TẾ\nSố: 5/VBHN-BYT\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 20 tháng 4 năm 2031\nBỘ TRƯỞNG\nLê Thị Mẫu\n"
    )
    clause = f"1. Thông tư này thay thế Thông tư số 1/2020/TT-BYT.\n\n{ending}"
    document = vanban.read(HEAD.format(title="Quy định về chuông", clause=clause).encode(), name="a.txt")
    assert (document.number, document.issued_on) == ("5/VBHN-BYT", date(2031, 4, 20))
    assert document.relations == ()
