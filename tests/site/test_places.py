"""The rail shows the places whose doors would open to this seat, and says where the reader is: in one place only."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import Four, make_four, make_person, make_seat
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def four() -> Four:
    return make_four()


def rail(client: Client, seat: Seat, path: str) -> str:
    client.force_login(seat.person, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(path).content.decode()
    return html[html.index('<header class="rail">') : html.index("</header>")]


def current(rail: str) -> set[tuple[str, str]]:
    return set(re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', rail))


def test_a_page_marks_its_own_place_and_a_page_below_marks_the_place_above(client: Client, four: Four) -> None:
    assert current(rail(client, four.cuc, "/quan-triet/")) == {("/quan-triet/", "page")}
    assert current(rail(client, four.cuc, "/don-vi/AH-01/")) == {("/don-vi/", "true")}
    assert current(rail(client, four.cuc, "/")) == {("/", "page")}


def test_only_the_nearest_place_is_marked(client: Client, four: Four) -> None:
    shown = rail(client, four.cuc, "/don-vi/nhap/")
    assert current(shown) == {("/don-vi/nhap/", "page")}
    assert re.findall(r'<a href="([^"]+)" class="above"', shown) == ["/don-vi/"]


def test_a_member_is_not_led_to_doors_that_would_refuse(client: Client, four: Four) -> None:
    shown = rail(client, four.an, "/nhat-ky/")
    assert "/van-ban/nhap/" not in shown
    assert "/don-vi/nhap/" not in shown
    assert "/chon-vi-tri/" not in shown
    assert "/van-ban/nhap/" in rail(client, four.cuc, "/nhat-ky/")


def test_who_holds_two_seats_may_change_and_sees_which_one_acts(client: Client, four: Four) -> None:
    two = make_person("Người Hai Vị Trí")
    here = make_seat(two, four.cell)
    make_seat(two, four.ward)
    client.force_login(two, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/chon-vi-tri/", {"seat": here.pk})
    html = client.get("/nhat-ky/").content.decode()
    assert 'href="/chon-vi-tri/"' in html
    assert '<b>Người Hai Vị Trí</b><span class="wide">Đảng viên, </span>Chi bộ Khu phố 3' in html
