"""Hours of presence: the page and the workbook say what the board and the report say, and how long on top."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from openpyxl import load_workbook

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.factories import NOW
from tests.points.doorway import Doorway, make_doorway
from thongsuot.conferences.queries.report import result_report
from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.kernel.errors import NotAllowed
from thongsuot.points.queries.hours import hours_page
from thongsuot.points.queries.live import live_page

pytestmark = pytest.mark.django_db(**BOTH)
DAY = NOW.astimezone(HO_CHI_MINH).date()
EVENING = datetime(DAY.year, DAY.month, DAY.day, 20, tzinfo=HO_CHI_MINH)


@pytest.fixture
def doorway() -> Doorway:
    """Give a day of two half days: An left after 50 minutes and came back, Bình is only on the roll."""
    doorway = make_doorway((DAY, "morning"), (DAY, "afternoon"))
    an = doorway.meeting.four.an
    doorway.note(
        doorway.passage(an, "in", NOW),
        doorway.passage(an, "out", NOW + timedelta(minutes=50)),
        doorway.passage(an, "in", NOW + timedelta(minutes=70)),
        now=EVENING,
    )
    doorway.meeting.mark(doorway.meeting.four.binh, "present")
    return doorway


def test_who_went_out_and_came_back_is_there_for_both_times_and_until_the_half_day_ends(doorway: Doorway) -> None:
    four = doorway.meeting.four
    told = {each.seat.pk: each for each in hours_page(doorway.meeting.conference.pk, four.binh, EVENING).people}
    an, binh = told[four.an.pk], told[four.binh.pk]
    assert an.sittings[0].spans == ("9:00–9:50, Hội trường A", "10:10–…, Hội trường A")
    assert an.stayed == timedelta(hours=2, minutes=40)  # 50 minutes, and from 10:10 until noon
    assert (an.kept, an.called, an.words) == (1, 2, "2 giờ 40 phút")
    assert (binh.kept, binh.stayed, binh.sittings[0].spans) == (1, timedelta(), ())


def test_nobody_is_there_longer_than_the_conference_or_than_until_now(doorway: Doorway) -> None:
    four, conference = doorway.meeting.four, doorway.meeting.conference
    half_past = NOW + timedelta(minutes=90)
    (an,) = (each for each in hours_page(conference.pk, four.binh, half_past).people if each.seat == four.an)
    assert an.stayed == timedelta(minutes=70)
    conference.ended_at, conference.ended_by = NOW + timedelta(minutes=80), four.binh.pk
    conference.save(update_fields=["ended_at", "ended_by"])
    (an,) = (each for each in hours_page(conference.pk, four.binh, EVENING).people if each.seat == four.an)
    assert an.stayed == timedelta(minutes=60)


def test_the_counts_are_those_of_the_board_and_of_the_report(doorway: Doorway) -> None:
    binh, conference = doorway.meeting.four.binh, doorway.meeting.conference
    hours, board = hours_page(conference.pk, binh, EVENING), live_page(conference.pk, binh, NOW)
    report = result_report(conference, DAY)
    assert hours.came == tuple((row.half_day, row.present, row.expected) for row in report.attendance)
    assert hours.came[0][1:] == (board.present, board.expected) == (2, 2)
    assert hours.points[0].named == ((hours.half_days[0], board.lines[0].arrived), (hours.half_days[1], 0))


def test_the_page_and_the_workbook_are_for_the_keepers_of_the_unit(doorway: Doorway) -> None:
    four, conference = doorway.meeting.four, doorway.meeting.conference
    address, client = f"/hoi-nghi/{conference.pk}/gio-co-mat/", enter(four.binh)
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "1 / 2 người có giờ vào, ra"
    assert "9:00–9:50, Hội trường A" in text_of(shown)
    answer = client.get(f"{address}tep/")
    people, points = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets  # type: ignore[attr-defined]
    lines = {line[0]: line for line in people.iter_rows(min_row=3, values_only=True)}
    assert lines["Trần Văn An"][3:6] == (1, 2, 160)
    assert [cell.value for cell in points[3]][:2] == ["Hội trường A", 1]
    with pytest.raises(NotAllowed):
        hours_page(conference.pk, four.an, NOW)
    with pytest.raises(ObjectDoesNotExist):
        hours_page(conference.pk, four.cuc, NOW)
