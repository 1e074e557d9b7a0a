"""Take a material away: gone for its conference and for those below it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.conferences.test_attach_material import OUTLINE, above
from tests.factories import NOW
from thongsuot.conferences.actions.materials import attach_material, drop_material
from thongsuot.conferences.models import Material
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)


def test_it_is_gone_below_and_recorded() -> None:
    meeting = make_meeting()
    kept = above(meeting)
    drop_material(kept.pk, by=meeting.four.cuc, now=NOW)
    assert not Material.objects.of(meeting.conference).exists()
    (entry,) = told("conferences.material.dropped")
    assert entry.facts == {"file": kept.file.sha256, "material": kept.pk}
    with pytest.raises(ObjectDoesNotExist):
        drop_material(kept.pk, by=meeting.four.cuc, now=NOW)
    assert_proven()


def test_nobody_drops_what_another_unit_attached_or_a_report_told() -> None:
    meeting = make_meeting()
    city = above(meeting)
    own = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    for by, material in ((meeting.four.binh, city), (meeting.four.cuc, own)):
        with pytest.raises(ObjectDoesNotExist):
            drop_material(material.pk, by=by, now=NOW)
    with expect_refusal("keepers_only"):
        drop_material(own.pk, by=meeting.four.an, now=NOW)
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        drop_material(own.pk, by=meeting.four.binh, now=NOW)


def test_the_secretary_takes_it_away_on_the_page() -> None:
    meeting = make_meeting()
    own = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    answer = enter(meeting.four.binh).post(f"/hoi-nghi/tai-lieu/{own.pk}/bo/", follow=True)
    assert "Chưa có tài liệu nào" in answer.content.decode()
