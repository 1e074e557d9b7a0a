"""The page that changes a unit by hand: four forms without JavaScript, what is refused stays beside its question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import Four, make_four, make_person, make_seat, make_unit
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db
URL = "/don-vi/AH-01-03/sua/"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def office(four: Four) -> Client:
    client = Client()
    client.force_login(four.cuc.person)
    return client


def today() -> str:
    return f"{day_of(timezone.now()):%d/%m/%Y}"


def words(answer: object) -> str:
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")  # type: ignore[attr-defined]


def test_the_page_says_what_goes_along_and_offers_the_places_it_could_go(office: Client) -> None:
    page = words(office.get("/don-vi/AH-01/sua/"))
    assert "Phường Bến Đá: 1 đơn vị dưới, 0 người" in page
    assert 'action="/don-vi/AH-01/chuyen/"' in page
    assert '<option value="AH · Thành phố An Hải">' in page
    assert '<datalist id="noi-chuyen-den">' in page
    assert page.count('<option value="AH-02 · Xã Đắk Lơ Rang">') == 1, "a ward does not hang below a commune"


def test_a_unit_is_moved_by_the_suggestion_by_code_or_by_name(office: Client, four: Four) -> None:
    for typed, ward in [("AH-02 · Xã Đắk Lơ Rang", "AH-02"), ("ah-01", "AH-01"), ("Xã Đắk Lơ Rang", "AH-02")]:
        answer = office.post("/don-vi/AH-01-03/chuyen/", {"under": typed, "moved_on": today()}, follow=True)
        assert answer.redirect_chain == [("/don-vi/AH-01-03/", 302)]
        assert "Đã chuyển đơn vị cùng các đơn vị dưới." in words(answer)
        assert Organisation.objects.get(pk=four.cell.pk).parent == Organisation.objects.get(code=ward)


def test_a_name_that_two_units_bear_asks_for_the_code(office: Client, four: Four) -> None:
    make_unit("Xã Đắk Lơ Rang", parent=four.city, code="AH-03")
    answer = office.post("/don-vi/AH-01-03/chuyen/", {"under": "xã đắk lơ rang", "moved_on": today()})
    assert answer.status_code == 422
    assert "Nhiều đơn vị cùng tên ấy. Ghi một mã: AH-02, AH-03." in words(answer)


def test_what_the_action_refuses_stands_beside_its_field_and_what_was_typed_stays(office: Client) -> None:
    tomorrow = f"{day_of(timezone.now()) + timedelta(days=1):%d/%m/%Y}"
    answer = office.post("/don-vi/AH-01-03/chuyen/", {"under": "AH-02", "moved_on": tomorrow})
    page = words(answer)
    assert answer.status_code == 422
    assert "Chưa ghi được, còn chỗ phải sửa" in page
    assert 'id="id_moved_on_error"' in page
    assert f'value="{tomorrow}"' in page


def test_a_cell_is_founded_renamed_and_ended_by_three_forms(office: Client, four: Four) -> None:
    new = {"code": "ah-01-04", "new_name": "Chi bộ 4", "kind": "cell", "level": "cell", "founded_on": today()}
    assert office.post("/don-vi/AH-01/them/", new).status_code == 302
    renamed = {"name": "Chi bộ Bốn", "new_kind": "cell", "renamed_on": today()}
    assert office.post("/don-vi/AH-01-04/doi-ten/", renamed).status_code == 302
    ended = {"last_day": today(), "successor": "AH-01-03", "people_go": "1"}
    assert office.post("/don-vi/AH-01-04/ket-thuc/", ended).status_code == 302
    unit = Organisation.objects.get(code="AH-01-04")
    assert (unit.name, unit.succeeded_by) == ("Chi bộ Bốn", four.cell)
    assert "Đơn vị kế tục" in words(office.get("/don-vi/AH-01-04/"))


def test_a_code_that_is_taken_is_said_at_the_code(office: Client) -> None:
    new = {"code": "AH-02", "new_name": "X", "kind": "cell", "level": "cell", "founded_on": today()}
    page = words(office.post("/don-vi/AH-01/them/", new))
    assert 'id="id_code_error"' in page
    assert "Mã AH-02 đã thuộc một đơn vị" in page


def test_the_administrator_without_a_seat_goes_from_the_top_to_any_unit(four: Four) -> None:
    client = Client()
    client.force_login(make_person(is_administrator=True))
    page = words(client.get("/don-vi/"))
    assert "Thành phố An Hải" in page
    assert "Mai Thị Cúc" not in page, "names stay in their unit"
    assert client.get(URL).status_code == 200
    assert client.post("/don-vi/AH-01-03/chuyen/", {"under": "AH-02", "moved_on": today()}).status_code == 302


def test_an_office_does_not_change_its_own_unit_but_adds_below_it(four: Four) -> None:
    client = Client()
    client.force_login(make_seat(make_person(), four.ward, role=Seat.Role.OFFICE).person)
    page = words(client.get("/don-vi/AH-01/sua/"))
    assert "do văn phòng cấp trên ghi" in page
    assert "/don-vi/AH-01/them/" in page
    assert "/don-vi/AH-01/chuyen/" not in page


def test_heads_are_refused_and_strangers_find_nothing(four: Four) -> None:
    client = Client()
    client.force_login(four.binh.person)
    assert client.get(URL).status_code == 403
    assert "Sửa đơn vị" not in words(client.get("/don-vi/"))
    client.force_login(four.dung.person)
    assert client.get(URL).status_code == 404
    assert client.post("/don-vi/AH-01-03/chuyen/", {"under": "AH-02", "moved_on": today()}).status_code == 404


def test_the_page_asks_the_database_at_most_twelve_times(
    office: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        office.get(URL)
