"""Open a material: for whom its conference calls, from its hour on, each opening written down first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.utils import timezone

from tests.cascade.doors import NOWHERE, assert_absent, enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.conferences.test_attach_material import OUTLINE, WORDS, above
from tests.factories import NOW
from thongsuot.conferences import passes
from thongsuot.conferences.actions.materials import NewMaterial, attach_material, open_material
from thongsuot.conferences.models import Conference, Material
from thongsuot.files.models import FileOpening

pytestmark = pytest.mark.django_db(**BOTH)


def test_a_delegate_opens_it_and_the_opening_is_written_down() -> None:
    meeting = make_meeting()
    kept = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    file = open_material(kept.pk, by=meeting.four.an, now=NOW)
    assert file == kept.file
    assert FileOpening.objects.get().opened_by == meeting.four.an.pk
    assert told("files.file.opened")[-1].by == meeting.four.an.actor()


def test_what_a_unit_above_attached_opens_below_and_nowhere_beside() -> None:
    meeting = make_meeting()
    kept = above(meeting)
    assert open_material(kept.pk, by=meeting.four.an, now=NOW) == kept.file
    with pytest.raises(ObjectDoesNotExist):  # the other ward holds no conference on this drive
        open_material(kept.pk, by=meeting.four.dung, now=NOW)
    own = attach_material(
        meeting.conference.pk, material=NewMaterial(WORDS + b"x", "rieng.txt"), by=meeting.four.binh, now=NOW
    )
    assert set(Material.objects.visible_to(meeting.four.cuc)) == {kept, own}
    assert set(Material.objects.visible_to(meeting.four.binh)) == {kept, own}
    assert not Material.objects.visible_to(meeting.four.dung).exists()
    Conference.objects.filter(pk=meeting.conference.pk).delete()
    assert not Material.objects.visible_to(meeting.four.an).exists()


def test_before_its_hour_only_its_keepers_open_it() -> None:
    meeting = make_meeting()
    later = NewMaterial(WORDS, "de-cuong.txt", "", NOW + timedelta(hours=1))
    kept = attach_material(meeting.conference.pk, material=later, by=meeting.four.binh, now=NOW)
    with expect_refusal("material_closed"):
        open_material(kept.pk, by=meeting.four.an, now=NOW)
    assert open_material(kept.pk, by=meeting.four.binh, now=NOW) == kept.file
    assert open_material(kept.pk, by=meeting.four.an, now=NOW + timedelta(hours=1)) == kept.file


def test_it_leaves_as_a_download_for_who_signed_in_and_for_who_came_by_a_code() -> None:
    meeting = make_meeting()
    kept = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    answer = enter(meeting.four.an).get(f"/hoi-nghi/tai-lieu/{kept.pk}/")
    assert b"".join(answer.streaming_content) == WORDS  # type: ignore[attr-defined]  # a file response streams
    assert answer["Content-Disposition"].startswith("attachment")
    seat = meeting.four.an
    until = int(timezone.now().timestamp()) + 600
    one = passes.Pass(meeting.conference.pk, seat.pk, seat.person_id, seat.organisation.path, None, until)
    held, openings = passes.write(one, settings.PASS_KEYS), FileOpening.objects.count()
    by_code = Client().get(f"/hoi-nghi/dai-bieu/{held}/tai-lieu/{kept.pk}/")
    assert by_code.status_code == 200
    assert FileOpening.objects.count() == openings + 1
    page = Client().get(f"/hoi-nghi/dai-bieu/{held}/").content.decode()
    assert f"/tai-lieu/{kept.pk}/" in page
    assert "Đề cương" in page
    assert Client().get(f"/hoi-nghi/dai-bieu/{held}x/tai-lieu/{kept.pk}/").status_code == 403


def test_a_stranger_is_told_that_it_does_not_exist() -> None:
    meeting = make_meeting()
    kept = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    assert_absent(enter(meeting.four.dung), f"/hoi-nghi/tai-lieu/{kept.pk}/")
    seat = meeting.four.dung
    until = int(timezone.now().timestamp()) + 600
    one = passes.Pass(meeting.conference.pk, seat.pk, seat.person_id, seat.organisation.path, None, until)
    held = passes.write(one, settings.PASS_KEYS)
    assert Client().get(f"/hoi-nghi/dai-bieu/{held}/tai-lieu/{kept.pk}/").status_code == 404
    assert Client().get(f"/hoi-nghi/dai-bieu/{held}/tai-lieu/{NOWHERE}/").status_code == 404
