"""Enter from paper: a clerk records many at once from a signed sheet, each entry marked so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cascade.doors import enter, few_queries, heading_of, hidden, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, hash_of, read, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.paper import SignedSheet, enter_paper
from thongsuot.cascade.models import Dissemination, PaperLine, PaperSheet
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import NotAllowed
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

PHOTO = b"\xff\xd8\xff\xe0 a photo of a signed list"
EVENT = "cascade.reading.entered"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def signed(*seats: Seat, content: bytes = PHOTO, **change: object) -> SignedSheet:
    values = {"name": "danh-sach.jpg", "signed_on": NOW.date(), "seats": tuple(seat.pk for seat in seats), **change}
    return SignedSheet(content, **values)  # type: ignore[arg-type]


def entered(drive: Dissemination, by: Seat, *seats: Seat, **change: object) -> PaperSheet:
    sheet = enter_paper(drive.pk, sheet=signed(*seats, **change), by=by, now=NOW, key=new_key())
    ledger.drain()
    return sheet


def test_one_entry_names_everybody_on_the_sheet_and_says_that_it_is_paper(four: Four, drive: Dissemination) -> None:
    sheet = entered(drive, four.binh, four.an, four.binh)
    (entry,) = told(EVENT)
    assert entry.by == four.binh.actor()
    assert entry.facts["seats"] == sorted([[four.binh.pk, four.cell.path], [four.an.pk, four.cell.path]])
    assert (entry.facts["sheet"], entry.facts["signed_on"]) == (sheet.pk, NOW.date().isoformat())
    assert counted(drive, four.cell) == (2, 0)
    state = duty_of(four.an, drive.pk, hash_of(drive), NOW).state
    assert (state.answer, state.is_on_paper, state.opened_at) == ("acknowledged", True, None)
    assert_proven()


def test_the_photo_is_kept_by_its_hash_under_the_ending_of_what_it_is(four: Four, drive: Dissemination) -> None:
    sheet = entered(drive, four.binh, four.an, name="anh chup.bin")
    assert (sheet.file.name, sheet.file.media_type) == ("anh chup.jpg", "image/jpeg")


def test_who_acknowledged_by_themselves_keeps_that(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    entered(drive, four.binh, four.an, four.binh)
    assert PaperLine.objects.get().seat == four.binh
    state = duty_of(four.an, drive.pk, hash_of(drive), NOW).state
    assert not state.is_on_paper
    with expect_refusal("nobody_ticked"):
        entered(drive, four.binh, four.an)


def test_an_own_act_a_moment_before_the_sheet_stays_the_own_one(four: Four, drive: Dissemination) -> None:
    """The clerk read the page, An acknowledged, and then the entry of the sheet came in."""
    entered(drive, four.binh, four.binh)
    read(drive, four.an)
    (entry,) = told(EVENT)
    facts = {**entry.facts, "seats": [[four.an.pk, four.cell.path]]}
    ledger.append(EVENT, key=new_key(), by=four.binh.actor(), at=NOW, subject=drive.ref, facts=facts)
    assert not duty_of(four.an, drive.pk, hash_of(drive), NOW).state.is_on_paper
    assert counted(drive, four.cell) == (2, 0)


def test_late_is_counted_by_the_day_on_the_sheet(four: Four, drive: Dissemination) -> None:
    later = NOW + timedelta(days=35)
    sheet = signed(four.an, signed_on=NOW.date() + timedelta(days=29))
    enter_paper(drive.pk, sheet=sheet, by=four.binh, now=later, key=new_key())
    late = signed(four.binh, signed_on=NOW.date() + timedelta(days=31))
    enter_paper(drive.pk, sheet=late, by=four.binh, now=later, key=new_key())
    ledger.drain()
    assert counted(drive, four.cell) == (2, 1)


def test_one_line_counts_in_every_seat_of_the_person(four: Four, drive: Dissemination) -> None:
    second = make_seat(four.an.person, four.other_ward)
    entered(drive, four.binh, four.an)
    assert duty_of(second, drive.pk, hash_of(drive), NOW).is_done


def test_the_same_key_enters_once(four: Four, drive: Dissemination) -> None:
    key, sheet = new_key(), signed(four.an)
    first = enter_paper(drive.pk, sheet=sheet, by=four.binh, now=NOW, key=key)
    assert enter_paper(drive.pk, sheet=sheet, by=four.binh, now=NOW, key=key) == first
    assert len(told(EVENT)) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signed_on": NOW.date() + timedelta(days=1)}, "signed_ahead"),
        ({"signed_on": NOW.date() - timedelta(days=1)}, "signed_before"),
        ({"content": b"GIF89a"}, "not_a_photo"),
        ({"content": PHOTO + b"0" * (10 * 1024 * 1024)}, "photo_too_big"),
    ],
)
def test_a_wrong_day_or_a_wrong_file_enters_nobody(
    four: Four, drive: Dissemination, change: dict[str, object], code: str
) -> None:
    with expect_refusal(code):
        entered(drive, four.binh, four.an, **change)
    assert not StoredFile.objects.filter(name="danh-sach.jpg").exists()


def test_a_closed_drive_takes_no_sheet(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        entered(drive, four.binh, four.an)


def test_only_who_keeps_the_unit_enters_and_only_its_own_people(four: Four, drive: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        entered(drive, four.an, four.an)
    for stranger in (four.dung, make_seat()):
        with pytest.raises(ObjectDoesNotExist):
            entered(drive, four.binh, stranger)


def test_the_clerk_ticks_forty_people_through_the_door(four: Four, drive: Dissemination) -> None:
    seats = [make_seat(make_person(f"Đặng Thị Số {place}"), four.cell) for place in range(40)]
    binh, address = enter(four.binh), f"/quan-triet/{drive.pk}/danh-sach-ky/"
    with few_queries():
        html = page(binh, address)
    assert heading_of(html) == "Còn 42 người chưa xác nhận"
    sent = {"key": hidden(html, "key", address), "signed_on": NOW.strftime("%d/%m/%Y")}
    photo = SimpleUploadedFile("danh-sach.jpg", PHOTO)
    answer = binh.post(address, {**sent, "seats": [seat.pk for seat in seats], "photo": photo})
    assert answer.status_code == 302
    html = page(binh, address)
    assert heading_of(html) == "Còn 2 người chưa xác nhận"
    assert "Lê Thị Bình nhập lúc" in text_of(html)
    ledger.drain()
    with few_queries():
        page(binh, address)
    assert coverage(drive.pk, four.binh, NOW).total.cells[1].done == 40


def test_a_form_with_something_missing_keeps_the_ticks(four: Four, drive: Dissemination) -> None:
    answer = enter(four.binh).post(f"/quan-triet/{drive.pk}/danh-sach-ky/", {"seats": [four.an.pk]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{four.an.pk}" checked' in html
    assert "Chọn ảnh chụp hoặc bản quét của danh sách đã ký." in text_of(html)


def test_a_member_finds_no_door_to_the_sheets(four: Four, drive: Dissemination) -> None:
    assert enter(four.an).get(f"/quan-triet/{drive.pk}/danh-sach-ky/").status_code == 403
    assert "danh-sach-ky" not in page(enter(four.an), f"/quan-triet/{drive.pk}/")


def test_the_person_reads_that_it_came_from_paper_and_who_entered_it(four: Four, drive: Dissemination) -> None:
    entered(drive, four.binh, four.an)
    words = text_of(page(enter(four.an), f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/"))
    assert "Trên giấy ký ngày" in words
    assert "Lê Thị Bình nhập" in words
