"""Attach a material: read for stamps first, kept once, there for the delegates and for the conferences below."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cascade.doors import assert_absent, enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.meeting import Meeting, make_meeting, plan
from tests.factories import NOW
from thongsuot.conferences.actions.materials import NewMaterial, attach_material
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Material
from thongsuot.files.models import StoredFile
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)
WORDS = "Đề cương giới thiệu quy định.\nNội dung thứ nhất: phạm vi.\nNội dung thứ hai: hiệu lực.\n".encode()
STAMPED = "TỐI MẬT\n\nĐề cương.\n".encode()
OUTLINE = NewMaterial(WORDS, "de-cuong.txt", "Đề cương")


def test_a_file_is_kept_under_its_name_and_recorded_by_its_hash() -> None:
    meeting = make_meeting()
    kept = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    assert (kept.title, kept.not_before, kept.file.name) == ("Đề cương", None, "de-cuong.txt")
    (entry,) = told("conferences.material.attached")
    assert entry.facts == {"file": kept.file.sha256, "material": kept.pk, "not_before": None}
    assert "Đề cương" not in str(entry.facts)
    assert_proven()


def test_the_same_file_again_changes_nothing_and_another_hour_changes_the_hour() -> None:
    meeting = make_meeting()
    first = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    before = told_in_all()
    again = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    assert (again.pk, told_in_all()) == (first.pk, before)
    later = NewMaterial(WORDS, "de-cuong.txt", "Đề cương", NOW + timedelta(days=1))
    assert attach_material(meeting.conference.pk, material=later, by=meeting.four.binh, now=NOW).pk == first.pk
    assert Material.objects.get().not_before == NOW + timedelta(days=1)


def test_a_stamped_file_and_one_that_shows_nothing_are_not_kept() -> None:
    meeting = make_meeting()
    files = StoredFile.objects.count()
    for content, name, code in (
        (STAMPED, "mat.txt", "classified"),
        (b"", "trong.txt", "file_empty"),
        (b"\x00\x01\x02" * 50, "la.exe", "unreadable"),
    ):
        with expect_refusal(code):
            attach_material(meeting.conference.pk, material=NewMaterial(content, name), by=meeting.four.binh, now=NOW)
    assert StoredFile.objects.count() == files
    assert not Material.objects.exists()


def test_a_member_attaches_nothing_a_stranger_finds_nothing_and_a_reported_one_stays() -> None:
    meeting = make_meeting()
    with expect_refusal("keepers_only"):
        attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.cuc, now=NOW)
    assert_absent(enter(meeting.four.dung), f"/hoi-nghi/{meeting.conference.pk}/tai-lieu/")
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)


def test_thirty_are_enough() -> None:
    meeting = make_meeting()
    kept = attach_material(meeting.conference.pk, material=OUTLINE, by=meeting.four.binh, now=NOW)
    values = {"conference": meeting.conference, "title": "x", "attached_at": NOW, "attached_by": kept.attached_by}
    for at in range(29):
        file = StoredFile.objects.create(
            sha256=f"{at:064}", size=1, name="x", media_type="text/plain", received_at=NOW, received_by=None
        )
        Material.objects.create(file=file, **values)
    with expect_refusal("too_many_materials"):
        more = NewMaterial(WORDS + b"Them.", "them.txt")
        attach_material(meeting.conference.pk, material=more, by=meeting.four.binh, now=NOW)


def above(meeting: Meeting) -> Material:
    """Let the city hand out a material at its own conference."""
    held = plan_conference(meeting.drive.pk, plan=plan(), by=meeting.four.cuc, now=NOW)
    return attach_material(held.pk, material=OUTLINE, by=meeting.four.cuc, now=NOW)


def test_the_secretary_sends_one_without_javascript_and_reads_what_comes_from_above() -> None:
    meeting = make_meeting()
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/tai-lieu/"
    assert heading_of(page(client, address)) == "Chưa có tài liệu nào"
    above(meeting)
    refused = client.post(address, {"hour": "8:00", "title": "Báo cáo"}).content.decode()
    assert 'value="Báo cáo"' in refused
    assert "Ghi cả ngày mở" in refused
    sent = {"file": SimpleUploadedFile("bao-cao.txt", WORDS + b"Rieng.")}
    kept = text_of(client.post(address, sent, follow=True).content.decode())
    assert "Người dự có 2 tài liệu" in kept
    assert "Đề cương de-cuong.txt · Thành phố An Hải" in kept
    assert "bao-cao bao-cao.txt Bỏ tài liệu" in kept
    shown = text_of(page(enter(meeting.four.an), f"/hoi-nghi/{meeting.conference.pk}/"))
    assert "Tài liệu Đề cương Thành phố An Hải bao-cao" in shown
