"""Set a fact right by hand: what was read stays beside it, and no later reading or wording takes it away."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.corpus import papers
from tests.corpus.pages import fields_of as fields
from tests.corpus.pages import signed_in
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.correcting import correct_fact
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.corpus.models import Correction, Expression, FormerAddress, Work
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")
KEEPERS = (Seat.Role.CLERK, Seat.Role.OFFICE)
READ = "về việc giữ lời hẹn với người dân"


def taken_in(text: str = papers.TEXT, by: Seat | None = None) -> Expression:
    return import_document(text.encode(), name="a.txt", by=by, now=NOW)


def corrected(expression: Expression, by: Seat, reason: str = "theo bản giấy", **values: str) -> Expression:
    return correct_fact(expression.pk, fixes=Fixes(values, reason), by=by, now=NOW)


def test_a_correction_keeps_what_was_read_who_when_and_after_what(four: Four) -> None:
    expression = taken_in()
    corrected(expression, four.cuc, title="về việc giữ lời", in_force_from="2026-12-01")
    told = Correction.objects.values_list("field", "read", "value", "reason", "corrected_by", "corrected_at")
    assert sorted(told) == [
        ("in_force_from", "2026-11-01", "2026-12-01", "theo bản giấy", four.cuc.pk, NOW),
        ("title", READ, "về việc giữ lời", "theo bản giấy", four.cuc.pk, NOW),
    ]
    after = Expression.objects.select_related("work").get()
    assert after.work.title == "về việc giữ lời" and after.in_force_from is not None and after.in_force_from.day == 1
    assert " ve viec giu loi" in after.work.folded


def test_the_ledger_tells_what_was_read_and_what_stands_and_can_forget_the_reason(four: Four) -> None:
    corrected(taken_in(), four.cuc, title="về việc giữ lời")
    ledger.drain()
    entry = Entry.objects.get(event="corpus.fact.corrected")
    assert f'"read":"{READ}","value":"về việc giữ lời"'.encode() in bytes(entry.body)
    assert "theo bản giấy".encode() not in bytes(entry.body)


def test_what_stands_so_already_is_no_correction_and_again_changes_nothing(four: Four) -> None:
    expression = taken_in()
    for _time in range(2):
        corrected(expression, four.cuc, title="về việc giữ lời", number=papers.NUMBER, issuer="Thành ủy An Hải")
    assert Correction.objects.count() == 1


def test_a_wording_from_before_readings_were_kept_tells_what_stood(four: Four) -> None:
    expression = taken_in()
    Expression.objects.update(facts={})
    for title in ("về việc giữ lời", "về việc giữ đúng lời"):
        corrected(expression, four.cuc, title=title)
    assert [one.read for one in Correction.objects.all()] == [READ, READ]


def test_taking_a_correction_back_is_one_more(four: Four) -> None:
    expression = taken_in()
    for title in ("về việc giữ lời", READ):
        corrected(expression, four.cuc, title=title)
    assert [one.value for one in Correction.objects.all()] == ["về việc giữ lời", READ]
    assert Work.objects.get().title == READ


def test_a_second_wording_overwrites_nothing_that_was_set_right_not_even_with_what_was_emptied(four: Four) -> None:
    expression = taken_in()
    corrected(expression, four.cuc, title="về việc giữ lời", issuer="")
    taken_in(papers.NEXT_TEXT)
    work = Work.objects.get()
    assert work.expressions.count() == 2
    assert (work.title, work.issuer) == ("về việc giữ lời", "")


def test_a_second_wording_misread_in_the_same_way_finds_the_work_whose_number_was_set_right(four: Four) -> None:
    expression = taken_in(papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    corrected(expression, four.cuc, number=papers.NUMBER)
    taken_in(papers.NEXT_TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    assert Work.objects.get().number == papers.NUMBER


def test_another_document_that_really_has_the_misread_number_is_a_work_of_its_own(four: Four) -> None:
    expression = taken_in(papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    corrected(expression, four.cuc, number=papers.NUMBER)
    taken_in(papers.NEXT_TEXT.replace(papers.NUMBER, "113-QĐ/TU").replace("ngày 12 tháng", "ngày 9 tháng"))
    assert set(Work.objects.values_list("number", flat=True)) == {papers.NUMBER, "113-QĐ/TU"}


def test_the_address_follows_the_number_and_the_old_one_leads_on(four: Four, client: Client) -> None:
    expression = taken_in(papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    before = expression.work.get_absolute_url()
    corrected(expression, four.cuc, number=papers.NUMBER)
    work = Work.objects.get()
    assert work.uri.endswith("/118-qd-tu") and FormerAddress.objects.get().work == work
    reader = signed_in(client, four.an)
    moved = reader.get(before)
    assert (moved.status_code, moved["Location"]) == (301, work.get_absolute_url())
    old_wording = reader.get(f"{before.rstrip('/')}@1/")
    assert old_wording["Location"] == work.expressions.get().get_absolute_url()
    assert reader.get(work.get_absolute_url()).status_code == 200
    assert reader.get("/van-ban/akn/vn/act/khong-co/").status_code == 404


def test_a_number_taken_back_gives_the_first_address_back(four: Four) -> None:
    expression = taken_in()
    first = expression.work.uri
    for number in ("119-QĐ/TU", papers.NUMBER):
        corrected(expression, four.cuc, number=number)
    assert Work.objects.get().uri == first
    assert FormerAddress.objects.get().uri.endswith("/119-qd-tu")


def test_a_number_that_would_make_two_works_one_is_refused_with_the_next_step(four: Four) -> None:
    expression = taken_in(papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    taken_in()
    with pytest.raises(Refusal) as refused:
        corrected(expression, four.cuc, number=papers.NUMBER)
    assert refused.value.code == "work_exists" and "nhập tệp này lại" in str(refused.value)
    assert Work.objects.filter(number="113-QĐ/TU").exists() and not Correction.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"issued_on": "2027-01-01"}, "issued_later"),
        ({"type_key": "khong-co"}, "unknown_type"),
        ({"number": "9" * 81}, "fact_too_long"),
    ],
)
def test_what_no_document_can_say_is_refused(four: Four, values: dict[str, str], code: str) -> None:
    expression = taken_in()
    with pytest.raises(Refusal) as refused:
        corrected(expression, four.cuc, **values)
    assert refused.value.code == code


def test_the_unit_that_brought_a_document_in_corrects_it_and_so_do_the_offices_above(four: Four) -> None:
    clerk, office = (make_seat(unit=four.ward, role=role) for role in (Seat.Role.CLERK, Seat.Role.OFFICE))
    cells = taken_in(by=make_seat(unit=four.cell, role=Seat.Role.CLERK))
    wards = taken_in(papers.TEXT.replace("118", "119"), by=clerk)
    for place, (expression, seat) in enumerate(
        ((wards, clerk), (wards, office), (wards, four.cuc), (cells, office), (cells, four.cuc))
    ):
        corrected(expression, seat, title=f"về việc giữ lời lần {place}")
    assert Correction.objects.count() == 5


def test_everybody_else_is_told_which_unit_to_tell(four: Four) -> None:
    seats = [make_seat(unit=unit, role=role) for unit in (four.cell, four.other_ward) for role in KEEPERS]
    wards = taken_in(by=make_seat(unit=four.ward, role=Seat.Role.CLERK))
    clerk_above = make_seat(unit=four.city, role=Seat.Role.CLERK)
    head = make_seat(unit=four.ward, role=Seat.Role.HEAD)
    for seat in (*seats, clerk_above, head, four.an, four.dung):
        with pytest.raises(NotAllowed, match="văn thư hoặc văn phòng của Phường Bến Đá"):
            corrected(wards, seat, title="về việc khác")
    assert not Correction.objects.exists()


def test_what_the_machine_brought_in_is_the_highest_offices(four: Four) -> None:
    expression = taken_in()
    for role in KEEPERS:
        with pytest.raises(NotAllowed, match="văn phòng cấp ủy cao nhất"):
            corrected(expression, make_seat(unit=four.ward, role=role), title="về việc khác")
    corrected(expression, four.cuc, title="về việc giữ lời")
    assert [one.corrected_by for one in Correction.objects.all()] == [four.cuc.pk]


def test_the_office_of_another_unit_adds_no_wording_either(four: Four) -> None:
    taken_in(by=four.cuc)
    with pytest.raises(NotAllowed, match="văn phòng của Thành phố An Hải"):
        taken_in(papers.NEXT_TEXT, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE))
    assert Expression.objects.count() == 1


def test_a_member_reads_where_to_send_a_remark(four: Four, client: Client) -> None:
    expression = taken_in(by=four.cuc)
    page = signed_in(client, four.an).get(expression.get_absolute_url()).content.decode()
    assert "Thấy chỗ sai, hãy báo cho văn thư hoặc văn phòng của Thành phố An Hải." in page


def address_of(expression: Expression) -> str:
    return f"/van-ban/sua/{expression.pk}/"


def sent(client: Client, expression: Expression, **changes: str) -> str:
    """Open the page, change what is named, send the rest as it stands."""
    as_it_stands = fields(client.get(address_of(expression)).content.decode())
    response = client.post(address_of(expression), {**as_it_stands, **changes}, follow=True)
    return str(response.content.decode())


def test_the_reading_page_says_what_was_set_right_what_was_read_who_when_and_after_what(
    four: Four, client: Client
) -> None:
    expression = taken_in()
    page = sent(signed_in(client, four.cuc), expression, title="về việc giữ lời", reason="theo bản giấy")
    assert "Đã lưu chi tiết của văn bản." in page and "1 chi tiết đã sửa tay" in page
    reader = signed_in(client, four.an).get(expression.work.get_absolute_url()).content.decode()
    for told in (READ, "về việc giữ lời", "Mai Thị Cúc", "theo bản giấy", "sửa lúc"):
        assert told in reader
    assert address_of(expression) not in reader
    assert Correction.objects.count() == 1, "what was sent as it stands is no correction"


def test_every_earlier_correction_stays_to_be_seen(four: Four, client: Client) -> None:
    expression = taken_in()
    for title in ("về việc giữ lời", "về việc giữ đúng lời"):
        corrected(expression, four.cuc, title=title)
    page = signed_in(client, four.cuc).get(address_of(expression)).content.decode()
    assert page.index("về việc giữ đúng lời</span>") < page.index("về việc giữ lời</span>")


def test_a_day_typed_wrongly_is_a_mistake_of_the_form_and_what_was_typed_stays(four: Four, client: Client) -> None:
    page = sent(signed_in(client, four.cuc), taken_in(), issued_on="31/02/2026", title="về việc khác")
    assert "Ghi ngày theo dạng 26/11/2026" in page and "về việc khác" in page and not Correction.objects.exists()


def test_a_collision_is_a_page_with_a_sentence(four: Four, client: Client) -> None:
    expression = taken_in(papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU"))
    taken_in()
    page = sent(signed_in(client, four.cuc), expression, number=papers.NUMBER)
    assert "118-QĐ/TU là một" in page and "nhập tệp này lại" in page


def test_a_member_and_a_foreign_clerk_find_no_way_to_correct(four: Four, client: Client) -> None:
    expression = taken_in(by=four.cuc)
    for seat in (four.an, four.dung, make_seat(unit=four.ward, role=Seat.Role.CLERK)):
        signed_in(client, seat)
        assert address_of(expression) not in client.get(expression.work.get_absolute_url()).content.decode()
        assert client.get(address_of(expression)).status_code == 403
        assert client.post(address_of(expression), {"title": "về việc khác"}).status_code == 403
    assert not Correction.objects.exists()


def test_the_reading_page_stays_within_twelve_queries(
    four: Four, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    expression = taken_in(by=four.cuc)
    for title in ("về việc giữ lời", READ):
        corrected(expression, four.cuc, title=title, issuer=f"Thành ủy {title}")
    signed_in(client, four.cuc)
    with django_assert_max_num_queries(12):
        client.get(expression.work.get_absolute_url())


def test_a_day_set_right_by_hand_is_not_called_what_the_text_says(four: Four, client: Client) -> None:
    expression, page = taken_in(), signed_in(client, four.cuc)
    by_text, by_hand = "01/11/2026, theo lời văn bản", "01/12/2026, theo người đã sửa tay"
    assert by_text in page.get(expression.get_absolute_url()).content.decode()
    corrected(expression, four.cuc, in_force_from="2026-12-01")
    assert by_hand in page.get(expression.get_absolute_url()).content.decode()
    corrected(expression, four.cuc, in_force_from="2026-11-01")
    assert by_text in page.get(expression.get_absolute_url()).content.decode()
