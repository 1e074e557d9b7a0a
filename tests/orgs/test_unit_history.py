"""The history of a unit: what it was called and where it stood on any day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import NOW, Four, make_four
from thongsuot.orgs.actions.units import move_unit, rename_unit
from thongsuot.orgs.queries.history import history_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def four() -> Four:
    """The ward took its name on 1 March, the cell left it on 1 June."""
    four = make_four()
    rename_unit(four.ward.pk, name="Phường Bến Mới", kind="ward", on=date(2026, 3, 1), by=four.cuc, now=NOW)
    move_unit(four.cell.pk, under=four.other_ward.pk, on=date(2026, 6, 1), by=four.cuc, now=NOW)
    return four


@pytest.mark.parametrize(
    ("day", "chain"),
    [
        (date(2025, 6, 30), []),
        (date(2025, 7, 1), ["Thành phố An Hải", "Phường Bến Đá", "Chi bộ Khu phố 3"]),
        (date(2026, 2, 28), ["Thành phố An Hải", "Phường Bến Đá", "Chi bộ Khu phố 3"]),
        (date(2026, 3, 1), ["Thành phố An Hải", "Phường Bến Mới", "Chi bộ Khu phố 3"]),
        (date(2026, 6, 1), ["Thành phố An Hải", "Xã Đắk Lơ Rang", "Chi bộ Khu phố 3"]),
    ],
)
def test_the_chain_of_names_is_that_of_the_day(four: Four, day: date, chain: list[str]) -> None:
    assert history_page("AH-01-03", day=day, by=four.cuc).chain == chain


def test_stages_stand_newest_first_without_a_gap(four: Four) -> None:
    stages = history_page("AH-01-03", day=None, by=four.cuc).stages
    assert [(stage.above, stage.valid_from, stage.valid_to) for stage in stages] == [
        ("Xã Đắk Lơ Rang", date(2026, 6, 1), None),
        ("Phường Bến Mới", date(2025, 7, 1), date(2026, 5, 31)),
    ]


def test_the_page_answers_for_a_day_and_says_what_is_no_day(four: Four) -> None:
    client = Client()
    client.force_login(four.cuc.person)
    assert "Thành phố An Hải › Phường Bến Đá › Chi bộ Khu phố 3" in (
        client.get("/don-vi/AH-01-03/qua-trinh/?ngay=1/2/2026").content.decode()
    )
    assert "Ghi ngày theo dạng" in client.get("/don-vi/AH-01-03/qua-trinh/?ngay=xx").content.decode()
    assert "qua hai thời kỳ" in client.get("/don-vi/AH-01-03/qua-trinh/").content.decode()


def test_strangers_find_no_history(four: Four) -> None:
    client = Client()
    client.force_login(four.an.person)
    assert client.get("/don-vi/AH-01-03/qua-trinh/").status_code == 200
    assert client.get("/don-vi/AH-01/qua-trinh/").status_code == 404
