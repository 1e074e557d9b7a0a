"""Attach a photograph: the picture is kept, the place where it was taken is not, and it goes into the report."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from tests.proceedings.pictures import picture
from thongsuot.files.disk import path_of
from thongsuot.proceedings import photos
from thongsuot.proceedings.actions.gathering import attach_photo, drop_photo, open_photo
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.proceedings.models import ConferencePhoto

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_a_photograph_loses_its_place_is_kept_once_and_stands_in_the_report(meeting: Meeting) -> None:
    pk, binh, content = meeting.conference.pk, meeting.four.binh, picture()
    assert Image.open(BytesIO(content)).getexif().get_ifd(0x8825)
    for _time in range(2):
        kept = attach_photo(pk, content=content, caption="Hội trường sáng nay", by=binh, now=NOW)
    stored = path_of(kept.file.sha256).read_bytes()
    with Image.open(BytesIO(stored)) as again:
        assert (dict(again.getexif()), again.size, again.format) == ({}, (40, 60), "JPEG")
    assert (ConferencePhoto.objects.count(), len(told("proceedings.photo.attached"))) == (1, 1)
    meeting.end()
    reported = issue_report(pk, by=binh, now=NOW)
    assert reported.report is not None
    paper = Document(BytesIO(path_of(reported.report.sha256).read_bytes()))
    assert len(paper.inline_shapes) == 1
    assert "Hội trường sáng nay" in [each.text for each in paper.paragraphs]
    assert open_photo(pk, photo=kept.pk, by=binh, now=NOW).pk == kept.file_id
    with expect_refusal("conference_reported"):
        attach_photo(pk, content=picture("red"), caption="Muộn", by=binh, now=NOW)
    with expect_refusal("conference_reported"):
        drop_photo(pk, photo=kept.pk, by=binh, now=NOW)


def test_what_is_no_picture_too_large_or_says_nothing_is_refused(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk, binh = meeting.conference.pk, meeting.four.binh
    for content, caption, code in (
        (b"%PDF-1.7", "Ảnh", "not_a_picture"),
        (picture()[:300], "Ảnh", "not_a_picture"),
        (picture(), " ", "caption_missing"),
    ):
        with expect_refusal(code):
            attach_photo(pk, content=content, caption=caption, by=binh, now=NOW)
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    with expect_refusal("photo_too_big"):
        attach_photo(pk, content=picture(), caption="Ảnh", by=binh, now=NOW)
    with expect_refusal("keepers_only"):
        attach_photo(pk, content=picture(), caption="Ảnh", by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        attach_photo(pk, content=picture(), caption="Ảnh", by=meeting.four.cuc, now=NOW)
    assert not ConferencePhoto.objects.exists()


def test_the_page_takes_a_photograph_and_lets_it_go(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/anh-cau-hoi/"
    sent = {"photo": SimpleUploadedFile("a.jpg", picture()), "caption": "Chủ tọa điều hành"}
    assert "Chủ tọa điều hành" in client.post(f"{address}anh/", sent, follow=True).content.decode()
    photo = ConferencePhoto.objects.get()
    answer = client.get(f"/hoi-nghi/{meeting.conference.pk}/anh/{photo.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    shown = client.post(f"/hoi-nghi/{meeting.conference.pk}/anh/{photo.pk}/bo/", follow=True).content.decode()
    assert "Chưa có ảnh nào." in shown
    assert len(told("proceedings.photo.dropped")) == 1
