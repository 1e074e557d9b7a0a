"""Cite: what a wording names is found in the corpus, whichever of the two came first, and never by a guess."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus import papers
from tests.corpus.laws import ENDS_OLD, NEW, OLD, decree, imported, law, named
from tests.factories import NOW, Four
from thongsuot.corpus.actions.correcting import correct_fact
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.corpus.models import CitedWork

pytestmark = pytest.mark.django_db(databases="__all__")

BY_NUMBER = "Làm theo khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14."
BY_NAME = "Làm theo khoản 1 Điều 2 Luật Cây xanh."
LAW_OF_2020 = {"Luật Cây xanh 8/2020/QH14": "8/2020/QH14"}


def test_the_cited_document_may_come_first() -> None:
    law(NEW)
    assert named(decree(BY_NUMBER)) == LAW_OF_2020


def test_the_citing_document_may_come_first() -> None:
    citing = decree(BY_NUMBER)
    assert named(citing) == {"Luật Cây xanh 8/2020/QH14": None}
    law(NEW)
    assert named(citing) == LAW_OF_2020


def test_a_second_wording_of_the_cited_document_changes_nothing() -> None:
    law(NEW)
    citing = decree(BY_NUMBER)
    second = law(NEW, end="2. Sổ cũ vẫn dùng.\n")
    assert second.ordinal == 2
    assert named(citing) == LAW_OF_2020


def test_a_second_wording_of_the_citing_document_has_its_own_citations() -> None:
    law(NEW)
    first, second = decree(BY_NUMBER), decree("Làm theo lời hẹn.")
    assert second.work == first.work
    assert named(first) == LAW_OF_2020
    assert named(second) == {}


def test_what_one_mention_leaves_out_another_says() -> None:
    law(OLD)
    law(NEW)
    citing = decree(BY_NAME, grounds="Căn cứ Luật Cây xanh ngày 13 tháng 11 năm 2020;\n")
    assert named(citing) == {"Luật Cây xanh": "8/2020/QH14"}
    assert CitedWork.objects.get(expression=citing).mentions == 2


@pytest.mark.parametrize(
    ("words", "number"), [("năm 2006.", "5/2006/QH11"), ("2020;", "8/2020/QH14"), ("năm 2019", None)]
)
def test_a_year_behind_the_name_decides(words: str, number: str | None) -> None:
    law(OLD)
    law(NEW)
    assert named(decree(f"Làm theo Luật Cây xanh {words}")) == {"Luật Cây xanh": number}


def test_of_two_laws_of_one_name_none_is_taken_while_both_may_be_in_force() -> None:
    law(OLD)
    law(NEW)
    assert named(decree(BY_NAME)) == {"Luật Cây xanh": None}


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_of_two_laws_of_one_name_the_one_in_force_is_taken_in_whatever_order_they_came(order: tuple[int, ...]) -> None:
    bring = (lambda: law(OLD), lambda: law(NEW, end=ENDS_OLD), lambda: decree(BY_NAME))
    brought = {place: bring[place]() for place in order}
    assert named(brought[2]) == {"Luật Cây xanh": "8/2020/QH14"}


def test_before_the_new_law_is_in_force_its_name_means_the_old_one() -> None:
    law(OLD)
    law(NEW, end=ENDS_OLD)
    assert named(decree(BY_NAME, number="2/2021/NĐ-CP", day="05 tháng 3 năm 2021")) == {"Luật Cây xanh": "5/2006/QH11"}


def test_a_law_is_not_what_an_older_text_means() -> None:
    law(NEW)
    assert named(decree(BY_NAME, number="2/2019/NĐ-CP", day="05 tháng 3 năm 2019")) == {"Luật Cây xanh": None}


def test_a_number_of_another_day_is_another_document() -> None:
    law(NEW)
    assert named(decree("Theo Luật số 8/2020/QH14 ngày 01 tháng 01 năm 2020.")) == {"Luật 8/2020/QH14": None}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (f"Quy định số {papers.NUMBER} ngày 12-10-2026", papers.NUMBER),
        (f"Quy định số {papers.NUMBER} của Thành ủy An Hải", papers.NUMBER),
        (f"Quy định số {papers.NUMBER}", None),
        (f"Quy định số {papers.NUMBER} ngày 12-10-2025", None),
        (f"Quy định số {papers.NUMBER} của Thành ủy Bình Minh", None),
        (f"Quyết định số {papers.NUMBER} ngày 12-10-2026", None),
    ],
)
def test_a_number_that_every_office_counts_needs_its_day_or_its_issuer(words: str, number: str | None) -> None:
    imported(papers.TEXT)
    assert list(named(decree(f"Làm theo {words}.")).values()) == [number]


def test_two_offices_with_one_number_on_one_day_leave_it_open() -> None:
    citing = decree(f"Làm theo Quy định số {papers.NUMBER} ngày 12-10-2026.")
    imported(papers.TEXT)
    assert list(named(citing).values()) == [papers.NUMBER]
    imported(papers.TEXT.replace("THÀNH ỦY AN HẢI", "THÀNH ỦY BÌNH MINH").replace("Thành ủy", "Thành ủy Bình Minh"))
    assert list(named(citing).values()) == [None]


def test_a_text_written_in_place_of_another_is_found_by_such_texts_only() -> None:
    law(NEW, is_stand_in=True)
    assert named(decree(BY_NUMBER)) == {"Luật Cây xanh 8/2020/QH14": None}


def test_a_number_set_right_by_hand_is_found_at_once(four: Four) -> None:
    citing = decree(BY_NUMBER)
    cited = law({**NEW, "number": "88/2020/QH14"})
    assert named(citing) == {"Luật Cây xanh 8/2020/QH14": None}
    correct_fact(cited.pk, fixes=Fixes({"number": "8/2020/QH14"}), by=four.cuc, now=NOW)
    assert named(citing) == LAW_OF_2020
    correct_fact(cited.pk, fixes=Fixes({"number": "88/2020/QH14"}), by=four.cuc, now=NOW)
    assert named(citing) == {"Luật Cây xanh 8/2020/QH14": None}


def test_a_consolidated_text_does_not_bear_the_name_of_the_law() -> None:
    law({**NEW, "number": "8/VBHN-VPQH"})
    assert named(decree(BY_NAME)) == {"Luật Cây xanh": None}
    assert date(2020, 11, 13) not in CitedWork.objects.values_list("issued_on", flat=True)
