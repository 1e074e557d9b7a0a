"""Take back: a line entered by mistake is taken back with its reason, and the person is asked again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, hash_of, read, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.paper import SignedSheet, enter_paper, take_back_paper
from thongsuot.cascade.actions.reading import acknowledge, open_text
from thongsuot.cascade.models import Dissemination, PaperLine, PaperSheet
from thongsuot.cascade.queries.duties import duty_of
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


REASON = "Nhập nhầm người cùng tên."


@pytest.fixture
def line(four: Four, drive: Dissemination) -> PaperLine:
    entered(drive, four.binh, four.an)
    return PaperLine.objects.get()


def take_back(line: PaperLine, by: Seat, reason: str = REASON) -> PaperLine:
    return take_back_paper(line.pk, reason=reason, by=by, now=NOW)


def test_the_person_is_asked_again_and_the_line_stays_with_its_reason(
    four: Four, drive: Dissemination, line: PaperLine
) -> None:
    taken = take_back(line, four.binh)
    assert (taken.taken_back_at, taken.taken_back_by, taken.reason) == (NOW, four.binh.pk, REASON)
    (entry,) = told("cascade.reading.taken_back")
    assert entry.facts["seats"] == [[four.an.pk, four.cell.path]]
    assert counted(drive, four.cell) == (0, 0)
    assert not duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done
    assert_proven()


def test_afterwards_the_person_acknowledges_or_is_entered_again(
    four: Four, drive: Dissemination, line: PaperLine
) -> None:
    take_back(line, four.binh)
    ledger.drain()
    entered(drive, four.binh, four.an)
    assert counted(drive, four.cell) == (1, 0)
    take_back(PaperLine.objects.standing().get(), four.binh)
    ledger.drain()
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=new_key())
    state = duty_of(four.an, drive.pk, hash_of(drive), NOW).state
    assert (state.answer, state.is_on_paper) == ("acknowledged", False)
    assert counted(drive, four.cell) == (1, 0)
    assert_proven()


def test_ones_own_acknowledgement_is_not_taken_back_with_a_line(four: Four, drive: Dissemination) -> None:
    """An acknowledged a moment before the sheet came in: the line counts nowhere, and taking it back neither."""
    entered(drive, four.binh, four.binh)
    read(drive, four.an)
    line = PaperLine.objects.get()
    line.items = {hash_of(drive): [[four.an.pk, four.cell.path]]}
    line.save()
    take_back(line, four.binh)
    assert told("cascade.reading.taken_back") == []
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done


def test_without_a_reason_or_twice_nothing_is_taken_back(four: Four, line: PaperLine) -> None:
    with expect_refusal("words_missing"):
        take_back(line, four.binh, " ")
    take_back(line, four.binh)
    with expect_refusal("already_taken_back"):
        take_back(line, four.binh)


def test_a_closed_drive_keeps_its_lines(four: Four, drive: Dissemination, line: PaperLine) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        take_back(line, four.binh)


def test_nobody_outside_the_unit_takes_back(four: Four, line: PaperLine) -> None:
    with pytest.raises(NotAllowed):
        take_back(line, four.an)
    with pytest.raises(ObjectDoesNotExist):
        take_back(line, four.cuc)


def test_through_the_door_the_line_and_its_reason_stay_on_the_page(
    four: Four, drive: Dissemination, line: PaperLine
) -> None:
    binh = enter(four.binh)
    assert binh.post(f"/quan-triet/dong-ky/{line.pk}/rut-lai/", {"reason": REASON}).status_code == 302
    words = text_of(page(binh, f"/quan-triet/{drive.pk}/danh-sach-ky/"))
    assert "đã rút lại lúc" in words
    assert REASON in words
