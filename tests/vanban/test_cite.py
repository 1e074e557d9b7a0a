"""The story of `cite`: every citation with its span, its places and its document, and nothing inferred."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

import vanban
from vanban.model import Citation


def only(text: str) -> Citation:
    found = vanban.cite(text)
    assert len(found) == 1, found
    return found[0]


def places(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.article, one.clause, one.point) for one in vanban.cite(text)]


def test_a_whole_citation_has_every_field_and_its_exact_span() -> None:
    written = "khoản 2 Điều 5 Quy định số 9126-QĐ/TW ngày 28-2-2018 của Bộ Chính trị về “cây xanh”"
    found = only(f"Căn cứ {written};")
    assert (found.text, found.span) == (written, (7, 7 + len(written)))
    assert (found.type, found.number, found.date) == ("Quy định", "9126-QĐ/TW", date(2018, 2, 28))
    assert (found.issuer, found.title) == ("Bộ Chính trị", "cây xanh")
    assert (found.article, found.clause, found.point, found.target) == ("5", "2", None, "other")
    assert found.uri == "/akn/vn/act/dang-quy-dinh/2018-02-28/9126-qd-tw/~art_5__cl_2"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Nghị định số 31 /2019/NĐ-CP", "31/2019/NĐ-CP"),
        ("Nghị định 31/2019/NĐ-CP", "31/2019/NĐ-CP"),
        ("Kết luận số 100 - KL/TW", "100-KL/TW"),
        ("Kết luận số 100–KL/TW", "100-KL/TW"),
        ("Quy định số 01-QĐi/TW", "01-QĐi/TW"),
        ("Quyết định số 798/QĐ-TTg", "798/QĐ-TTg"),
        ("Thông tư liên tịch số 01/2014/TTLT-BTC-BTP", "01/2014/TTLT-BTC-BTP"),
        ("Nghị quyết số 730/2004/NQ-UBTVQH11", "730/2004/NQ-UBTVQH11"),
        ("Hướng dẫn số 45-HD/BTCTW", "45-HD/BTCTW"),
        ("Quy định số 58", "58"),
        ("NGHỊ ĐỊNH SỐ 72/2020/NĐ-CP", "72/2020/NĐ-CP"),
    ],
)
def test_numbers_are_read_in_every_form_and_given_without_stray_spaces(written: str, number: str) -> None:
    found = only(f"theo {written}.")
    assert (found.number, found.text) == (number, written)


@pytest.mark.parametrize(
    "day", ["ngày 05 tháng 3 năm 2020", "5-3-2020", "5.3.2020", "ngày 05/03/2020", "ngày 5\ntháng 3 năm 2020"]
)
def test_dates_are_read_in_every_form(day: str) -> None:
    assert only(f"Nghị định số 30/2020/NĐ-CP {day} của Chính phủ").date == date(2020, 3, 5)


def test_a_day_the_calendar_does_not_know_is_null() -> None:
    assert only("Nghị định số 30/2020/NĐ-CP ngày 31/02/2020").date is None


def test_issuer_and_date_are_never_inferred_from_the_number() -> None:
    found = only("Nghị định số 30/2020/NĐ-CP")
    assert (found.issuer, found.date, found.title) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật Thả diều số 24/2018/QH14", "Luật Thả diều"),
        ("theo Luật Thả diều 24/2018/QH14", "Luật Thả diều"),
        ("Luật Phòng, chống tham nhũng quy định", "Luật Phòng, chống tham nhũng"),
        ("theo Bộ luật Hình sự năm 2015", "Bộ luật Hình sự"),
        ("theo Điều lệ Đảng hiện hành", "Điều lệ Đảng"),
        ("theo Luật Khám bệnh, chữa bệnh số 15/2023/QH15", "Luật Khám bệnh, chữa bệnh"),
    ],
)
def test_a_law_is_cited_by_its_name(text: str, name: str) -> None:
    assert only(text).type == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật Thi dua; khen thưởng hiện hành", "Luật Thi dua; khen thưởng"),
        ("theo Luật Phòng chông tham nhung và quy chế", "Luật Phòng chông tham nhung"),
        ("theo Luật Khám bệnh; chữa bênh số 15/2023/QH15", "Luật Khám bệnh; chữa bênh"),
    ],
)
def test_a_law_is_known_by_its_name_where_a_scan_lost_accents_and_commas(text: str, name: str) -> None:
    assert only(text).type == name


def test_a_title_goes_over_the_semicolon_that_a_scan_put_into_a_law_s_name() -> None:
    title = "quy định chi tiết một số điều của Luật Thi dua; khen thưởng"
    found = only(f"Căn cứ Nghị định số 9091/2017/NĐ-CP của Chính phủ- {title}; Theo đề nghị của Vụ trưởng")
    assert (found.issuer, found.title) == ("Chính phủ", title)


def test_a_word_that_only_looks_like_a_law_s_name_without_its_accents_is_none() -> None:
    assert vanban.cite("Hội Luật gia họp; kỷ luật lao đông; luật dân su thay đổi") == []


def test_two_laws_joined_by_and_are_two() -> None:
    assert [one.type for one in vanban.cite("Luật Khiếu nại và Luật Tố cáo")] == ["Luật Khiếu nại", "Luật Tố cáo"]


@pytest.mark.parametrize(
    "text", ["theo quy định của pháp luật", "Quy định này gồm 5 điều", "ngày 1 tháng 2 năm 2020", "Nghị quyết Đại hội"]
)
def test_common_nouns_cite_nothing(text: str) -> None:
    assert vanban.cite(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khoản 1, 2 và 3 Điều 5 Luật Tố cáo", [("5", "1", None), ("5", "2", None), ("5", "3", None)]),
        ("từ Điều 12 đến Điều 14 của Luật Tố cáo", [("12", None, None), ("13", None, None), ("14", None, None)]),
        ("điểm a, c và đ khoản 2 Điều 9 Luật Tố cáo", [("9", "2", "a"), ("9", "2", "c"), ("9", "2", "đ")]),
        ("khoản 2 và khoản 3 Điều 4", [("4", "2", None), ("4", "3", None)]),
        (
            "điểm a khoản 1, khoản 3 Điều 7 và Điều 9 Luật Tố cáo",
            [("7", "1", "a"), ("7", "3", None), ("9", None, None)],
        ),
        ("điểm a khoản 1 Điều 5, điểm b khoản 2 Điều 6 Luật Tố cáo", [("5", "1", "a"), ("6", "2", "b")]),
        ("Điều 12a", [("12a", None, None)]),
    ],
)
def test_a_list_or_range_gives_one_citation_per_target(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = vanban.cite(text)
    assert places(text) == expected
    assert len({(one.span, one.group) for one in found}) == 1


def test_as_written_gives_one_citation_for_a_list() -> None:
    found = vanban.cite("khoản 1, 2 và 3 Điều 5 Luật Tố cáo", as_written=True)
    assert [(one.clause, one.group) for one in found] == [("1", None)]


@pytest.mark.parametrize("text", ["khoản 2 Điều này", "Điều 5 của Luật này", "khoản 1 Điều 3 Nghị định này", "Điều 7"])
def test_places_of_the_document_itself_point_at_itself(text: str) -> None:
    assert (only(text).target, only(text).number) == ("self", None)


def test_decomposed_text_gives_the_same_citations() -> None:
    text = "theo điểm đ khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ."
    assert vanban.cite(unicodedata.normalize("NFD", text)) == vanban.cite(text)


def test_group_stands_in_json_only_for_lists() -> None:
    assert "group" not in only("Điều 7").to_json()
    assert [one.to_json()["group"] for one in vanban.cite("Điều 7 và Điều 8")] == [1, 1]
