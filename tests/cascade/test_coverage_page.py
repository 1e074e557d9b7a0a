"""Coverage, through the door: who has and who has not, level by level, and no name where only counts belong."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, read
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_person, make_seat, make_unit
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.audience import deadlines_to_json, suggested_deadlines
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.cells import Cell, short_name
from thongsuot.cascade.queries.coverage import Coverage, coverage
from thongsuot.cascade.queries.lines import measured
from thongsuot.cascade.queries.quilt import Column, bands
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db(**BOTH)

LATER = NOW + timedelta(days=20)  # the ward's day is over, the cells have ten days left
AFTER = NOW + timedelta(days=40)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    """One text for everybody: the city today, wards in 15 days, cells in 30."""
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"))


@pytest.fixture
def in_time(four: Four) -> Dissemination:
    """One text for everybody that nobody is late with on whatever day the page is asked for."""
    days = suggested_deadlines(day_of(timezone.now()))
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"), deadlines=days)


def at(drive: Dissemination, seat: Seat, now: datetime, unit: Organisation | None = None) -> Coverage:
    return coverage(drive.pk, seat, now, unit.code if unit else None)


def shown(four: Four, drive: Dissemination, seat: Seat, unit: Organisation | None = None) -> str:
    return page(enter(seat), f"/quan-triet/{drive.pk}/do-phu/" + (f"{unit.code}/" if unit else ""))


def test_the_head_sees_who_of_the_cell_has_not_and_how_to_call_them(four: Four, in_time: Dissemination) -> None:
    four.an.person.phone = "0900 000 142"
    four.an.person.save()
    read(in_time, four.binh)
    html = shown(four, in_time, four.binh)
    assert heading_of(html).startswith("Còn một người chưa xác nhận")
    assert "Trần Văn An" in html
    assert '<a href="tel:0900000142">0900 000 142<' in html
    missing = html[html.index('id="nguoi"') : html.index('id="ma-tran"')]
    assert "Lê Thị Bình" not in missing


def test_a_member_sees_counts_and_no_colleague(four: Four, drive: Dissemination) -> None:
    html = shown(four, drive, four.an)
    assert "0/2" in text_of(html)
    assert "Lê Thị Bình" not in html


def test_the_office_sees_counts_of_a_cell_and_nobody_in_it(four: Four, in_time: Dissemination) -> None:
    read(in_time, four.an)
    for unit in (None, four.ward, four.cell):
        html = shown(four, in_time, four.cuc, unit)
        assert "Trần Văn An" not in html
        assert "Lê Thị Bình" not in html
    assert "1/2" in text_of(html)


def test_levels_open_one_by_one_and_the_crumbs_lead_back(four: Four, drive: Dissemination) -> None:
    city = shown(four, drive, four.cuc)
    assert f'href="/quan-triet/{drive.pk}/do-phu/AH-01/"' in city
    assert "Chi bộ Khu phố 3" not in city
    ward = shown(four, drive, four.cuc, four.ward)
    assert "Chi bộ Khu phố 3" in ward
    assert f'<a href="/quan-triet/{drive.pk}/do-phu/AH/">' in ward
    assert f'href="/quan-triet/{drive.pk}/do-phu/AH-01-03/"' not in ward


def test_a_unit_that_is_not_below_looks_absent(four: Four, drive: Dissemination) -> None:
    clerk = enter(make_seat(make_person("Vũ Thị Ly"), four.other_ward, role=Seat.Role.CLERK))
    assert_absent(clerk, f"/quan-triet/{drive.pk}/do-phu/AH-01/")
    assert_absent(clerk, f"/quan-triet/{drive.pk}/do-phu/AH-01-03/")
    assert_absent(clerk, f"/quan-triet/{drive.pk}/do-phu/AH/")
    assert_absent(clerk, f"/quan-triet/{drive.pk}/do-phu/KHONG-CO/")


def test_a_draft_has_no_coverage(four: Four) -> None:
    draft = make_dissemination(four.cuc, published=False)
    assert_absent(enter(four.cuc), f"/quan-triet/{draft.pk}/do-phu/")


def test_nobody_sees_coverage_unnamed(drive: Dissemination) -> None:
    assert Client().get(f"/quan-triet/{drive.pk}/do-phu/").status_code == 302


def test_a_unit_is_late_by_its_own_day_and_its_cells_by_theirs(four: Four, drive: Dissemination) -> None:
    """Dũng of the other ward is past day 15; nobody in the cells is past day 30."""
    read(drive, four.cuc)
    city = at(drive, four.cuc, LATER)
    assert {row.organisation.name: row.overdue for row in city.rows} == {"Phường Bến Đá": 0, "Xã Đắk Lơ Rang": 1}
    assert (city.total.overdue, city.total.missing) == (1, 3)
    assert [row.organisation.name for row in city.rows] == ["Xã Đắk Lơ Rang", "Phường Bến Đá"]
    ward = at(drive, four.cuc, AFTER, four.ward)
    assert (ward.total.overdue, [row.overdue for row in ward.rows]) == (2, [2])


def test_late_units_open_the_page_and_carry_the_mark(four: Four, drive: Dissemination) -> None:
    past = {level: (NOW - timedelta(days=days)).date() for level, days in (("city", 5), ("ward", 3), ("cell", 1))}
    for level, day in past.items():
        drive.duties.at_level(level).update(due_on=day)
    Dissemination.objects.update(deadlines=deadlines_to_json(past))
    html = shown(four, drive, four.cuc)
    assert heading_of(html) == "Hai đơn vị có người quá hạn, còn 4 người chưa xác nhận"
    words = text_of(html)
    assert "Chưa xong: nhắc hai đơn vị này trước" in words
    assert "2 người quá hạn" in words
    assert '<span class="cell is-late">' in html
    assert "<em>2 trễ</em>" in html
    assert "Trần Văn An" not in html


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(days=1), LATER, AFTER])
def test_the_line_of_a_drive_counts_the_same_people_as_its_coverage(
    four: Four, drive: Dissemination, now: datetime
) -> None:
    leader = make_seat(make_person("Bùi Văn Giáp"), four.ward, role=Seat.Role.HEAD)
    read(drive, four.an)
    for seat in (four.cuc, leader, four.binh):
        (line,) = measured([drive], seat, now.date())
        total = at(drive, seat, now).total
        assert (line.overdue, line.missing, line.obliged) == (total.overdue, total.missing, total.obliged)


def test_the_rows_and_the_units_own_people_add_up(four: Four, drive: Dissemination) -> None:
    leader = make_seat(make_person("Bùi Văn Giáp"), four.ward, role=Seat.Role.HEAD)
    late_drive = make_dissemination(four.cuc, make_expression("127-QĐ/TW"))
    read(late_drive, leader, four.an)
    found = at(late_drive, four.cuc, NOW, four.ward)
    assert found.own is not None
    own, (cell,) = found.own.cells[1], found.rows
    assert (own.done, own.obliged) == (1, 1)
    assert (own.done + cell.cells[1].done, own.obliged + cell.obliged) == (2, found.total.obliged)


def test_a_closed_drive_is_late_for_nobody(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=LATER)
    assert at(drive, four.cuc, AFTER).total.overdue == 0
    assert measured([Dissemination.objects.get()], four.cuc, AFTER.date())[0].overdue == 0


def test_everybody_done_is_said_in_the_heading(four: Four, drive: Dissemination) -> None:
    read(drive, four.an, four.binh)
    assert heading_of(shown(four, drive, four.binh)) == "Cả 2 người đã đọc và tiếp thu"


def test_coverage_asks_the_database_little(four: Four, drive: Dissemination) -> None:
    cuc, binh = enter(four.cuc), enter(four.binh)
    for client, place in ((cuc, f"do-phu/{four.ward.code}/"), (cuc, "do-phu/"), (binh, "do-phu/"), (cuc, "")):
        with few_queries():
            page(client, f"/quan-triet/{drive.pk}/{place}")


@pytest.mark.slow
def test_ninety_four_units_stand_in_one_table_and_one_quilt(four: Four) -> None:
    for place in range(92):
        make_seat(make_person(f"Người {place}"), make_unit(f"Phường Tên Rất Dài Số {place}", parent=four.city))
    drive = make_dissemination(four.cuc, make_expression("1-QĐ/TU"), make_expression("2-QĐ/TU"))
    html = shown(four, drive, four.cuc)
    assert html.count('<tr class="lvl-1">') == 94 + 1
    assert "Toàn cảnh 94 đơn vị" in text_of(html)
    assert "Phường, 93" in html
    assert html.count('class="cell is-') >= 94 * 4
    cuc = enter(four.cuc)
    with few_queries():
        page(cuc, f"/quan-triet/{drive.pk}/do-phu/")


def column(*states: str, group: str = "ward") -> Column:
    return Column(group, {"ward": "Phường", "commune": "Xã"}.get(group, group), states)


def test_a_quilt_is_drawn_for_eight_to_two_hundred_units_only() -> None:
    assert bands([column("none")] * 7, "Khác") == ()
    assert bands([column("none")] * 201, "Khác") == ()
    assert len(bands([column("none")] * 200, "Khác")) == 1


def test_a_quilt_has_one_path_a_state_and_late_ones_carry_a_cut_mark() -> None:
    (band,) = bands([column("late", "reported"), *[column("none", "held")] * 7], "Khác")
    paths = dict(band.paths)
    assert (band.units, band.share, band.view_box) == (8, 100, "0 0 94 44")
    assert paths["late"] == "M0 0h10v20h-10zm4 4v8h2v-8zm0 10v2.5h2v-2.5z"
    assert paths["reported"] == "M0 24h10v20h-10z"
    assert paths["none"].count("M") == paths["held"].count("M") == 7


def test_small_groups_of_a_quilt_stand_together_at_its_end() -> None:
    columns = [column("none", group="zone"), *[column("none")] * 20, *[column("none", group="commune")] * 30]
    assert [(band.label, band.units) for band in bands(columns, "Khác")] == [("Xã", 30), ("Phường", 20), ("Khác", 1)]


@pytest.mark.parametrize(("language", "fraction"), [("vi", "1.147/19.998"), ("en", "1,147/19,998")])
def test_both_sides_of_a_fraction_speak_the_readers_language(language: str, fraction: str) -> None:
    with override(language):
        assert Cell("126-QĐ/TW", "read", "", 1147, 19998, 0, 0).fraction == fraction


@pytest.mark.parametrize(
    ("name", "short"),
    [("126-QĐ/TW", "126"), ("30/2020/NĐ-CP", "30"), ("Quy chế làm việc của chi bộ", "Quy chế làm việc")],
)
def test_a_text_has_a_short_name_for_narrow_places(name: str, short: str) -> None:
    assert short_name(name).strip() == short


def test_the_day_that_counts_is_the_first_with_people_past_it(four: Four, drive: Dissemination) -> None:
    read(drive, four.cuc)
    day = NOW.date()
    days = {now: measured([drive], four.cuc, now)[0].due_on for now in (day, day + timedelta(days=20))}
    assert days == {day: day, day + timedelta(days=20): date(2026, 12, 8)}
