"""Pass a door by one's own phone: the screen's code lives for a minute and lets a seat through once each way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.cascade.doors import enter, few_queries, heading_of, page
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.hall import pass_of, press, signed, sitting_of
from tests.factories import NOW
from tests.points.doorway import Doorway, card_of, make_doorway
from thongsuot.conferences.actions.hall import Kept
from thongsuot.conferences.queries.sittings import Sittings
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat
from thongsuot.points import hallcode
from thongsuot.points.actions.passing import Shown, pass_door
from thongsuot.points.hall import PASS_DOOR
from thongsuot.site.serving.hall import HallDoors

pytestmark = pytest.mark.django_db(**BOTH)
STEP = timedelta(seconds=hallcode.STEP_SECONDS)


@pytest.fixture
def doorway() -> Doorway:
    return make_doorway()


@pytest.fixture
def today() -> Doorway:
    """Give a door whose half day is the real today, for doors that read the clock themselves."""
    return make_doorway((day_of(timezone.now()), "morning"))


def code(doorway: Doorway, direction: str = "in", at: object = NOW, point: int = 0) -> str:
    """Write what the screen shows at a moment."""
    step = hallcode.step_of(at)  # type: ignore[arg-type]
    shown = hallcode.ScreenCode(point or doorway.point.pk, doorway.half_day.pk, direction, step)
    return hallcode.write(shown, settings.POINT_KEYS)


def through(doorway: Doorway, seat: Seat, text: str, *, now: object = NOW, device: str = "mot-may") -> Kept:
    held, sitting = pass_of(doorway.meeting, seat), sitting_of(doorway.meeting)
    return pass_door(sitting, shown=Shown(text, device), by=held, now=now)  # type: ignore[arg-type]


def test_a_screens_code_lets_a_hall_in_each_seat_once(doorway: Doorway) -> None:
    four, shared = doorway.meeting.four, code(doorway)
    first = through(doorway, four.an, shared)
    through(doorway, four.binh, shared)
    before = told_in_all()
    assert through(doorway, four.an, shared, device="may-khac") == first
    assert told_in_all() == before
    one, other = told("conferences.attendance.marked")
    assert (one.facts["method"], one.facts["point"], one.facts["direction"]) == ("hall_code", doorway.point.pk, "in")
    assert other.facts["marks"] == [[four.binh.pk, four.cell.path, "present"]]
    assert_proven()


def test_the_same_way_again_is_a_replay_until_the_other_way_was_gone(doorway: Doorway) -> None:
    an, later = doorway.meeting.four.an, NOW + 4 * STEP
    through(doorway, an, code(doorway))
    with expect_refusal("passed_already"):
        through(doorway, an, code(doorway, at=later), now=later)
    through(doorway, an, code(doorway, "out", later), now=later)
    through(doorway, an, code(doorway, at=later + STEP), now=later + STEP)
    assert [entry.facts["direction"] for entry in told("conferences.attendance.marked")] == ["in", "out", "in"]


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_outside_one_step_is_refused(doorway: Doorway, steps: int) -> None:
    with expect_refusal("code_stale"):
        through(doorway, doorway.meeting.four.an, code(doorway, at=NOW + steps * STEP))


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_one_step_off_is_let_through(doorway: Doorway, steps: int) -> None:
    assert through(doorway, doorway.meeting.four.an, code(doorway, at=NOW + steps * STEP)).seq > 0


def test_a_code_of_another_conference_or_of_nobody_opens_nothing(doorway: Doorway) -> None:
    an = doorway.meeting.four.an
    elsewhere = hallcode.ScreenCode(doorway.point.pk, doorway.half_day.pk + 1, "in", hallcode.step_of(NOW))
    with expect_refusal("half_day_gone"):
        through(doorway, an, hallcode.write(elsewhere, settings.POINT_KEYS))
    for text in ("", "ABCDEF", hallcode.write(elsewhere, {1: b"another key of another house ...."})):
        with expect_refusal("no_door"):
            through(doorway, an, text)


def test_the_code_that_was_read_out_counts_as_heard_and_once(doorway: Doorway) -> None:
    an, heard = doorway.meeting.four.an, hallcode.spoken(doorway.point.pk, doorway.half_day.pk, settings.POINT_KEYS)
    first = through(doorway, an, heard.lower())
    assert through(doorway, an, heard, now=NOW + timedelta(hours=1)) == first
    assert told("conferences.attendance.marked")[0].facts["method"] == "spoken_code"


def test_keys_rotate_and_a_screen_signed_with_the_old_one_is_still_read() -> None:
    shown = hallcode.ScreenCode(3, 4, "out", 77)
    old, both = {1: b"o" * 32}, {1: b"o" * 32, 2: b"n" * 32}
    assert hallcode.read(hallcode.write(shown, old), both) == shown
    assert hallcode.read(hallcode.write(shown, both), old) is None
    heard = hallcode.spoken(3, 4, old)
    assert hallcode.point_spoken(heard, 4, [2, 3], both) == 3


def test_the_door_in_front_of_django_takes_it(today: Doorway) -> None:
    now = timezone.now()
    held = signed(pass_of(today.meeting, today.meeting.four.an, until=now + timedelta(hours=1)))
    fields = {"pass": held, "key": new_key(), "code": code(today, at=now)}
    said = press(HallDoors(lambda *_args: [b""], Sittings(tidy=dict)), PASS_DOOR, fields)  # the test's connection stays
    assert (said.status, said.told["seq"]) == (200, told("conferences.attendance.marked")[0].seq)


def test_a_phone_without_script_scans_types_the_own_code_and_lands_on_its_page(today: Doorway) -> None:
    now = timezone.now()
    card = card_of(today.meeting.four.an)
    phone, shown = Client(), code(today, at=now)
    assert heading_of(page(phone, f"/diem-cau/cua/{shown}/")) == "Ghi lượt qua cửa của đồng chí"
    assert heading_of(page(phone, "/diem-cau/cua/")) == "Nhập mã điểm cầu"
    answer = phone.post(PASS_DOOR, {"pass": "", "card": card.text, "code": shown, "key": new_key()})
    assert (answer.status_code, answer["Referrer-Policy"]) == (302, "no-referrer")
    assert answer.url.startswith("/hoi-nghi/dai-bieu/")
    assert len(told("conferences.attendance.marked")) == 1


def test_the_screen_shows_a_code_of_now_to_who_keeps_the_door(today: Doorway) -> None:
    client, address = enter(today.clerk), f"/diem-cau/{today.point.pk}/man-hinh/"
    with few_queries():
        shown = page(client, address)
    assert "<svg" in shown
    assert hallcode.spoken(today.point.pk, today.half_day.pk, settings.POINT_KEYS) in shown
    assert heading_of(page(client, f"{address}?chieu=ra")) == "Quét mã để ghi ra"
    page(enter(today.meeting.four.cuc), address, status=403)
