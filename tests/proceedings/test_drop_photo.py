"""Drop a photograph: only a keeper of the unit, and the ledger says which picture went."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.factories import NOW
from tests.proceedings.pictures import picture
from thongsuot.proceedings.actions.gathering import attach_photo, drop_photo
from thongsuot.proceedings.models import ConferencePhoto

pytestmark = pytest.mark.django_db(**BOTH)


def test_a_photograph_is_dropped_by_its_keeper_alone() -> None:
    meeting = make_meeting()
    pk, four = meeting.conference.pk, meeting.four
    kept = attach_photo(pk, content=picture(), caption="Nhầm ảnh", by=four.binh, now=NOW)
    with expect_refusal("keepers_only"):
        drop_photo(pk, photo=kept.pk, by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        drop_photo(pk, photo=kept.pk, by=four.cuc, now=NOW)
    drop_photo(pk, photo=kept.pk, by=four.binh, now=NOW)
    assert not ConferencePhoto.objects.exists()
    assert [entry.facts for entry in told("proceedings.photo.dropped")] == [{"file": kept.file.sha256}]
