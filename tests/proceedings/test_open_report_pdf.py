"""Take a report as PDF: the words of its Word file, made once, and each opening written down."""

from __future__ import annotations

import pypdfium2
import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import make_meeting
from tests.factories import NOW
from thongsuot.files.disk import path_of
from thongsuot.papers import pdf
from thongsuot.proceedings.actions.reporting import issue_report, open_report_pdf
from thongsuot.proceedings.models import ConferencePaper

pytestmark = pytest.mark.django_db(**BOTH)


def pages_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.mark.slow
def test_a_keeper_takes_the_report_as_pdf_with_the_figures_of_its_word_file() -> None:
    meeting = make_meeting()
    pk, binh = meeting.conference.pk, meeting.four.binh
    meeting.mark(meeting.four.an, "present")
    with pytest.raises(ObjectDoesNotExist):
        open_report_pdf(pk, by=binh, now=NOW)
    meeting.end()
    issue_report(pk, by=binh, now=NOW)
    first, again = open_report_pdf(pk, by=binh, now=NOW), open_report_pdf(pk, by=binh, now=NOW)
    assert first.pk == again.pk
    assert len(told("files.file.opened")) == 2
    words = pages_of(path_of(first.sha256).read_bytes())
    for expected in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Triệu tập 2 người", "có mặt ít nhất một buổi 1 người", "điểm danh 1"):
        assert expected in words, expected
    with expect_refusal("keepers_only"):
        open_report_pdf(pk, by=meeting.four.an, now=NOW)
    assert_absent(enter(meeting.four.cuc), f"/hoi-nghi/{pk}/bao-cao/pdf/")
    answer = enter(binh).get(f"/hoi-nghi/{pk}/bao-cao/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_server_without_pango_says_what_to_install_and_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = make_meeting()
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    monkeypatch.setattr(pdf, "_load", lambda: None)
    with expect_refusal("pdf_not_here"):
        open_report_pdf(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    shown = enter(meeting.four.binh).get(f"/hoi-nghi/{meeting.conference.pk}/bao-cao/pdf/")
    assert (shown.status_code, "libpango-1.0-0" in shown.content.decode()) == (409, True)
    assert ConferencePaper.objects.get().pdf is None
