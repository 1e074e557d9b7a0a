"""The live board: who has come, point by point and by which means, in counts that upper levels may see."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.points.doorway import Doorway, make_doorway, make_point
from thongsuot.kernel.clock import day_of

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def doorway() -> Doorway:
    """Give a door of today, since a board shows the half day of now."""
    return make_doorway((day_of(timezone.now()), "morning"))


def test_the_board_counts_by_point_and_means_and_names_nobody(doorway: Doorway) -> None:
    make_point(doorway.meeting, "Nhà văn hóa")
    now, four = timezone.now(), doorway.meeting.four
    doorway.note(doorway.passage(four.an, at=now), doorway.passage(four.binh, at=now, method="typed"), now=now)
    for seat in (four.binh, four.cuc):
        client = enter(seat)
        with few_queries():
            shown = page(client, f"/hoi-nghi/{doorway.meeting.conference.pk}/truc-tiep/")
        assert heading_of(shown) == "2 / 2 người có mặt"
        assert "Quét thẻ 1, Thư ký gõ 1" in text_of(shown)
        assert "Im lặng" not in shown
        assert "Trần Văn An" not in shown.partition("<main")[2]


def test_the_board_of_a_drive_shows_what_meets_today(doorway: Doorway) -> None:
    now = timezone.now()
    doorway.note(doorway.passage(doorway.meeting.four.an, at=now), now=now)
    client, address = enter(doorway.meeting.four.cuc), f"/hoi-nghi/dot/{doorway.meeting.drive.pk}/truc-tiep/"
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "1 người có mặt hôm nay"
    fragment = client.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert fragment.strip().startswith('<div id="live"')


def test_the_page_installs_and_its_worker_names_no_point(doorway: Doorway) -> None:
    client, base = enter(doorway.clerk), f"/diem-cau/{doorway.point.pk}/"
    worker = client.get("/diem-cau/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    told = client.get(f"{base}ung-dung.webmanifest").json()
    assert (told["start_url"], told["scope"]) == (base, base)
