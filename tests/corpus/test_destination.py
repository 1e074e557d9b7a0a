"""Go straight to a citation that a person types, with or without marks."""

from __future__ import annotations

import pytest

from tests.corpus import papers
from tests.corpus.test_cite import imported
from tests.factories import Four
from thongsuot.corpus.queries.destination import destination

pytestmark = pytest.mark.django_db(databases="__all__")

HREF = "/van-ban/akn/vn/act/dang-quy-dinh/2026-10-12/118-qd-tu/"


@pytest.mark.parametrize(
    ("typed", "inner"),
    [
        ("118-QĐ/TU", ""),
        ("118-qd/tu", ""),
        ("Quy định số 118-QĐ/TU", ""),
        ("điểm đ khoản 2 điều 2 quy định 118-QĐ/TU", "~art_2__cl_2__point_dd/"),
        ("DIEM C KHOAN 2 DIEU 2 QUY DINH 118-QD/TU", "~art_2__cl_2__point_c/"),
        ("dieu 3 quy dinh so 118-qd/tu", "~art_3/"),
        ("khoản 9 điều 2 quy định 118-QĐ/TU", "~art_2/"),
        ("chương II quy định 118-QĐ/TU", "~chp_ii/"),
    ],
)
def test_a_typed_citation_leads_to_the_place(typed: str, inner: str, four: Four) -> None:
    imported(papers.TEXT)
    assert destination(typed, four.an) == HREF + inner


@pytest.mark.parametrize("typed", ["", "giữ lời hẹn", "118", "119-QĐ/TU", "điều 2", "chỉ thị 118-QĐ/TU"])
def test_other_words_lead_nowhere(typed: str, four: Four) -> None:
    imported(papers.TEXT)
    assert destination(typed, four.an) is None
