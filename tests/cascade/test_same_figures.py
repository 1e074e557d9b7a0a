"""One figure everywhere: page, workbook, API, a day gone by and the recount say the same of every unit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, read
from tests.factories import (
    FOUNDED,
    NOW,
    Four,
    make_dissemination,
    make_expression,
    make_four,
    make_person,
    make_seat,
    make_unit,
)
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.audience import deadlines_to_json
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.cells import UnitRow
from thongsuot.cascade.queries.comparison import comparison
from thongsuot.cascade.queries.coverage import coverage, sifted
from thongsuot.cascade.queries.past import AskedDay, past_coverage
from thongsuot.cascade.queries.rows import Asked, asked_from
from thongsuot.cascade.queries.workbook import workbook_of
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import recounting
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.site.wiring import FOLDS

pytestmark = pytest.mark.django_db(**BOTH)

LATER = NOW + timedelta(days=20)  # the ward's day is over, the cells have ten days left
AFTER = NOW + timedelta(days=40)
Figures = dict[str, list[tuple[int, ...]]]  # by unit: of each text opened, owed; read, owed, overdue, late, declined


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"), make_expression("127-QĐ/TW"))


def figures(rows: list[UnitRow]) -> Figures:
    return {
        row.organisation.code: [
            (opened.done, opened.obliged, done.done, done.obliged, done.overdue, done.late, done.declined)
            for opened, done in zip(row.cells[::2], row.cells[1::2], strict=True)
        ]
        for row in rows
    }


def of_page(drive: Dissemination, seat: Seat, now: datetime, unit: Organisation) -> Figures:
    found = coverage(drive.pk, seat, now, unit.code)
    return figures([found.total, *found.rows])


def of_day(drive: Dissemination, seat: Seat, now: datetime, unit: Organisation, day: date | None = None) -> Figures:
    found = past_coverage(drive.pk, seat, now, AskedDay(day or day_of(now), unit.code))
    return figures([found.total, *found.rows]) if found.total else {}


def of_workbook(client: Client, drive: Dissemination, unit: Organisation) -> Figures:
    content = client.get(f"/quan-triet/{drive.pk}/do-phu/{unit.code}/excel/").content
    lines: Any = load_workbook(BytesIO(content)).active.iter_rows(min_row=4, values_only=True)
    found: Figures = {}
    for code, _name, _level, _due, _state, _obliged, *numbers in lines:
        texts = [tuple(numbers[at : at + 7]) for at in range(0, len(numbers), 7)]
        found.setdefault(code, [(one[0], one[1], one[2], one[3], one[4], one[5], one[6]) for one in texts])
    return found


def of_api(token: str, drive: Dissemination, unit: Organisation) -> Figures:
    address = f"/api/v1/disseminations/{drive.pk}/coverage?unit={unit.code}"
    told = Client(headers={"authorization": f"Bearer {token}"}).get(address).json()
    found: Figures = {}
    for row in (told["total"], *told["units"]):
        cells = row["cells"]
        found[row["unit"]] = [
            (o["done"], o["obliged"], r["done"], r["obliged"], r["overdue"], r["late"], r["declined"])
            for o, r in zip(cells[::2], cells[1::2], strict=True)
        ]
    return found


def busy(four: Four, drive: Dissemination) -> None:
    """Let somebody read, somebody leave who had read, and somebody hold two seats."""
    leaver = make_seat(make_person("Đỗ Văn Đi"), four.cell)
    make_seat(four.dung.person, four.cell)
    count_obliged(day_of(timezone.now()))
    read(drive, four.an, leaver, four.dung, now=timezone.now())
    Seat.objects.filter(pk=leaver.pk).update(valid_to=day_of(timezone.now()) - timedelta(days=1))
    count_obliged(day_of(timezone.now()))
    ledger.drain()


def test_page_workbook_api_and_the_day_of_today_agree_and_the_recount_with_them(four: Four) -> None:
    drive = make_dissemination(four.cuc, make_expression("126-QĐ/TW"), make_expression("127-QĐ/TW"))
    long_ago = {level: day_of(timezone.now()) - timedelta(days=3) for level in ("city", "ward", "cell")}
    drive.duties.update(due_on=long_ago["cell"], since=FOUNDED)
    Dissemination.objects.update(deadlines=deadlines_to_json(long_ago), published_at=NOW - timedelta(days=30))
    drive.refresh_from_db()
    busy(four, drive)
    now, cuc = timezone.now(), enter(four.cuc)
    _token, text = issue_api_token(
        name="Một hệ thống", expires_on=day_of(now) + timedelta(days=9), by=four.cuc, now=now
    )
    for unit in (four.city, four.ward, four.cell):
        told = of_page(drive, four.cuc, now, unit)
        assert sum(sum(text) for texts in told.values() for text in texts) > 0
        assert of_day(drive, four.cuc, now, unit) == told
        assert of_workbook(cuc, drive, unit) == told
        assert of_api(text, drive, unit) == told
    assert (recount_obliged(False), recounting.compare(FOLDS)) == ([], [])


def test_a_day_gone_by_says_what_was_said_then(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    then = of_page(drive, four.cuc, NOW, four.city)
    make_seat(unit=four.cell, valid_from=(NOW + timedelta(days=3)).date())
    count_obliged(LATER.date())
    read(drive, four.binh, now=LATER)
    assert of_page(drive, four.cuc, LATER, four.city) != then
    assert of_day(drive, four.cuc, LATER, four.city, NOW.date()) == then


def test_what_was_late_by_its_day_was_not_late_before_it(four: Four, drive: Dissemination) -> None:
    days = {
        day: of_day(drive, four.cuc, AFTER, four.other_ward, (NOW + timedelta(days=day)).date()) for day in (15, 16)
    }
    assert [found[four.other_ward.code][0][4] for found in days.values()] == [0, 1]


def test_a_unit_that_the_drive_reached_later_is_not_in_an_earlier_day(four: Four, drive: Dissemination) -> None:
    late = make_unit("Chi bộ mới", parent=four.ward, valid_from=(NOW + timedelta(days=4)).date())
    make_seat(unit=late, valid_from=late.valid_from)
    count_obliged(LATER.date())
    before = of_day(drive, four.cuc, LATER, four.ward, NOW.date())
    assert (late.code in of_page(drive, four.cuc, LATER, four.ward), late.code in before) == (True, False)


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("", "Chọn một ngày để xem độ phủ lúc đó"),
        ("hôm kia", "Chọn một ngày để xem độ phủ lúc đó"),
        ("1/1/2020", "Ngày 01/01/2020 không nằm trong thời gian của đợt"),
    ],
)
def test_the_page_of_a_day_asks_for_one_that_is_in_the_drive(
    four: Four, drive: Dissemination, typed: str, heading: str
) -> None:
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/AH/ngay/?ngay={typed}")
    assert heading_of(html) == heading
    assert '<table class="table matrix' not in html


def test_the_page_of_a_day_says_how_it_was_computed_and_opens_level_by_level(four: Four, drive: Dissemination) -> None:
    Dissemination.objects.update(published_at=timezone.now() - timedelta(days=5))
    drive.duties.update(since=FOUNDED)
    read(drive, four.an, now=timezone.now())
    today = f"{day_of(timezone.now()):%d/%m/%Y}"
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/AH/ngay/?ngay={today}")
    assert "Tính lại từ 2 mục của sổ" in text_of(html)
    assert f"/do-phu/AH-01/ngay/?ngay={today.replace('/', '%2F')}" in html.replace(today, today.replace("/", "%2F"))
    assert "Trần Văn An" not in html


def test_a_formula_in_a_name_stays_a_name_in_the_workbook(four: Four, drive: Dissemination) -> None:
    Organisation.objects.filter(pk=four.ward.pk).update(name="=HYPERLINK(1)")
    found = coverage(drive.pk, four.cuc, NOW)
    sheet: Any = load_workbook(BytesIO(workbook_of("@SUM(1)", found.texts, found.rows))).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value in ("=HYPERLINK(1)", "@SUM(1)")]
    assert [cell.data_type for cell in cells] == ["s", "s"]


def test_two_drives_stand_side_by_side(four: Four, drive: Dissemination) -> None:
    other = make_dissemination(four.cuc, make_expression("9-QĐ/TU"), title="Đợt kia")
    read(other, four.an)
    found = comparison(drive.pk, other.pk, four.cuc, NOW)
    assert found.total is not None
    assert (found.total.first, found.total.second) != (None, None)
    (ward,) = [pair for pair in found.rows if pair.organisation == four.ward]
    assert ward.second is not None
    assert (ward.second.done, ward.second.obliged, ward.points) == (1, 2, 50)
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/so-sanh/?voi={other.pk}")
    assert heading_of(html) == "0 trên 4 người đã tiếp thu đợt này, 1 trên 4 ở đợt kia"
    assert "+50" in text_of(html)


def test_a_drive_that_the_reader_does_not_see_is_not_compared(four: Four, drive: Dissemination) -> None:
    apart = make_seat(unit=make_unit("Thành phố khác", level="city"), role=Seat.Role.OFFICE)
    other = make_dissemination(apart)
    assert_absent(enter(four.cuc), f"/quan-triet/{drive.pk}/so-sanh/?voi={other.pk}")
    assert_absent(enter(apart), f"/quan-triet/{drive.pk}/so-sanh/")
    assert_absent(enter(apart), f"/quan-triet/{drive.pk}/do-phu/{four.city.code}/excel/")
    assert_absent(enter(apart), f"/quan-triet/{drive.pk}/do-phu/{four.city.code}/ngay/")


def test_all_units_of_a_level_are_listed_at_once(four: Four, drive: Dissemination) -> None:
    make_seat(unit=make_unit("Chi bộ khác", parent=four.other_ward))
    count_obliged(NOW.date())
    cells = sifted(drive.pk, four.cuc, NOW, Asked(level="cell"))
    assert {row.organisation.name for row in cells.rows} == {"Chi bộ Khu phố 3", "Chi bộ khác"}
    assert (cells.own, cells.total.organisation) == (None, four.city)
    assert [level for level, _label in cells.levels] == ["ward", "cell"]
    html = page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/?cap=cell&tinh-trang=planned")
    assert f'Chi bộ Khu phố 3<span class="sub">{four.ward.name}' in html
    assert asked_from({"cap": "xyz", "tinh-trang": "xyz"}, "AH") == Asked("AH")


def test_the_new_pages_ask_the_database_little(four: Four, drive: Dissemination) -> None:
    other, cuc = make_dissemination(four.cuc), enter(four.cuc)
    for place in ("do-phu/AH/excel/", f"so-sanh/?voi={other.pk}", "do-phu/?cap=cell"):
        with few_queries():
            assert cuc.get(f"/quan-triet/{drive.pk}/{place}").status_code == 200
