"""The story of force: the day an act gives for itself, never that of a part of it or of another act."""

from __future__ import annotations

from datetime import date

import pytest

import vanban
from tests.vanban.papers import DECISION

OWN = DECISION.rpartition("Điều 3.")[0]
SIGNED = date(2020, 3, 5)
CLAUSES = {
    "Quyết định này có hiệu lực kể từ ngày ký.": SIGNED,
    "Quyết định này có hiệu lực thi hành từ ngày ký ban hành.": SIGNED,
    "Quyết định này có hiệu lực thi hành kể từ ngày ký và thay thế Quyết định số 1/QĐ-A ngày 01 tháng "
    "01 năm 2001.": SIGNED,
    "Quyết định có hiệu lực kể từ ngày ký.": SIGNED,
    "Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025.": date(2025, 7, 1),
    "Quyết định này có hiệu lực thi hành từ ngày 01/7/2025 và thay thế Quyết định số 1/QĐ-A.": date(2025, 7, 1),
    "Quyết định này có hiệu lực kể từ 01/7/2025.": date(2025, 7, 1),
    "Quyết định này có hiệu lực từ 0 giờ ngày 01-7-2025.": date(2025, 7, 1),
    "Quyết định này có hiệu lực thi hành sau 45 ngày kể từ ngày ký ban hành.": date(2020, 4, 19),
    "Quyết định này có hiệu lực sau 10 (mười) ngày, kể từ ngày ký.": date(2020, 3, 15),
    "Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025, trừ khoản 2 Điều 2 có hiệu lực từ ngày 01 "
    "tháng 01 năm 2030.": date(2025, 7, 1),
    "Khoản 1 Điều 2 của Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2030.\n"
    "2. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025.": date(2025, 7, 1),
    "Quyết định này thay thế Quyết định số 1/QĐ-A ngày 02/02/2002 về chuông và có hiệu lực từ ngày ký.": SIGNED,
    "Quyết định này, các phụ lục kèm theo có hiệu lực từ ngày ký.": SIGNED,
    "Quyết định số 1/QĐ-A ngày 02 tháng 02 năm 2002 hết hiệu lực kể từ ngày 01 tháng 7 năm 2025.": None,
    "Luật Chuông gió có hiệu lực từ ngày 01 tháng 7 năm 2025 thì thực hiện theo luật.": None,
    "Việc treo trước ngày Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025 thì giữ nguyên.": None,
    "Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.": None,
    "Thông báo cho mọi người biết.": None,
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_clause_says_when_the_act_is_in_force(clause: str) -> None:
    text = f"{OWN}Điều 3. Hiệu lực thi hành\n1. {clause}\n"
    assert vanban.read(text.encode(), name="a.txt").in_force_from == CLAUSES[clause]


def test_a_quoted_clause_is_that_of_another_act() -> None:
    quoted = (
        "1. Điều 9 được sửa như sau:\n“Điều 9. Hiệu lực\n"
        "Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2030.”.\n"
        "2. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025.\n"
    )
    text = f"{OWN}Điều 3. Sửa đổi và hiệu lực\n{quoted}"
    assert vanban.read(text.encode(), name="a.txt").in_force_from == date(2025, 7, 1)


def test_an_act_without_a_day_of_issue_is_in_force_from_no_known_day() -> None:
    text = f"{OWN}Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n".replace(
        "ngày 05 tháng 3 năm 2020", "ngày    tháng 3 năm 2020"
    )
    assert vanban.read(text.encode(), name="a.txt").in_force_from is None


def test_a_heading_that_runs_on_into_its_first_clause_hides_no_day() -> None:
    text = (
        f"{OWN}Điều 3. Hiệu lực và điều khoản chuyển tiếp 1 Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025.\n"
    )
    assert vanban.read(text.encode(), name="a.txt").in_force_from == date(2025, 7, 1)
