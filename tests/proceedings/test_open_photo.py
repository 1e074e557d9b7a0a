"""Open a photograph: written down first, for keepers of the unit and auditors above it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.factories import NOW, make_seat
from tests.proceedings.pictures import picture
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.actions.gathering import attach_photo, open_photo

pytestmark = pytest.mark.django_db(**BOTH)


def test_keeper_and_auditor_open_a_photograph_and_others_do_not() -> None:
    meeting = make_meeting()
    pk, four = meeting.conference.pk, meeting.four
    kept = attach_photo(pk, content=picture(), caption="Hội trường", by=four.binh, now=NOW)
    auditor = make_seat(unit=four.city, role=Seat.Role.AUDITOR)
    for by in (four.binh, auditor):
        assert open_photo(pk, photo=kept.pk, by=by, now=NOW).pk == kept.file_id
    assert [entry.by.seat for entry in told("files.file.opened")] == [four.binh.pk, auditor.pk]
    with expect_refusal("keepers_only"):
        open_photo(pk, photo=kept.pk, by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        open_photo(pk, photo=kept.pk, by=four.cuc, now=NOW)
