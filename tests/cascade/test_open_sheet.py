"""Open a sheet: who keeps the unit sees the photo, and each opening is written down first."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.paper import SignedSheet, enter_paper, open_sheet
from thongsuot.cascade.models import Dissemination, PaperSheet
from thongsuot.files.models import FileOpening
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


def test_the_keeper_downloads_the_photo_and_the_opening_is_written_down(four: Four, drive: Dissemination) -> None:
    sheet = entered(drive, four.binh, four.an)
    answer = enter(four.binh).get(f"/quan-triet/danh-sach-ky/{sheet.pk}/anh/")
    assert b"".join(answer.streaming_content) == PHOTO  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert FileOpening.objects.get().opened_by == four.binh.pk
    assert len(told("files.file.opened")) == 1


def test_for_everybody_else_it_is_absent(four: Four, drive: Dissemination) -> None:
    sheet = entered(drive, four.binh, four.an)
    for seat in (four.an, four.cuc, four.dung):
        with pytest.raises(ObjectDoesNotExist):
            open_sheet(sheet.pk, by=seat, now=NOW)
