"""The story of `cite` on a register's source notes: title, date and issuers, and nothing where they are not certain."""

from __future__ import annotations

from datetime import date

import pytest

import vanban
from vanban.model import Citation

IN_FORCE = ", có hiệu lực thi hành kể từ ngày 01/03/2021)"


def first(text: str) -> Citation:
    return vanban.cite(text)[0]


def facts(text: str) -> tuple[str | None, date | None, str | None]:
    found = first(text)
    return (found.title, found.date, found.issuer)


def test_a_source_note_gives_its_title_date_and_issuer_in_one_citation() -> None:
    written = "Điều 4 Thông tư số 91/2021/TT-BXD Quy định việc trồng hoa ven hồ ngày 05/01/2021 của Bộ Xây dựng"
    [found] = vanban.cite(f"({written}{IN_FORCE}")
    assert (found.text, found.span) == (written, (1, 1 + len(written)))
    assert (found.article, found.type, found.number) == ("4", "Thông tư", "91/2021/TT-BXD")
    assert (found.title, found.date) == ("Quy định việc trồng hoa ven hồ", date(2021, 1, 5))
    assert found.issuer == "Bộ Xây dựng"
    assert found.uri == "/akn/vn/act/thong-tu/2021-01-05/91-2021-tt-bxd/~art_4"


@pytest.mark.parametrize(
    "title",
    [
        "về nuôi ong lấy mật",
        "Về nuôi ong lấy mật.",
        "hướng dẫn nuôi ong; thu mật; giữ tổ",
        "Nghị định nuôi ong (bổ sung) tại vườn",
        "Sửa đổi Nghị định số 90/2019/NĐ-CP ngày 02 tháng 4 năm 2019 của Chính phủ về nuôi ong",
        "Hướng dẫn Nghị định số 90/2019/NĐ-CP ngày 2/4/2019 của Chính phủ",
        "Ban hành Quy chế nuôi ong của Bộ Y tế",
    ],
)
@pytest.mark.parametrize("close", [IN_FORCE, ")", " )"])
def test_a_title_is_given_as_registered_up_to_the_notes_own_date(title: str, close: str) -> None:
    note = f"(Điều 2 Nghị định số 93/2020/NĐ-CP {title} ngày 06/07/2020 của Chính phủ{close}"
    assert facts(note) == (title, date(2020, 7, 6), "Chính phủ")


@pytest.mark.parametrize(
    "issuer",
    [
        "Bộ Y tế và Bộ Nội vụ",
        "Bộ Công an, Bộ Quốc phòng, Bộ Y tế và Thanh tra Chính phủ",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Tổng cục Vườn hoa",
    ],
)
def test_issuers_of_a_note_are_given_together_as_written(issuer: str) -> None:
    note = f"(Điều 1 Thông tư liên tịch số 94/2015/TTLT-BYT-BNV Quy định giờ mở cửa vườn ngày 3/8/2015 của {issuer}"
    assert first(note + IN_FORCE).issuer == issuer


def test_a_note_without_a_title_gives_none() -> None:
    assert facts(f"(Điều 6 Nghị định số 95/2020/NĐ-CP{IN_FORCE}") == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 96/2020/NĐ-CP quy định việc tưới cây ngày 06/07/2020 của Chính phủ thì người trồng ghi sổ",
        f"(Nghị định số 96/2020/NĐ-CP Sửa đổi Nghị định số 90/2019/NĐ-CP ngày 02/04/2019 của Chính phủ{IN_FORCE}",
        f"Nghị định số 96/2020/NĐ-CP và Nghị định số 97/2020/NĐ-CP ngày 06/07/2020 của Chính phủ{IN_FORCE}",
        "Nghị định số 96/2020/NĐ-CP quy định tưới cây; Nghị định số 97/2020/NĐ-CP Về ong ngày 6/7/2020 của Bộ Y tế)",
        f"Nghị định số 96/2020/NĐ-CP Quy định việc tưới. Cây trồng ngày 06/07/2020 của Chính phủ{IN_FORCE}",
        f"Nghị định số 96/2020/NĐ-CP\n\nQuy định việc tưới cây ngày 06/07/2020 của Chính phủ{IN_FORCE}",
        f"(Nghị định số 96/2020/NĐ-CP) Quy định việc tưới cây ngày 06/07/2020 của Chính phủ{IN_FORCE}",
        f"Nghị định số 96/2020/NĐ-CP Quy định việc tưới cây ngày 31/02/2020 của Chính phủ{IN_FORCE}",
        f"Nghị định số 96/2020/NĐ-CP Quy định Điều 3 ngày 06/07/2020 của Chính phủ về tưới cây{IN_FORCE}",
    ],
)
def test_a_date_and_an_issuer_that_may_be_anothers_are_not_taken(text: str) -> None:
    found = first(text)
    assert (found.number, found.title, found.date, found.issuer) == ("96/2020/NĐ-CP", None, None, None)


def test_a_list_of_documents_behind_semicolons_stays_a_list() -> None:
    text = "Nghị định số 96/2020/NĐ-CP quy định tưới cây; Nghị định số 97/2020/NĐ-CP Về ong ngày 6/7/2020 của Bộ Y tế)"
    assert [(one.number, one.title) for one in vanban.cite(text)] == [
        ("96/2020/NĐ-CP", None),
        ("97/2020/NĐ-CP", "Về ong"),
    ]
