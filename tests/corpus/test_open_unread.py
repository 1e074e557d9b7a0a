"""Take back a file that nobody could read: only the seat that brought it may."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.corpus import papers
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.actions.opening import open_unread
from thongsuot.files.models import FileOpening, StoredFile
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")
BROKEN = papers.cut_short(papers.docx(papers.TEXT * 20))


@pytest.fixture
def unread(four: Four) -> StoredFile:
    with pytest.raises(Refusal):
        import_document(BROKEN, name="dut.docx", by=four.cuc, now=NOW)
    return StoredFile.objects.get()


def test_who_brought_it_takes_it_back_and_the_opening_is_written_down(unread: StoredFile, four: Four) -> None:
    assert open_unread(unread.pk, by=four.cuc, now=NOW) == unread
    assert FileOpening.objects.get().opened_by == four.cuc.pk


def test_for_everybody_else_it_is_not_there(unread: StoredFile, four: Four, client: Client) -> None:
    colleague = make_seat(unit=four.city, role=Seat.Role.OFFICE)
    with pytest.raises(StoredFile.DoesNotExist):
        open_unread(unread.pk, by=colleague, now=NOW)
    for seat, status in ((colleague, 404), (four.an, 404), (four.cuc, 200)):
        client.force_login(seat.person, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/van-ban/tep-hong/{unread.pk}/").status_code == status
    assert FileOpening.objects.count() == 1


def test_a_readable_file_does_not_leave_by_this_door(four: Four) -> None:
    expression = import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    with pytest.raises(StoredFile.DoesNotExist):
        open_unread(expression.manifestations.get().file_id, by=four.cuc, now=NOW)
